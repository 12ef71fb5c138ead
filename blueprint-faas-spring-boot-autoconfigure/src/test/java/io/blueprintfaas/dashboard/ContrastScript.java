package io.blueprintfaas.dashboard;

/**
 * Looks for text that is hard to read.
 */
final class ContrastScript {

	// Texts whose contrast with what is behind them is below 4.5 to 1
	static final String TOO_LOW = """
			const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
			const rgba = (colour) => {
				canvas.clearRect(0, 0, 1, 1);
				canvas.fillStyle = colour;
				canvas.fillRect(0, 0, 1, 1);
				return [...canvas.getImageData(0, 0, 1, 1).data];
			};
			const luminance = ([r, g, b]) => {
				const [x, y, z] = [r, g, b].map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
				return 0.2126 * x + 0.7152 * y + 0.0722 * z;
			};
			const behind = (element) => {
				for (let at = element; at; at = at.parentElement) {
					const colour = rgba(getComputedStyle(at).backgroundColor);
					if (colour[3] > 250) {
						return colour;
					}
				}
				return [255, 255, 255];
			};
			return [...document.querySelectorAll("body *")]
				.filter((element) => element.checkVisibility() && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
				.map((element) => {
					const [light, dark] = [luminance(rgba(getComputedStyle(element).color)), luminance(behind(element))].sort((a, b) => b - a);
					return [element, (light + 0.05) / (dark + 0.05)];
				})
				.filter(([, ratio]) => ratio < 4.5)
				.map(([element, ratio]) => `${element.tagName} '${element.textContent.slice(0, 30)}' ${ratio.toFixed(2)}`);
			""";

	private ContrastScript() {
	}

}
