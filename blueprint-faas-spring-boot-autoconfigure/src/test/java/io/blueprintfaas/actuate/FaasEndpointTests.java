package io.blueprintfaas.actuate;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.test.util.AopTestUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.actuate.HttpCaller.Answer;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.operations.FaasJobReports;
import io.blueprintfaas.statistics.FaasCallHistory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoint as its users meet it: over HTTP, in both kinds of web applications.
 */
class FaasEndpointTests {

	private static final String JOB = "blueprint.faas.jobs.thumbnail.";

	private static final FaasCall CALL = new FaasCall(new JobKey(1, "thumbnail"), "local", null);

	@ParameterizedTest
	@EnumSource
	void listsAllJobs(Stack stack) {
		stack.run(List.of(), (context, http) -> {
			context.getBean(StagedJobs.class).thumbnail(new byte[0], 1);
			Answer answer = http.get("/faas");
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.json().at("/jobs")).extracting((job) -> job.at("/name").asString())
				.containsExactly("thumbnail", "square", "unmapped");
			assertThat(answer.text("/jobs/0/place")).isEqualTo("local");
			assertThat(answer.text("/jobs/0/mode")).isEqualTo("remote");
			assertThat(answer.text("/jobs/0/why")).isEqualTo("blueprint.faas.jobs.thumbnail.provider of test");
			assertThat(answer.json().at("/jobs/0/calls").asInt()).isOne();
			assertThat(answer.text("/jobs/2/place")).isEqualTo("here");
			assertThat(answer.json().at("/jobs/2").has("mode")).isFalse();
			assertThat(answer.text("/jobs/2/why")).isEqualTo("no blueprint.faas.jobs.unmapped.provider");
		});
	}

	@ParameterizedTest
	@EnumSource
	void showsOneJob(Stack stack) {
		stack.run(List.of(JOB + "provider=local,other", JOB + "memory=768MB", JOB + "timeout=30s",
				JOB + "retry.max-attempts=2", JOB + "retry.delay=1ms", JOB + "bulkhead.max-concurrent-calls=4",
				JOB + "circuit-breaker.sliding-window-size=8", JOB + "circuit-breaker.minimum-number-of-calls=1",
				JOB + "fallback=local"), (context, http) -> {
					context.getBean("local", StagedFaasProvider.class)
						.answers(Mono.error(new FaasUnavailableException("down", CALL, null)));
					context.getBean(StagedJobs.class).thumbnail(new byte[3], 1);
					JsonNode job = http.get("/faas/thumbnail").json();
					assertThat(job.at("/handler/method").asString())
						.isEqualTo("io.blueprintfaas.actuate.StagedJobs.thumbnail");
					assertThat(job.at("/handler/parameters").toString()).isEqualTo("[\"byte[]\",\"int\"]");
					assertThat(job.at("/handler/contract").asString()).matches("[0-9a-f]{16}");
					assertThat(job.at("/route/fallback").asString()).isEqualTo("local");
					assertThat(job.at("/providers/0/memory").asString()).isEqualTo("768MB");
					assertThat(job.at("/providers/0/deadline").asString()).isEqualTo("PT45S");
					assertThat(job.at("/providers/0/wire").asString()).isEqualTo("v1.1");
					assertThat(job.at("/providers/0/retry/maxAttempts").asInt()).isEqualTo(2);
					assertThat(job.at("/providers/0/circuitBreaker/state").asString()).isEqualTo("open");
					assertThat(job.at("/providers/0/circuitBreaker/failures").asInt()).isPositive();
					assertThat(job.at("/providers/1/circuitBreaker/state").asString()).isEqualTo("closed");
					assertThat(job.at("/providers/0/bulkhead/maxConcurrentCalls").asInt()).isEqualTo(4);
					assertThat(job.at("/statistics/outcomes/success").asInt()).isOne();
					assertThat(job.at("/statistics/providers/other").asInt()).isOne();
					assertThat(job.at("/lastHour")).hasSize(1);
					assertThat(job.at("/calls/0/provider").asString()).isEqualTo("other");
					assertThat(job.at("/calls/0/responseBytes").asInt()).isEqualTo(2);
					assertThat(job.at("/calls/0/events")).extracting((event) -> event.at("/kind").asString())
						.contains("failover");
					assertThat(job.at("/errors")).isEmpty();
					assertThat(job.has("deployments")).isFalse();
					assertThat(context.getBean(StagedFaasDeployer.class).asked).isEmpty();
				});
	}

	@ParameterizedTest
	@EnumSource
	void showsCallsThatRunAndWaitInBulkhead(Stack stack) {
		String square = "blueprint.faas.jobs.square.";
		stack.run(List.of(square + "provider=local", square + "bulkhead.max-concurrent-calls=1",
				square + "bulkhead.max-queued-calls=5"), (context, http) -> {
					Sinks.Empty<Void> end = Sinks.empty();
					context.getBean("local", StagedFaasProvider.class).answers(end.asMono().then(Mono.never()));
					for (int i = 0; i < 3; i++) {
						context.getBean(StagedJobs.class).square(i).subscribe();
					}
					JsonNode job = http.get("/faas/square").json();
					assertThat(job.at("/providers/0/bulkhead/running").asInt()).isOne();
					assertThat(job.at("/providers/0/bulkhead/queued").asInt()).isEqualTo(2);
					assertThat(job.at("/statistics/inFlight").asInt()).isEqualTo(3);
				});
	}

	@ParameterizedTest
	@EnumSource
	void saysWhatIsWrongWithARequest(Stack stack) {
		String external = "blueprint.faas.jobs.external.";
		stack.run(List.of(external + "provider=local", external + "id=9"), (context, http) -> {
			refused(http.get("/faas/thumbnial"), 404,
					"There is no job 'thumbnial'. The jobs are [thumbnail, square, unmapped, external]");
			refused(http.post("/faas/thumbnial", operation("deploy")), 404,
					"There is no job 'thumbnial'. The jobs are [thumbnail, square, unmapped, external]");
			refused(http.post("/faas/thumbnail", operation("explode")), 400,
					"There is no operation 'explode'. There are deploy, undeploy, warm, route");
			refused(http.post("/faas/thumbnail", "{}"), 400,
					"'operation' is missing. It is one of deploy, undeploy, warm, route");
			refused(http.post("/faas/thumbnail", route("away")), 400,
					"There is no mode 'away'. There are remote, local, overflow, configured");
			refused(http.post("/faas/unmapped", operation("deploy")), 400,
					"Job 'unmapped' has no provider, so it runs here: configure blueprint.faas.jobs.unmapped.provider");
			refused(http.post("/faas/external", route("local")), 400,
					"Job 'external' cannot run here, as the application has no handler of it: its mode is 'remote'");
			refused(http.post("/faas/thumbnail", "{\"operation\":\"deploy\",\"provider\":\"aws\"}"), 400,
					"Job 'thumbnail' has no provider 'aws'. It has local");
			assertThat(context.getBean(StagedFaasDeployer.class).asked).isEmpty();
		});
	}

	@ParameterizedTest
	@EnumSource
	void deploysInBackgroundOneAtATime(Stack stack) {
		stack.run(List.of(JOB + "provider=local,other"), (context, http) -> {
			StagedFaasDeployer deployer = context.getBean(StagedFaasDeployer.class);
			Sinks.Empty<Void> end = Sinks.empty();
			deployer.ends(end.asMono());
			Answer accepted = http.post("/faas/thumbnail", operation("deploy"));
			assertThat(accepted.status()).isEqualTo(202);
			assertThat(accepted.text("/state")).isEqualTo("running");
			Awaitility.await().until(() -> http.get("/faas/thumbnail").json().at("/operation/steps").size() == 2);
			assertThat(http.get("/faas/thumbnail").json().at("/operation/steps").toString())
				.isEqualTo("[\"local: packaging\",\"local: uploading 21.4 MB\"]");
			assertThat(http.get("/faas").text("/jobs/0/operation")).isEqualTo("deploy");
			Answer second = http.post("/faas/thumbnail", operation("warm"));
			assertThat(second.status()).isEqualTo(409);
			assertThat(second.text("/error")).startsWith("Operation 'deploy' of job 'thumbnail' is under way since ");
			end.tryEmitEmpty();
			assertThat(awaitEnd(http).at("/result").asString())
				.isEqualTo("deployed at local as 'thumbnail'; deployed at other as 'thumbnail'");
			assertThat(deployer.asked).containsExactly("deploy thumbnail at local", "deploy thumbnail at other");
			assertThat(http.get("/faas").json().at("/jobs/0").has("operation")).isFalse();
		});
	}

	@ParameterizedTest
	@EnumSource
	void deploysAtOneProviderWarmsAndUndeploys(Stack stack) {
		stack.run(List.of(JOB + "provider=local,other"), (context, http) -> {
			http.post("/faas/thumbnail", "{\"operation\":\"deploy\",\"provider\":\"other\"}");
			assertThat(awaitEnd(http).at("/state").asString()).isEqualTo("done");
			http.post("/faas/thumbnail", operation("warm"));
			assertThat(awaitEnd(http).at("/result").asString()).isEqualTo("3 instances are warm");
			http.post("/faas/thumbnail", operation("undeploy"));
			assertThat(awaitEnd(http).at("/result").asString()).isEqualTo("removed");
			assertThat(context.getBean(StagedFaasDeployer.class).asked).containsExactly("deploy thumbnail at other",
					"warm thumbnail", "undeploy thumbnail");
		});
	}

	@ParameterizedTest
	@EnumSource
	void showsWhyAnOperationFailed(Stack stack) {
		stack.run(List.of(), (context, http) -> {
			context.getBean(StagedFaasDeployer.class)
				.ends(Mono.error(new FaasDeploymentException("uploading", "the disk is full", CALL, null)));
			http.post("/faas/thumbnail", operation("deploy"));
			JsonNode operation = awaitEnd(http);
			assertThat(operation.at("/state").asString()).isEqualTo("failed");
			assertThat(operation.at("/error").asString()).contains("the disk is full");
		});
	}

	@ParameterizedTest
	@EnumSource
	void changesRouteAndBack(Stack stack) {
		stack.run(List.of(JOB + "mode=overflow", JOB + "overflow.local-permits=3"), (context, http) -> {
			FaasRoutes routes = context.getBean(FaasRoutes.class);
			Answer answer = http.post("/faas/thumbnail", route("local"));
			assertThat(answer.status()).isEqualTo(200);
			assertThat(answer.text("/state")).isEqualTo("done");
			assertThat(answer.text("/result")).isEqualTo("calls go: here, not local");
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.LOCAL);
			JsonNode job = http.get("/faas/thumbnail").json();
			assertThat(job.at("/route/mode").asString()).isEqualTo("local");
			assertThat(job.at("/route/configured").asString()).isEqualTo("overflow");
			assertThat(job.at("/route/localPermits").asInt()).isEqualTo(3);
			http.post("/faas/thumbnail", route("remote"));
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
			http.post("/faas/thumbnail", route("configured"));
			assertThat(routes.mode("thumbnail")).isEqualTo(RouteMode.OVERFLOW);
		});
	}

	@ParameterizedTest
	@EnumSource
	void asksProvidersWhatIsDeployedOnlyIfToldTo(Stack stack) {
		stack.run(List.of("management.endpoint.faas.deployment-timeout=100ms"), (context, http) -> {
			JsonNode found = http.get("/faas/thumbnail?deployment=true").json().at("/deployments/found/0");
			assertThat(found.at("/function").asString()).isEqualTo("thumbnail");
			assertThat(found.at("/endpoint").asString()).isEqualTo("https://functions.example.com/thumbnail");
			assertThat(found.at("/memory").asString()).isEqualTo("768MB");
			StagedFaasDeployer deployer = context.getBean(StagedFaasDeployer.class);
			deployer.finds(Flux.never());
			assertThat(http.get("/faas/thumbnail?deployment=true").text("/deployments/error"))
				.isEqualTo("No answer within PT0.1S");
			deployer.finds(Flux.error(new FaasUnavailableException("no route to host", CALL, null)));
			assertThat(http.get("/faas/thumbnail?deployment=true").text("/deployments/error"))
				.startsWith("no route to host");
			assertThat(deployer.asked).hasSize(3);
			assertThat(http.get("/faas/unmapped?deployment=true").status()).isEqualTo(200);
		});
	}

	@ParameterizedTest
	@EnumSource
	void showsNoSecret(Stack stack) {
		List<String> secrets = List.of("planted-environment", "planted-extra", "planted-api-key", "planted-code",
				"planted-password");
		stack.run(
				List.of(JOB + "environment.DATABASE_URL=planted-environment", JOB + "extras.header=planted-extra",
						"blueprint.faas.custom.api-key=planted-api-key",
						JOB + "endpoint=https://me:planted-password@example.com/run?code=planted-code"),
				(context, http) -> {
					String leak = "refused: " + String.join(" and ", secrets.subList(0, 3));
					StagedFaasDeployer deployer = context.getBean(StagedFaasDeployer.class);
					deployer.ends(Mono.error(new FaasDeploymentException("uploading", leak, CALL, null)));
					http.post("/faas/thumbnail", operation("deploy"));
					awaitEnd(http);
					StagedFaasProvider provider = context.getBean("local", StagedFaasProvider.class);
					provider.says(Mono.just(FaasStatus.unavailable(leak)));
					provider.answers(Mono.error(new FaasUnavailableException(leak, CALL, null)));
					assertThatExceptionOfType(FaasUnavailableException.class)
						.isThrownBy(() -> context.getBean(StagedJobs.class).thumbnail(new byte[0], 1));
					String shown = http.get("/faas").body() + http.get("/faas/thumbnail?deployment=true").body()
							+ http.get("/health").body() + http.get("/info").body();
					deployer.finds(Flux.error(new FaasUnavailableException(leak, CALL, null)));
					shown += http.get("/faas/thumbnail?deployment=true").body();
					assertThat(shown).contains("DATABASE_URL", "refused: ****** and ****** and ******")
						.doesNotContain(secrets);
				});
	}

	@ParameterizedTest
	@EnumSource
	void reroutingUnderLoadLosesNoCall(Stack stack) {
		ExecutorService callers = Executors.newFixedThreadPool(200);
		try {
			stack.run(List.of(JOB + "overflow.local-permits=20"), (context, http) -> {
				StagedJobs jobs = context.getBean(StagedJobs.class);
				StagedFaasProvider provider = context.getBean("local", StagedFaasProvider.class);
				provider.answers(Mono.delay(Duration.ofMillis(2))
					.map((tick) -> new FaasResponse(new byte[] { '4', '2' }, FaasMetrics.NONE)));
				AtomicBoolean enough = new AtomicBoolean();
				List<CompletableFuture<Integer>> calls = Stream
					.generate(() -> CompletableFuture.supplyAsync(() -> callUntil(enough, jobs), callers))
					.limit(200)
					.toList();
				String[] modes = { "local", "overflow", "remote" };
				for (int i = 0; i < 30; i++) {
					assertThat(http.post("/faas/thumbnail", route(modes[i % 3])).status()).isEqualTo(200);
				}
				enough.set(true);
				int made = calls.stream().mapToInt(CompletableFuture::join).sum();
				int here = ((StagedJobs) AopTestUtils.getTargetObject(jobs)).ranHere.get();
				assertThat(here).isPositive();
				assertThat(provider.invocations).hasPositiveValue();
				assertThat(here + provider.invocations.get()).isEqualTo(made);
				JsonNode statistics = http.get("/faas/thumbnail").json().at("/statistics");
				assertThat(statistics.at("/outcomes/success").asInt()).isEqualTo(made);
				assertThat(statistics.at("/calls").asInt()).isEqualTo(made);
				assertThat(statistics.at("/inFlight").asInt()).isZero();
			});
		}
		finally {
			callers.shutdownNow();
		}
	}

	private static int callUntil(AtomicBoolean enough, StagedJobs jobs) {
		int made = 0;
		while (!enough.get()) {
			assertThat(jobs.thumbnail(new byte[0], 1)).isEqualTo(42);
			made++;
		}
		return made;
	}

	@ParameterizedTest
	@EnumSource
	void accessIsRespected(Stack stack) {
		stack.run(List.of("management.endpoint.faas.access=read-only"), (context, http) -> {
			assertThat(http.get("/faas/thumbnail").status()).isEqualTo(200);
			assertThat(http.post("/faas/thumbnail", route("local")).status()).isEqualTo(405);
			assertThat(context.getBean(FaasRoutes.class).mode("thumbnail")).isEqualTo(RouteMode.REMOTE);
		});
		stack.run(List.of("management.endpoint.faas.access=none"), (context, http) -> {
			assertThat(http.get("/faas").status()).isEqualTo(404);
			assertThat(context.getBeansOfType(FaasEndpoint.class)).isEmpty();
			assertThat(context.getBeansOfType(FaasEndpointWebExtension.class)).isEmpty();
		});
	}

	@Test
	void isNotThereUnlessExposed() {
		Stack.MVC.run(List.of("management.endpoints.web.exposure.include=health,info"), (context, http) -> {
			assertThat(http.get("/faas").status()).isEqualTo(404);
			assertThat(context.getBeansOfType(FaasEndpoint.class)).isEmpty();
		});
	}

	@Test
	void isNotNeeded() {
		new ApplicationContextRunner().withUserConfiguration(FrameworkAndOwn.Chosen.class)
			.withClassLoader(
					new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
			.run((context) -> {
				assertThat(context).hasNotFailed().hasSingleBean(FaasJobReports.class);
				assertThat(context).doesNotHaveBean("faasEndpoint");
				assertThat(context).doesNotHaveBean("faasHealthContributor");
			});
	}

	@Test
	void functionHasNoneOfIt() {
		new ApplicationContextRunner().withUserConfiguration(FrameworkAndOwn.Chosen.class)
			.withPropertyValues("blueprint.faas.function.enabled=true", "management.endpoints.jmx.exposure.include=*",
					"spring.jmx.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(FaasCallHistory.class)
				.doesNotHaveBean(FaasEndpoint.class)
				.doesNotHaveBean("faasHealthContributor")
				.doesNotHaveBean("faasInfoContributor"));
	}

	private static void refused(Answer answer, int status, String error) {
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.text("/error")).isEqualTo(error);
	}

	private static String operation(String operation) {
		return "{\"operation\":\"%s\"}".formatted(operation);
	}

	private static String route(String mode) {
		return "{\"operation\":\"route\",\"mode\":\"%s\"}".formatted(mode);
	}

	private static JsonNode awaitEnd(HttpCaller http) {
		Awaitility.await().until(() -> !"running".equals(http.get("/faas/thumbnail").text("/operation/state")));
		return http.get("/faas/thumbnail").json().at("/operation");
	}

}
