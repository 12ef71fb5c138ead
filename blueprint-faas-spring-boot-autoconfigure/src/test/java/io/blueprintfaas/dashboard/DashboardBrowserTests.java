package io.blueprintfaas.dashboard;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.boot.WebApplicationType;

import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.statistics.FaasCallHistory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page in a real browser.
 */
class DashboardBrowserTests {

	private static final String JOB = "#job=thumbnail";

	private Browser browser;

	private TestApplication application;

	@BeforeAll
	static void requireBrowser() {
		Browser.require();
	}

	@BeforeEach
	void openBrowser(@TempDir Path profile) {
		this.browser = new Browser(profile);
	}

	@AfterEach
	void close() {
		this.browser.close();
		if (this.application != null) {
			this.application.close();
		}
	}

	@Test
	void showsJobsCallsAndPoliciesWithWebFlux() {
		open(WebApplicationType.REACTIVE, TestApplication.OPERATED, JOB);
		showsJobsCallsAndPolicies();
		this.browser.picture("light");
	}

	@Test
	void showsJobsCallsAndPoliciesWithMvc() {
		open(WebApplicationType.SERVLET, TestApplication.OPERATED, JOB);
		showsJobsCallsAndPolicies();
	}

	private void showsJobsCallsAndPolicies() {
		this.browser.awaitText("tr[data-key=thumbnail]", "available");
		this.browser.awaitText("#job", "picture-service-thumbnail");
		assertThat(this.browser.text("h1")).isEqualTo("Jobs of picture-service");
		assertThat(this.browser.findAll(".jobs tbody tr")).extracting((row) -> row.getDomAttribute("data-key"))
			.containsExactly("thumbnail", "monthly-report", "transcode", "checksum");
		assertThat(this.browser.text("tr[data-key=thumbnail]")).containsPattern("cloud.*ms.*%.*\\$0.0421");
		assertThat(this.browser.text("tr[data-key=monthly-report]")).contains("here, then cloud", "not deployed");
		assertThat(this.browser.text("tr[data-key=transcode]")).contains("unavailable");
		assertThat(this.browser.text("tr[data-key=checksum]")).contains("runs here");
		assertThat(this.browser.text("#job")).contains("Circuit breaker\nclosed", "API_KEY", "0 of 8 running",
				"21.4 MB", "in the last hour");
		assertThat(this.browser.findAll(".calls tbody tr")).hasSize(10);
		this.browser.find("#more-calls").click();
		assertThat(this.browser.findAll(".calls tbody tr")).hasSize(50);
		this.browser.find("#more-calls").click();
		assertThat(
				this.browser.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
			.isEqualTo(0L);
		assertThat(painted("chart-calls")).isTrue();
		assertThat(painted("chart-latency")).isTrue();
		assertThat(source()).doesNotContain(TestCloud.SECRET);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void callTellsItsTimeline() {
		open(WebApplicationType.REACTIVE, TestApplication.ON, JOB);
		this.browser.awaitText("#job", "Last calls");
		this.browser.tabTo(".disclose");
		this.browser.press(Keys.ENTER);
		this.browser.awaitText("#timeline", "+203 ms");
		assertThat(this.browser.findAll("#timeline .events li")).extracting(WebElement::getText)
			.satisfiesExactly((start) -> assertThat(start).contains("thumbnail was called with 47.1 KB"),
					(retry) -> assertThat(retry).contains("retry: try 2 of 3"),
					(end) -> assertThat(end).contains("+1.53 s", "Result of 3.05 KB from cloud"));
		assertThat(painted("chart-timeline")).isTrue();
		this.browser.find("[data-calls=errors]").click();
		this.browser.find(".disclose").click();
		this.browser.awaitText("#timeline", PastHour.FAILURE);
		this.browser.picture("timeline");
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void routeIsChangedByKeyboardOnceConfirmed() {
		open(WebApplicationType.REACTIVE, TestApplication.OPERATED, "");
		this.browser.awaitText("tr[data-key=thumbnail]", "cloud");
		this.browser.tabTo("tr[data-key=thumbnail] a");
		this.browser.press(Keys.ENTER);
		this.browser.awaitText("#job", "Last calls");
		FaasRoutes routes = this.application.bean(FaasRoutes.class);
		String local = "[data-operation=route][data-mode=local]";
		this.browser.tabTo(local);
		this.browser.press(Keys.ENTER);
		this.browser.awaitText("dialog[open] h2", "Run calls of thumbnail here?");
		this.browser.view("dialog");
		this.browser.press(Keys.ESCAPE);
		this.browser
			.await("!document.querySelector('dialog').open && document.activeElement.matches('%s')".formatted(local));
		assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
		this.browser.press(Keys.ENTER);
		this.browser.tabTo("#confirm-yes");
		this.browser.press(Keys.ENTER);
		Awaitility.await().until(() -> routes.mode("thumbnail") == RouteMode.LOCAL);
		this.browser.awaitText("#operation", "Calls go: here, not cloud");
		this.browser.await("document.querySelector('#announcement').textContent.includes('here, not cloud')");
		this.browser.awaitText("tr[data-key=thumbnail]", "here, not cloud");
		assertThat(this.browser.find(local).getDomAttribute("aria-pressed")).isEqualTo("true");
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void deploymentIsFollowedToItsEnd() {
		open(WebApplicationType.SERVLET, TestApplication.OPERATED, JOB);
		this.browser.awaitText("#job", "Last calls");
		this.browser.find("[data-operation=deploy]").click();
		this.browser.awaitText("dialog[open] h2", "Deploy thumbnail?");
		this.browser.find("#confirm-yes").click();
		this.browser.awaitText(".steps", "packaging the application");
		this.browser.awaitText("tr[data-key=thumbnail]", "deploy …");
		assertThat(this.browser.find("[data-operation=undeploy]").getDomAttribute("aria-disabled")).isEqualTo("true");
		assertThat(source()).doesNotContain(TestCloud.SECRET);
		this.application.bean(TestCloud.class).endOfDeployment.tryEmitValue("end");
		this.browser.awaitText("#operation", "deployed at cloud");
		this.browser
			.await("document.querySelector('#announcement').textContent.startsWith('deploy of thumbnail is done')");
		assertThat(this.application.bean(TestCloud.class).asked).containsExactly("deploy thumbnail");
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void refreshKeepsFocusAndPlace() {
		open(WebApplicationType.REACTIVE, TestApplication.ON, JOB);
		this.browser.awaitText("#job", "picture-service-thumbnail");
		this.browser
			.run("""
					scrollTo(0, 500);
					const button = document.querySelectorAll('.disclose')[4];
					button.focus({ preventScroll: true });
					window.before = { button, key: button.dataset.call, text: document.querySelector('#freshness').textContent };
					""");
		new PastHour().addTo(this.application.bean(FaasCallHistory.class));
		this.browser.await("document.querySelectorAll('.disclose')[5] === before.button");
		assertThat(this.browser
			.run("return document.activeElement === before.button && before.button.dataset.call === before.key"))
			.isEqualTo(true);
		assertThat(((Number) this.browser.run("return scrollY")).intValue()).isBetween(450, 600);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void phoneNeedsNoSidewaysScrolling(String scheme) {
		this.browser.phone();
		this.browser.colours(scheme);
		open(WebApplicationType.REACTIVE, TestApplication.OPERATED, JOB);
		this.browser.awaitText("#job", "picture-service-thumbnail");
		this.browser.awaitText("tr[data-key=thumbnail]", "available");
		this.browser.find(".disclose").click();
		this.browser.awaitText("#timeline", "+203 ms");
		assertThat(this.browser.run("return document.documentElement.scrollWidth")).isEqualTo(360L);
		assertThat(this.browser.run(ContrastScript.TOO_LOW)).isEqualTo(List.of());
		this.browser.picture("phone-" + scheme);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "light", "dark" })
	void contrastIsSufficient(String scheme) {
		this.browser.colours(scheme);
		open(WebApplicationType.REACTIVE, TestApplication.OPERATED, JOB);
		this.browser.awaitText("#job", "picture-service-thumbnail");
		this.browser.awaitText("tr[data-key=thumbnail]", "available");
		assertThat(this.browser.run(ContrastScript.TOO_LOW)).isEqualTo(List.of());
		this.browser.colours("light".equals(scheme) ? "dark" : "light");
		this.browser.await("matchMedia('(prefers-color-scheme: %s)').matches".formatted(scheme) + " === false");
		assertThat(this.browser.run(ContrastScript.TOO_LOW)).isEqualTo(List.of());
		this.browser.picture("changed-from-" + scheme);
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void worksWithoutChartLibrary() {
		this.browser.block("*chart-library.js");
		open(WebApplicationType.REACTIVE, TestApplication.ON, JOB);
		this.browser.awaitText("#job", "To see charts, add the dependency org.webjars.npm:chart.js:4.4.1.");
		assertThat(this.browser.text("#job")).contains("in the last hour", "Last calls");
	}

	@Test
	void saysThatTheApplicationDoesNotAnswerAndKeepsWhatItShows() {
		open(WebApplicationType.REACTIVE, TestApplication.ON, "");
		this.browser.awaitText("tr[data-key=thumbnail]", "available");
		this.application.close();
		this.browser.awaitText("#problem", "The application does not answer");
		assertThat(this.browser.text("#freshness")).isEqualTo("Shows what was known before");
		assertThat(this.browser.text("tr[data-key=thumbnail]")).contains("available");
	}

	@Test
	void saysThatThereAreNoJobs() {
		this.application = TestApplication.start(WebApplicationType.REACTIVE, TestApplication.ON);
		this.browser.open(this.application.address() + "/faas");
		this.browser.awaitText("#jobs", "There are no jobs yet.");
		assertThat(this.browser.complaints()).isEmpty();
	}

	@Test
	void readOnlyPageHasNoButtonsForOperations() {
		open(WebApplicationType.SERVLET, TestApplication.ON, JOB);
		this.browser.awaitText("#job", "Last calls");
		assertThat(this.browser.findAll("[data-operation]")).isEmpty();
		assertThat(this.browser.text("#foot")).contains("Read only");
	}

	@Test
	void saysThatThereIsNoSuchJob() {
		open(WebApplicationType.SERVLET, TestApplication.ON, "#job=%3Cb%3Enone");
		this.browser.awaitText("#job", "There is no job '<b>none'. The jobs are [thumbnail");
	}

	private void open(WebApplicationType type, List<String> properties, String fragment) {
		List<String> all = new ArrayList<>(TestJobs.PROPERTIES);
		all.addAll(properties);
		this.application = TestApplication.start(type, all, TestJobs.Beans.class);
		this.browser.open(this.application.address() + "/faas" + fragment);
	}

	private boolean painted(String canvas) {
		return Boolean.TRUE.equals(this.browser.run("""
				const canvas = document.getElementById("%s");
				const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
				return pixels.some((value) => value > 0);
				""".formatted(canvas)));
	}

	private String source() {
		return String.valueOf(this.browser.run("return document.documentElement.outerHTML"));
	}

}
