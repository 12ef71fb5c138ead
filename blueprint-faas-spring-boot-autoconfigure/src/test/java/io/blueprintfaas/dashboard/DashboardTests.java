package io.blueprintfaas.dashboard;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;

import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is served, to whom, with both kinds of web servers.
 */
class DashboardTests {

	private static final String ROUTE = "/faas/api/jobs/thumbnail?operation=route&mode=local";

	private static final String[] OWN = { "X-Blueprint-Faas", "test" };

	@Both
	void isOffByDefault(WebApplicationType type) {
		run(type, List.of(), (application, http) -> {
			for (String path : List.of("/faas", "/faas/", "/faas/main.js", "/faas/api/jobs",
					"/io/blueprintfaas/dashboard/main.js")) {
				assertThat(http.get(path).statusCode()).as(path).isEqualTo(404);
			}
			assertThat(http.post(ROUTE, OWN).statusCode()).isEqualTo(404);
		});
	}

	@Both
	void servesPageAndFilesWithStrictPolicy(WebApplicationType type) {
		run(type, TestApplication.ON, (application, http) -> {
			HttpResponse<String> redirect = http.get("/faas");
			assertThat(redirect.statusCode()).isEqualTo(302);
			assertThat(redirect.headers().firstValue("Location")).hasValue("faas/");
			HttpResponse<String> page = http.get("/faas/");
			assertThat(page.statusCode()).isEqualTo(200);
			assertThat(page.headers().firstValue("Content-Type").orElse(""))
				.isEqualToIgnoringCase("text/html;charset=utf-8");
			assertThat(page.headers().firstValue("Content-Security-Policy").orElse("")).contains("default-src 'none'")
				.doesNotContain("unsafe");
			assertThat(page.body()).doesNotContainPattern("<script>|<style|style=|onclick|https?://");
			assertThat(http.get("/faas/main.js").headers().firstValue("Content-Type").orElse(""))
				.startsWith("text/javascript");
			assertThat(http.get("/faas/chart-library.js").body()).contains("Chart.js v4.4.1");
			assertThat(http.get("/faas/none.js").statusCode()).isEqualTo(404);
			assertThat(http.get("/faas/..%2Fpackaging%2Fbootstrap.sh").statusCode()).isIn(400, 404);
		});
	}

	@Both
	void filesAreCompressedAndKeptByBrowsers(WebApplicationType type) {
		run(type, TestApplication.ON, (application, http) -> {
			HttpResponse<String> whole = http.get("/faas/chart-library.js");
			HttpResponse<String> compressed = http.get("/faas/chart-library.js", "Accept-Encoding", "br, gzip");
			assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("gzip");
			assertThat(compressed.body().length()).isLessThan(whole.body().length() / 2);
			String tag = whole.headers().firstValue("ETag").orElseThrow();
			HttpResponse<String> again = http.get("/faas/chart-library.js", "If-None-Match", tag);
			assertThat(again.statusCode()).isEqualTo(304);
			assertThat(again.body()).isEmpty();
		});
	}

	@Both
	void pathIsConfigurable(WebApplicationType type) {
		List<String> properties = new ArrayList<>(TestApplication.ON);
		properties.add("blueprint.faas.dashboard.path=/intern/jobs");
		run(type, properties, (application, http) -> {
			assertThat(http.get("/intern/jobs").headers().firstValue("Location")).hasValue("jobs/");
			assertThat(http.get("/intern/jobs/").statusCode()).isEqualTo(200);
			assertThat(http.get("/intern/jobs/api/jobs").statusCode()).isEqualTo(200);
			assertThat(http.get("/faas/").statusCode()).isEqualTo(404);
		});
	}

