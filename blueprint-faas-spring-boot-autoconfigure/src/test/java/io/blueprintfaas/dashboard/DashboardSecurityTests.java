package io.blueprintfaas.dashboard;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page of an application that has Spring Security, as it comes.
 */
class DashboardSecurityTests {

	private static final String ROUTE = "/faas/api/jobs/thumbnail?operation=route&mode=local";

	private static final String USER = "Basic "
			+ Base64.getEncoder().encodeToString("ada:lovelace".getBytes(StandardCharsets.UTF_8));

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
	void isForUsersAndOperationsNeedTheTokenOfTheirSession(WebApplicationType type) {
		List<String> properties = new ArrayList<>(TestJobs.PROPERTIES);
		properties.addAll(TestApplication.OPERATED);
		properties.addAll(List.of(ChosenAutoConfigurations.SECURED + "=true", "spring.security.user.name=ada",
				"spring.security.user.password=lovelace"));
		try (TestApplication application = TestApplication.start(type, properties, TestJobs.Beans.class)) {
			HttpCaller http = new HttpCaller(application.address());
			FaasRoutes routes = application.bean(FaasRoutes.class);
			assertThat(http.get("/faas/").statusCode()).isEqualTo(401);
			assertThat(http.get("/faas/api/jobs").statusCode()).isEqualTo(401);
			assertThat(http.get("/faas/", "Authorization", USER).statusCode()).isEqualTo(200);
			HttpResponse<String> settings = http.get("/faas/api/settings", "Authorization", USER);
			JsonNode csrf = JsonMapper.shared().readTree(settings.body()).get("csrf");
			assertThat(http.post(ROUTE, "Authorization", USER, "X-Blueprint-Faas", "x").statusCode()).isIn(401, 403);
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
			assertThat(http
				.post(ROUTE, "Authorization", USER, "X-Blueprint-Faas", "x", csrf.get("name").asString(),
						csrf.get("token").asString())
				.statusCode()).isEqualTo(200);
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.LOCAL);
		}
	}

}
