package io.blueprintfaas.sample;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.openqa.selenium.By;
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

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	private final ChromeDriver driver;

	Browser(Path profile, int width, int height) {
		ChromeOptions options = new ChromeOptions();
		options.setBinary(CHROMIUM);
		options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
				"--disable-background-networking", "--disable-component-update", "--disable-sync",
				"--user-data-dir=" + profile, "--window-size=%d,%d".formatted(width, height));
		ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).build();
		this.driver = new ChromeDriver(service, options);
	}

	/**
	 * Skips the test where there is no browser, but never on a build server: there it
	 * fails.
	 */
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

	WebElement find(String selector) {
		return this.driver.findElement(By.cssSelector(selector));
	}

	List<WebElement> findAll(String selector) {
		return this.driver.findElements(By.cssSelector(selector));
	}

	String text(String selector) {
		return find(selector).getText();
	}

	void awaitText(String selector, String text) {
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(text(selector)).as(selector).contains(text));
	}

	void awaitState(String selector, String state) {
		Awaitility.await()
			.atMost(PATIENCE)
			.untilAsserted(
					() -> assertThat(find(selector).getDomAttribute("data-state")).as(selector).isEqualTo(state));
	}

	Object run(String script) {
		return this.driver.executeScript(script);
	}

	/**
	 * What the browser complained about.
	 * @return messages of its console
	 */
	List<String> complaints() {
		return this.driver.manage().logs().get("browser").getAll().stream().map(Object::toString).toList();
	}

	@Override
	public void close() {
		this.driver.quit();
	}

}