	@Both
	void dataHoldsNoSecrets(WebApplicationType type) {
		run(type, TestApplication.OPERATED, (application, http) -> {
			http.post("/faas/api/jobs/thumbnail?operation=deploy", OWN);
			Awaitility.await().until(() -> http.get("/faas/api/jobs/thumbnail").body().contains("21.4 MB, as ******"));
			for (String path : List.of("settings", "jobs", "health", "jobs/thumbnail", "jobs/thumbnail/deployments")) {
				HttpResponse<String> answer = http.get("/faas/api/" + path);
				assertThat(answer.statusCode()).as(path).isEqualTo(200);
				assertThat(answer.body()).as(path).doesNotContain(TestCloud.SECRET);
				assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
			}
			assertThat(http.get("/faas/api/health").body()).contains("No function for key ****** yet");
		});
	}

	@Both
	void operatesOnlyIfSwitchedOn(WebApplicationType type) {
		run(type, TestApplication.ON, (application, http) -> {
			HttpResponse<String> answer = http.post(ROUTE, OWN);
			assertThat(answer.statusCode()).isEqualTo(403);
			assertThat(answer.body()).contains("blueprint.faas.dashboard.operations=true");
			assertThat(application.bean(FaasRoutes.class).mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
		});
	}

	@Both
	void operatesOnlyForItsOwnPage(WebApplicationType type) {
		run(type, TestApplication.OPERATED, (application, http) -> {
			FaasRoutes routes = application.bean(FaasRoutes.class);
			String own = application.address();
			assertThat(http.post(ROUTE).body()).contains("X-Blueprint-Faas");
			assertThat(http.post(ROUTE).statusCode()).isEqualTo(403);
			for (String origin : List.of("https://evil.example", "null", "http://localhost:1", "http://[")) {
				assertThat(http.post(ROUTE, "X-Blueprint-Faas", "x", "Origin", origin).statusCode()).as(origin)
					.isEqualTo(403);
			}
			for (String site : List.of("cross-site", "same-site")) {
				assertThat(http.post(ROUTE, "X-Blueprint-Faas", "x", "Sec-Fetch-Site", site).statusCode()).as(site)
					.isEqualTo(403);
				assertThat(http.get("/faas/api/jobs", "Sec-Fetch-Site", site).statusCode()).as(site).isEqualTo(403);
			}
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
			assertThat(http.post(ROUTE, "X-Blueprint-Faas", "x", "Origin", own, "Sec-Fetch-Site", "same-origin")
				.statusCode()).isEqualTo(200);
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.LOCAL);
		});
	}

	@Both
	void saysWhatIsWrong(WebApplicationType type) {
		run(type, TestApplication.OPERATED, (application, http) -> {
			assertThat(http.get("/faas/api/jobs/none").statusCode()).isEqualTo(404);
			assertThat(http.get("/faas/api/jobs/none").body()).contains("There is no job 'none'. The jobs are");
			assertThat(http.get("/faas/api/jobs/none/deployments").statusCode()).isEqualTo(404);
			assertThat(http.post("/faas/api/jobs/thumbnail", OWN).body()).contains("'operation' is missing");
			assertThat(http.post("/faas/api/jobs/thumbnail?operation=route&mode=moon", OWN).statusCode())
				.isEqualTo(400);
			assertThat(http.post("/faas/api/jobs/thumbnail?operation=deploy", OWN).statusCode()).isEqualTo(202);
			assertThat(http.post("/faas/api/jobs/thumbnail?operation=warm", OWN).statusCode()).isEqualTo(409);
			assertThat(http.post("/faas/api/jobs/checksum?operation=warm", OWN).body())
				.contains("Job 'checksum' has no provider");
		});
	}

	private static void run(WebApplicationType type, List<String> properties,
			BiConsumer<TestApplication, HttpCaller> test) {
		List<String> all = new ArrayList<>(TestJobs.PROPERTIES);
		all.addAll(properties);
		try (TestApplication application = TestApplication.start(type, all, TestJobs.Beans.class)) {
			test.accept(application, new HttpCaller(application.address()));
		}
	}

	/**
	 * With Spring WebFlux, and with Spring MVC.
	 */
	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	@Retention(RetentionPolicy.RUNTIME)
	@interface Both {

	}

}
