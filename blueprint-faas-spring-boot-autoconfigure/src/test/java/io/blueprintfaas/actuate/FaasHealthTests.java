package io.blueprintfaas.actuate;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.actuate.HttpCaller.Answer;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;

import static org.assertj.core.api.Assertions.assertThat;

class FaasHealthTests {

	private static final List<String> DETAILS = List.of("management.endpoint.health.show-details=always",
			"blueprint.faas.jobs.square.provider=other", "blueprint.faas.status.cache=0s");

	@ParameterizedTest
	@EnumSource
	void hasAnEntryForEachJobWithAProvider(Stack stack) {
		stack.run(DETAILS, (context, http) -> {
			StagedFaasProvider local = context.getBean("local", StagedFaasProvider.class);
			StagedFaasProvider other = context.getBean("other", StagedFaasProvider.class);
			JsonNode health = http.get("/health").json().at("/components/faas");
			assertThat(health.at("/status").asString()).isEqualTo("UP");
			assertThat(health.at("/components").propertyNames()).containsExactlyInAnyOrder("thumbnail", "square");
			assertThat(http.get("/health/faas/thumbnail").body())
				.isEqualTo("{\"details\":{\"function\":\"available\",\"mode\":\"remote\"},\"status\":\"UP\"}");
			assertThat(http.get("/health/faas/unmapped").status()).isEqualTo(404);

			says(local, FaasStatus.notDeployed("there is no function 'thumbnail'"));
			Answer down = http.get("/health");
			assertThat(down.status()).isEqualTo(503);
			assertThat(down.text("/components/faas/components/thumbnail/status")).isEqualTo("DOWN");
			assertThat(down.text("/components/faas/components/thumbnail/details/detail"))
				.isEqualTo("there is no function 'thumbnail'");
			assertThat(down.text("/components/faas/components/square/status")).isEqualTo("UP");
			says(local, FaasStatus.unavailable("no instances"));
			assertThat(http.get("/health/faas/thumbnail").text("/status")).isEqualTo("DOWN");
			says(local, FaasStatus.unknown("nobody knows"));
			assertThat(http.get("/health/faas/thumbnail").text("/status")).isEqualTo("UNKNOWN");
			assertThat(http.get("/health").status()).isEqualTo(200);
			assertThat(local.invocations).hasValue(0);
			assertThat(other.invocations).hasValue(0);
		});
	}

	@ParameterizedTest
	@EnumSource
	void jobThatRunsHereWhenItsProviderCannotIsUp(Stack stack) {
		stack.run(
				List.of("management.endpoint.health.show-details=always", "blueprint.faas.status.cache=0s",
						"blueprint.faas.jobs.thumbnail.fallback=local", "blueprint.faas.jobs.square.provider=local"),
				(context, http) -> {
					says(context.getBean("local", StagedFaasProvider.class), FaasStatus.unavailable("down"));
					Answer up = http.get("/health/faas/thumbnail");
					assertThat(up.text("/status")).isEqualTo("UP");
					assertThat(up.text("/details/function")).isEqualTo("unavailable");
					assertThat(up.text("/details/runs")).isEqualTo("here");
					assertThat(http.get("/health/faas/square").text("/status")).isEqualTo("DOWN");
					context.getBean(FaasRoutes.class).route("square", RouteMode.LOCAL);
					assertThat(http.get("/health/faas/square").text("/status")).isEqualTo("UP");
				});
	}

	@ParameterizedTest
	@EnumSource
	void probesAskTheProviderOnce(Stack stack) {
		stack.run(List.of("blueprint.faas.status.cache=10m"), (context, http) -> {
			for (int i = 0; i < 20; i++) {
				assertThat(http.get("/health").status()).isEqualTo(200);
			}
			StagedFaasProvider local = context.getBean("local", StagedFaasProvider.class);
			assertThat(local.statusRequests).hasValue(1);
			assertThat(local.invocations).hasValue(0);
		});
	}

	@ParameterizedTest
	@EnumSource
	void silentProviderIsUnknownInTime(Stack stack) {
		stack.run(List.of("management.endpoint.health.show-details=always", "blueprint.faas.status.timeout=50ms"),
				(context, http) -> {
					context.getBean("local", StagedFaasProvider.class).says(Mono.never());
					Answer answer = http.get("/health/faas/thumbnail");
					assertThat(answer.text("/status")).isEqualTo("UNKNOWN");
					assertThat(answer.text("/details/detail"))
						.isEqualTo("Provider 'local' did not answer within PT0.05S");
				});
	}

	@ParameterizedTest
	@EnumSource
	void isNoPartOfLivenessAndReadiness(Stack stack) {
		stack.run(List.of("management.endpoint.health.probes.enabled=true",
				"management.endpoint.health.show-components=always"), (context, http) -> {
					says(context.getBean("local", StagedFaasProvider.class), FaasStatus.unavailable("down"));
					assertThat(http.get("/health").status()).isEqualTo(503);
					assertThat(http.get("/health/liveness").body()).doesNotContain("faas").contains("UP");
					assertThat(http.get("/health/readiness").body()).doesNotContain("faas").contains("UP");
				});
	}

	@ParameterizedTest
	@EnumSource
	void canBeSwitchedOff(Stack stack) {
		stack.run(List.of("management.health.faas.enabled=false"), (context, http) -> {
			assertThat(http.get("/health").status()).isEqualTo(200);
			assertThat(context.getBeansOfType(FaasHealthContributor.class)).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource
	void applicationWithoutDelegatedJobsIsUp(Stack stack) {
		stack.run(List.of("blueprint.faas.enabled=false", "management.endpoint.health.show-details=always"),
				(context, http) -> assertThat(http.get("/health").text("/status")).isEqualTo("UP"));
	}

	private static void says(StagedFaasProvider provider, FaasStatus status) {
		provider.says(Mono.just(status));
	}

}
