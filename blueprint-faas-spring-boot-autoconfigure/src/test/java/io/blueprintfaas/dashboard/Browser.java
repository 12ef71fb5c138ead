package io.blueprintfaas.dashboard;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A real browser without a window.
 */
final class Browser implements AutoCloseable {

	private static final File CHROMIUM = new File("/usr/bin/chromium");

	private static final File DRIVER = new File("/usr/bin/chromedriver");

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ChromeDriver driver;

	Browser(Path profile) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + profile, "--window-size=1280,900");
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build();
		this.driver = new ChromeDriver(service, options);
	}

	// Skips the test where there is no browser, but never on a build server.
	static void require() {
		boolean there = CHROMIUM.canExecute() && DRIVER.canExecute();
		String reason = "Needs %s and %s: install the packages chromium and chromium-driver".formatted(CHROMIUM,
				DRIVER);
		assertThat(there || !"true".equals(System.getenv("CI"))).as(reason).isTrue();
		assumeTrue(there, reason);
	}

	void open(String address) {
		this.driver.get(address);
	}

	void phone() {
		this.driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
				Map.of("width", 360, "height", 740, "deviceScaleFactor", 2, "mobile", true));
	}

	void colours(String scheme) {
		this.driver.executeCdpCommand("Emulation.setEmulatedMedia",
				Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
	}

	void block(String pattern) {
		this.driver.executeCdpCommand("Network.enable", Map.of());
		this.driver.executeCdpCommand("Network.setBlockedURLs", Map.of("urls", List.of(pattern)));
	}

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	String text(String selector) {
		return find(selector).getText();
	}

	void press(Keys key) {
		this.driver.switchTo().activeElement().sendKeys(key);
	}

	// Goes on with the Tab key until an element has the focus.
	void tabTo(String selector) {
		for (int steps = 0; steps < 100; steps++) {
			if (Boolean.TRUE.equals(run("return document.activeElement.matches('%s')".formatted(selector)))) {
				return;
			}
			press(Keys.TAB);
		}
		throw new AssertionError("Tab does not reach " + selector);
	}

	void awaitText(String selector, String text) {
		Awaitility.await()
			.atMost(PATIENCE)
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(text(selector)).as(selector).contains(text));
	}

	void await(String condition) {
		Awaitility.await().atMost(PATIENCE).until(() -> Boolean.TRUE.equals(run("return " + condition)));
	}

	Object run(String script) {
		return this.driver.executeScript(script);
	}

	List<String> complaints() {
		return this.driver.manage().logs().get("browser").getAll().stream().map(Object::toString).toList();
	}

	// Of the whole page, into the folder of the build.
	void picture(String name) {
		Number height = (Number) run("return document.documentElement.scrollHeight");
		Number width = (Number) run("return innerWidth");
		capture(name, Map.of("captureBeyondViewport", true, "clip",
				Map.of("x", 0, "y", 0, "width", width, "height", height, "scale", 1)));
	}

	// Of what is to be seen of it.
	void view(String name) {
		capture(name, Map.of());
	}

	private void capture(String name, Map<String, Object> options) {
		Object shot = this.driver.executeCdpCommand("Page.captureScreenshot", options).get("data");
		try {
			Path file = Path.of("target", "dashboard-%s.png".formatted(name));
			Files.write(file, OutputType.BYTES.convertFromBase64Png(String.valueOf(shot)));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
