package io.blueprintfaas.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser, with functions.
 */
@WithFunctions
class BrowserTests {

	private static final String OUR_PID = "pid " + ProcessHandle.current().pid();

	@LocalServerPort
	private int port;

	private Browser browser;

	@BeforeAll
	static void requireBrowser() {
		Browser.require();
	}

	@BeforeEach
	void open(@TempDir Path profile) {
		this.browser = new Browser(profile, 1280, 900);
		this.browser.open("http://localhost:" + this.port);
		this.browser.awaitState("#fractal", "done");
	}

	@AfterEach
	void close() {
		this.browser.close();
	}

	@Test
	void picturesAreDrawnByFunctions() {
		assertThat(this.browser.text("#state")).contains("This application is " + OUR_PID);
		assertThat(this.browser.text("#fractal-count")).startsWith("24 of 24 tiles by ");
		assertThat(owners()).isNotEmpty().doesNotContain(OUR_PID).allMatch((owner) -> owner.startsWith("pid "));
		assertThat(blackShare()).isBetween(0.1, 0.4);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void thumbnailsOfTheExampleAreMadeByFunctions() {
		this.browser.find("#use-example").click();
		this.browser.awaitState("#thumbnails", "done");
		List<WebElement> figures = this.browser.findAll("#thumbs figure");
		assertThat(figures).hasSize(3).allSatisfy((figure) -> {
			assertThat(figure.getText()).contains("provider local").containsPattern("(cold|warm), [0-9.]+ m?s");
			assertThat(figure.getDomAttribute("data-instance")).startsWith("pid ").isNotEqualTo(OUR_PID);
		});
		assertThat(this.browser.run("return [...document.querySelectorAll('#thumbs img')].map(i => i.naturalWidth)"))
			.isEqualTo(List.of(80L, 160L, 320L));
		assertThat(this.browser.text("#figure-calls")).isEqualTo("27");
	}

	@Test
	void clickLooksDeeper() {
		this.browser.find("#canvas").click();
		this.browser.awaitText("#fractal-message", "3 times as large");
		assertThat(this.browser.text("#fractal-count")).startsWith("24 of 24 tiles");
	}

	@Test
	void lookingDeeperAgainGivesUpWhatIsNotFinished() {
		WebElement canvas = this.browser.find("#canvas");
		canvas.sendKeys("+");
		canvas.sendKeys("+");
		canvas.sendKeys(Keys.ARROW_LEFT);
		this.browser.awaitText("#fractal-message", "9 times as large");
		assertThat(this.browser.text("#fractal-count")).startsWith("24 of 24 tiles");
		assertThat(Integer.parseInt(this.browser.text("#figure-calls"))).isLessThan(4 * 24);
		canvas.sendKeys("0");
		this.browser.awaitText("#fractal-message", "the whole set");
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void switchRunsTheSameCallsHere() {
		this.browser.find("input[value=here]").sendKeys(Keys.SPACE);
		this.browser.awaitText("#fractal-count", "24 of 24 tiles by 1 process");
		assertThat(owners()).containsExactly(OUR_PID);
		this.browser.find("#square-form button").click();
		this.browser.awaitText("#square-message", OUR_PID + ", this application");
		assertThat(this.browser.text("#square-result")).isEqualTo("144");
	}

	@Test
	void errorsAreSaidInWords() {
		this.browser.find("#number").sendKeys("34567890123");
		this.browser.find("#number").sendKeys(Keys.ENTER);
		this.browser.awaitText("#square-message", "does not fit into 64 bits");
		this.browser.run("""
				const files = new DataTransfer();
				files.items.add(new File(["hello"], "letter.txt"));
				document.getElementById("file").files = files.files;
				document.getElementById("file").dispatchEvent(new Event("change"));
				""");
		this.browser.awaitState("#thumbnails", "failed");
		assertThat(this.browser.text("#thumbnails-message")).contains("This is no picture that can be read (5 bytes)");
	}

	@Test
	void dashboardShowsTheCalls() {
		this.browser.find("footer a").click();
		this.browser.awaitText("tr[data-key=fractal]", "available");
		this.browser.find("tr[data-key=fractal] a").click();
		this.browser.awaitText("#job", "Last calls");
		this.browser.find(".disclose").click();
		this.browser.awaitText("#timeline", "fractal was called with");
		assertThat(this.browser.findAll(".calls tbody tr")).hasSizeGreaterThanOrEqualTo(10);
		assertThat(this.browser.complaints()).isEmpty();
	}

	private Set<String> owners() {
		return this.browser.findAll("#tiles b")
			.stream()
			.map((owner) -> String.valueOf(owner.getDomProperty("textContent")))
			.collect(Collectors.toSet());
	}

	private double blackShare() {
		return ((Number) this.browser.run("""
				const data = document.getElementById("canvas").getContext("2d").getImageData(0, 0, 960, 640).data;
				let black = 0;
				for (let i = 0; i < data.length; i += 4) {
					black += data[i] === 5 && data[i + 1] === 9 && data[i + 2] === 20 ? 1 : 0;
				}
				return black / (960 * 640);
				""")).doubleValue();
	}

}
