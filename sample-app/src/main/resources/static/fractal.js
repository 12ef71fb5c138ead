// Draws a part of the Mandelbrot set, tile by tile as the functions answer.

import { colourOf, element, note } from "./calls.js";
import { getLines, isAbort, isLocal } from "./server.js";

const HOME = { x: -0.65, y: 0, width: 3.6 };
const COLUMNS = 6;
const ROWS = 4;
const TILE = 160;
const NARROWEST = 1e-12;
const ZOOM = 3;
const $ = (id) => document.getElementById(id);
const canvas = $("canvas");
const pen = canvas.getContext("2d");

let view = HOME;
let underWay = new AbortController();

/** Draws what is to be seen, and gives up what was being drawn before. */
export async function draw() {
	underWay.abort();
	const own = underWay = new AbortController();
	const progress = new Progress();
	try {
		const address = `api/fractal?x=${view.x}&y=${view.y}&width=${view.width}&local=${isLocal()}`;
		for await (const answer of getLines(address, { signal: own.signal })) {
			await progress.add(answer, own.signal);
		}
		progress.end();
	}
	catch (error) {
		if (!isAbort(error)) {
			progress.fail(error.message);
		}
	}
}

class Progress {

	instances = new Set();

	drawn = 0;

	errors = [];

	began = performance.now();

	constructor() {
		$("fractal").dataset.state = "drawing";
		$("fractal-message").textContent = "Drawing …";
		$("fractal-message").classList.remove("error");
		$("tiles").replaceChildren(...Array.from({ length: COLUMNS * ROWS }, () => element("span", "", "waiting")));
		canvas.setAttribute("aria-label", `Part of the Mandelbrot set, ${magnification()}, around ${view.x}, ${view.y}`);
		this.show();
	}

	async add({ item, value, call, error }, signal) {
		const cell = $("tiles").children[item.row * COLUMNS + item.column];
		if (error) {
			this.errors.push(error);
			cell.className = "failed";
		}
		else {
			const image = await decode(value.png);
			signal.throwIfAborted();
			pen.drawImage(image, item.column * TILE, item.row * TILE);
			cell.className = "fresh";
			cell.style.setProperty("--owner", colourOf(call.instance));
			cell.append(element("b", call.instance));
			this.instances.add(call.instance);
			this.drawn++;
			note("fractal", call);
		}
		this.show();
	}

	show() {
		$("fractal-progress").value = this.drawn;
		const count = this.instances.size;
		const who = count ? ` by ${count} ${count === 1 ? "process" : "processes"}` : "";
		$("fractal-count").textContent = `${this.drawn} of ${COLUMNS * ROWS} tiles${who}`;
	}

	end() {
		const seconds = ((performance.now() - this.began) / 1000).toFixed(1);
		$("fractal").dataset.state = this.errors.length ? "failed" : "done";
		if (this.errors.length) {
			this.fail(`${this.errors.length} of ${COLUMNS * ROWS} tiles are missing. ${this.errors[0]}`);
		}
		else {
			$("fractal-message").textContent = `Drawn in ${seconds} s, ${magnification()}.`;
		}
	}

	fail(sentence) {
		$("fractal").dataset.state = "failed";
		$("fractal-message").textContent = sentence;
		$("fractal-message").classList.add("error");
	}

}

function magnification() {
	const times = HOME.width / view.width;
	if (view.width === HOME.width) {
		return "the whole set";
	}
	return times < 1000 ? `${Math.round(times)} times as large` : `${times.toExponential(0).replace("e+", " · 10^")} times as large`;
}

async function decode(base64) {
	const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
	return createImageBitmap(new Blob([bytes], { type: "image/png" }));
}

function look(next) {
	const width = Math.min(HOME.width, Math.max(NARROWEST, next.width));
	const before = view;
	view = width === HOME.width ? HOME : { x: clamp(next.x), y: clamp(next.y), width };
	preview(before);
	draw();
}

// Until the tiles come, what was there is shown in its new place
function preview(before) {
	const copy = document.createElement("canvas");
	copy.width = canvas.width;
	copy.height = canvas.height;
	copy.getContext("2d").drawImage(canvas, 0, 0);
	const scale = before.width / view.width;
	const unit = canvas.width / view.width;
	const left = canvas.width / 2 + (before.x - view.x) * unit - canvas.width * scale / 2;
	const top = canvas.height / 2 - (before.y - view.y) * unit - canvas.height * scale / 2;
	pen.clearRect(0, 0, canvas.width, canvas.height);
	pen.drawImage(copy, left, top, canvas.width * scale, canvas.height * scale);
}

function clamp(value) {
	return Math.min(4, Math.max(-4, value));
}

function zoom(factor) {
	look({ ...view, width: view.width / factor });
}

function move(columns, rows) {
	const step = view.width / COLUMNS;
	look({ x: view.x + columns * step, y: view.y + rows * step, width: view.width });
}

const KEYS = {
	"+": () => zoom(ZOOM),
	"=": () => zoom(ZOOM),
	"-": () => zoom(1 / ZOOM),
	"0": () => look(HOME),
	ArrowLeft: () => move(-1, 0),
	ArrowRight: () => move(1, 0),
	ArrowUp: () => move(0, 1),
	ArrowDown: () => move(0, -1),
};

canvas.addEventListener("click", (event) => {
	const box = canvas.getBoundingClientRect();
	const unit = view.width / box.width;
	const x = view.x + (event.clientX - box.left - box.width / 2) * unit;
	const y = view.y - (event.clientY - box.top - box.height / 2) * unit;
	look({ x, y, width: view.width / ZOOM });
});
canvas.addEventListener("keydown", (event) => {
	if (KEYS[event.key] && !event.ctrlKey && !event.metaKey && !event.altKey) {
		event.preventDefault();
		KEYS[event.key]();
	}
});
$("zoom-in").addEventListener("click", () => zoom(ZOOM));
$("zoom-out").addEventListener("click", () => zoom(1 / ZOOM));
$("zoom-reset").addEventListener("click", () => look(HOME));
$("show-owners").addEventListener("change", (event) => $("tiles").classList.toggle("owners", event.target.checked));
