package io.blueprintfaas.autoconfigure;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin.Location;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Calls of handlers through the whole caller side, up to a provider that reaches the same
 * handlers through the codec.
 */
@ExtendWith(OutputCaptureExtension.class)
class FaasAutoConfigurationTests {

	private static final String JOBS = "blueprint.faas.jobs.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
				FaasAutoConfiguration.class))
		.withUserConfiguration(JobsConfiguration.class);

	@Test
	void runsLocallyWhenJobIsNotMapped() {
		this.contextRunner.run((context) -> {
			assertThat(context.getBean(Jobs.class).greet("Ada", 2)).isEqualTo("Ada Ada ");
			assertThat(requests(context)).isEmpty();
			assertThat(context).doesNotHaveBean(FaasExecutor.class);
		});
	}

	@Test
	void delegatesWhenJobIsMapped() {
		run("greet", (context) -> {
			assertThat(context.getBean(Jobs.class).greet("Ada", 2)).isEqualTo("Ada Ada ");
			assertThat(requests(context)).hasSize(1);
			assertThat(requests(context).get(0).job()).isEqualTo(new JobKey(1, "greet"));
			assertThat(requests(context).get(0).payload()).asString().isEqualTo("[\"Ada\",2]");
			assertThat(requests(context).get(0).deadline()).isNotNull();
			assertThat(requests(context).get(0).contract()).isNotNull();
			assertThat(context).hasBean("greetFaasExecutor");
		});
	}

	@Test
	void delegatesEveryReturnType() {
		this.contextRunner
			.withPropertyValues(JOBS + "nothing.provider=echo", JOBS + "perhaps.provider=echo",
					JOBS + "future.provider=echo", JOBS + "mono.provider=echo", JOBS + "flux.provider=echo",
					JOBS + "bytes.provider=echo", JOBS + "number.provider=echo")
			.run((context) -> {
				Jobs jobs = context.getBean(Jobs.class);
				jobs.nothing();
				assertThat(jobs.getCalls()).hasValue(1);
				assertThat(jobs.perhaps("x")).contains("x");
				assertThat(jobs.perhaps(null)).isEmpty();
				assertThat(jobs.future(4).get()).isEqualTo(16);
				assertThat(jobs.mono(List.of(new Point(1, 2))).block()).isEqualTo(new Point(2, 1));
				assertThat(jobs.flux(3).collectList().block()).containsExactly(new Point(0, 0), new Point(1, 1),
						new Point(2, 2));
				assertThat(jobs.bytes(new byte[] { 1, 2 })).containsExactly(2, 1);
				assertThat(jobs.number(3)).isEqualTo(9);
				assertThat(requests(context)).hasSize(8);
				assertThat(requests(context).get(6).payload()).containsExactly(1, 2);
			});
	}

	@Test
	void failsWithTheFixWhenBlockingHandlerIsCalledOnNonBlockingThread() {
		run("greet", (context) -> {
			Mono<String> onEventLoop = Mono.fromCallable(() -> context.getBean(Jobs.class).greet("Ada", 1))
				.subscribeOn(Schedulers.parallel());
			assertThatIllegalStateException().isThrownBy(onEventLoop::block)
				.withMessageContaining("Job 'greet' (1) returns a value")
				.withMessageContaining("return a Mono");
			assertThat(requests(context)).isEmpty();
		});
	}

	@Test
	void rebuildsDeclaredAndCommonExceptions() {
		run("fail", (context) -> {
			Jobs jobs = context.getBean(Jobs.class);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> jobs.fail("io"))
				.withMessage("no disk")
				.withCauseInstanceOf(FaasFunctionException.class);
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> jobs.fail("file"))
				.withMessage("java.io.FileNotFoundException: no file");
			assertThatIllegalArgumentException().isThrownBy(() -> jobs.fail("argument")).withMessage("bad argument");
			assertThatExceptionOfType(DeclaredException.class).isThrownBy(() -> jobs.fail("declared"))
				.withMessage("declared trouble");
			assertThatExceptionOfType(FaasFunctionException.class).isThrownBy(() -> jobs.fail("own"))
				.satisfies((ex) -> assertThat(ex.getRemoteType()).isEqualTo(OwnException.class.getName()))
				.withMessageContaining("own trouble")
				.withMessageContaining("job 'fail' (8), provider 'echo', invocation ");
		});
	}

	@Test
	void sendsAgainOnlyWhatMayRunTwice() {
		this.contextRunner
			.withPropertyValues(JOBS + "greet.provider=echo", JOBS + "greet.retry.max-attempts=3",
					JOBS + "greet.retry.delay=1ms", JOBS + "number.provider=echo", JOBS + "number.retry.max-attempts=3",
					JOBS + "number.retry.delay=1ms")
			.run((context) -> {
				EchoFaasProvider provider = context.getBean(EchoFaasProvider.class);
				Jobs jobs = context.getBean(Jobs.class);
				provider.failures.add((call) -> new FaasUnavailableException("down", call, null));
				provider.failures.add((call) -> new FaasThrottledException("slow", call, Duration.ofMillis(2), null));
				assertThat(jobs.greet("Ada", 1)).isEqualTo("Ada ");
				assertThat(provider.requests).hasSize(3);
				assertThat(provider.requests.stream().map((request) -> request.invocationId()).distinct()).hasSize(1);

				provider.requests.clear();
				provider.failures.add((call) -> new FaasTimeoutException("late", call, null));
				assertThatExceptionOfType(FaasTimeoutException.class).isThrownBy(() -> jobs.greet("Ada", 1));
				assertThat(provider.requests).hasSize(1);

				provider.requests.clear();
				provider.failures.add((call) -> new FaasTimeoutException("late", call, null));
				assertThat(jobs.number(2)).isEqualTo(4);
				assertThat(provider.requests).hasSize(2);

				provider.requests.clear();
				for (int i = 0; i < 4; i++) {
					provider.failures.add((call) -> new FaasUnavailableException("down", call, null));
				}
				assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(() -> jobs.greet("Ada", 1));
				assertThat(provider.requests).hasSize(3);
			});
	}

	@Test
	void doesNotRetryUnlessConfigured() {
		run("greet", (context) -> {
			EchoFaasProvider provider = context.getBean(EchoFaasProvider.class);
			provider.failures.add((call) -> new FaasUnavailableException("down", call, null));
			assertThatExceptionOfType(FaasUnavailableException.class)
				.isThrownBy(() -> context.getBean(Jobs.class).greet("Ada", 1));
			assertThat(provider.requests).hasSize(1);
		});
	}

	@Test
	void fallsBackToLocalOnlyWhenFunctionDidNotRun() {
		this.contextRunner
			.withPropertyValues(JOBS + "nothing.provider=echo", JOBS + "nothing.fallback=local",
					JOBS + "number.provider=echo", JOBS + "number.fallback=local", JOBS + "fail.provider=echo",
					JOBS + "fail.fallback=local")
			.run((context) -> {
				EchoFaasProvider provider = context.getBean(EchoFaasProvider.class);
				Jobs jobs = context.getBean(Jobs.class);
				provider.failures.add((call) -> new FaasUnavailableException("down", call, null));
				jobs.nothing();
				assertThat(jobs.getCalls()).hasValue(1);
				provider.failures.add((call) -> new FaasAccessDeniedException("no right", call, null));
				jobs.nothing();
				assertThat(jobs.getCalls()).hasValue(2);
				provider.failures.add((call) -> new FaasTimeoutException("late", call, null));
				assertThatExceptionOfType(FaasTimeoutException.class).isThrownBy(jobs::nothing);
				assertThat(jobs.getCalls()).hasValue(2);
				provider.failures.add((call) -> new FaasTimeoutException("late", call, null));
				assertThat(jobs.number(5)).isEqualTo(25);
				provider.requests.clear();
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> jobs.fail("io"));
				assertThat(jobs.getFailed()).hasValue(1);
			});
	}

	@Test
	void endsAtItsDeadlineWhenExecutorDoesNotAnswer() {
		this.contextRunner.withPropertyValues(JOBS + "greet.provider=silent", JOBS + "greet.deadline=50ms")
			.withUserConfiguration(SilentProviderConfiguration.class)
			.run((context) -> assertThatExceptionOfType(FaasTimeoutException.class)
				.isThrownBy(() -> context.getBean(Jobs.class).greet("Ada", 1))
				.withMessageContaining("No answer within PT0.05S")
				.satisfies((ex) -> assertThat(ex.isOutcomeUnknown()).isTrue()));
	}

	@Test
	void runsEverythingLocallyWhenDisabled(CapturedOutput output) {
		this.contextRunner.withPropertyValues(JOBS + "greet.provider=echo", "blueprint.faas.enabled=false")
			.run((context) -> {
				assertThat(context.getBean(Jobs.class).greet("Ada", 1)).isEqualTo("Ada ");
				assertThat(requests(context)).isEmpty();
				assertThat(output).contains("blueprint.faas.enabled is false");
			});
	}

	@Test
	void neverDelegatesInFunctionMode() {
		this.contextRunner.withPropertyValues(JOBS + "greet.provider=aws", "blueprint.faas.function.enabled=true")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context.getBean(Jobs.class).greet("Ada", 1)).isEqualTo("Ada ");
				assertThat(context.getBean(FaasRegistry.class).jobs()).isEmpty();
				assertThat(
						context.getBean(FaasTemplate.class).invoke("greet", String.class, "Ada", 1).block().provider())
					.isEqualTo(FaasResult.HERE);
			});
	}

	@Test
	void findsHandlerOfBeanWhoseTypeIsOnlyKnownWhenItIsMade() {
		this.contextRunner.withUserConfiguration(HiddenTypeConfiguration.class)
			.withPropertyValues(JOBS + "hidden.provider=echo")
			.run((context) -> {
				assertThat(context.getBean(Hidden.class).hidden()).isEqualTo("found");
				assertThat(requests(context)).hasSize(1);
			});
	}

	@Test
	void findsJobWhoseNameIsWrittenInAnotherCase() {
		this.contextRunner.withPropertyValues(JOBS + "day-of-week.provider=echo").run((context) -> {
			assertThat(context.getBean(Jobs.class).dayOfWeek(3)).isEqualTo("day 3");
			assertThat(requests(context)).hasSize(1);
		});
	}

	@Test
	void registryCanBeChangedAtRunTime() {
		run("greet", (context) -> {
			FaasRegistry registry = context.getBean(FaasRegistry.class);
			FaasExecutor executor = registry.get("greet");
			registry.unregister(1);
			context.getBean(Jobs.class).greet("Ada", 1);
			assertThat(requests(context)).isEmpty();
			registry.register(new JobKey(1, "greet"), executor);
			context.getBean(Jobs.class).greet("Ada", 1);
			assertThat(requests(context)).hasSize(1);
		});
	}

	@Test
	void reportsWhereJobsRunAndWhy(CapturedOutput output) {
		run("greet", (context) -> {
			assertThat(output).contains("Where jobs run");
			assertThat(output).containsPattern("JOB +ID +RUNS AT +WHY");
			assertThat(output).containsPattern("greet +1 +echo +blueprint.faas.jobs.greet.provider");
			assertThat(output).containsPattern("number +7 +here +no blueprint.faas.jobs.number.provider");
		});
	}

	@Test
	void reportNamesFileAndLine(CapturedOutput output) {
		Origin origin = new TextResourceOrigin(new ClassPathResource("application.yml"), new Location(11, 8));
		Map<String, Object> file = Map.of(JOBS + "greet.provider", OriginTrackedValue.of("echo", origin));
		this.contextRunner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new OriginTrackedMapPropertySource("file", file)))
			.run((context) -> assertThat(output).containsPattern("greet +1 +echo +application.yml:12"));
	}

	@Test
	void templateTellsWhereJobRan() {
		run("number", (context) -> {
			FaasTemplate template = context.getBean(FaasTemplate.class);
			FaasResult<Integer> remote = template.invoke("number", Integer.class, 6).block();
			assertThat(remote.value()).isEqualTo(36);
			assertThat(remote.provider()).isEqualTo("echo");
			FaasResult<Integer> local = template.locally().invoke("number", Integer.class, 6).block();
			assertThat(local.value()).isEqualTo(36);
			assertThat(local.provider()).isEqualTo(FaasResult.HERE);
			assertThat(local.metrics().execution()).isPositive();
			assertThat(requests(context)).hasSize(1);
		});
	}

	@Test
	void templateMapsItemsToOutcomes() {
		run("number", (context) -> {
			EchoFaasProvider provider = context.getBean(EchoFaasProvider.class);
			provider.failures.add((call) -> new FaasUnavailableException("down", call, null));
			List<FaasOutcome<Integer, Integer>> outcomes = context.getBean(FaasTemplate.class)
				.map("number", Integer.class, Flux.range(0, 50), 4)
				.collectList()
				.block();
			assertThat(outcomes).hasSize(50);
			assertThat(outcomes).filteredOn((outcome) -> !outcome.succeeded())
				.singleElement()
				.satisfies((outcome) -> assertThat(outcome.error()).isInstanceOf(FaasUnavailableException.class));
			assertThat(outcomes).filteredOn(FaasOutcome::succeeded)
				.allSatisfy(
						(outcome) -> assertThat(outcome.result().value()).isEqualTo(outcome.item() * outcome.item()));
		});
	}

	@Test
	void templateCallsJobWithoutHandler() {
		this.contextRunner.withPropertyValues(JOBS + "elsewhere.provider=echo", JOBS + "elsewhere.id=77")
			.run((context) -> {
				String result = context.getBean(FaasTemplate.class)
					.invoke("elsewhere", String[].class, "x")
					.block()
					.value()[0];
				assertThat(result).isEqualTo("x");
			});
	}

	@Test
	void templateRefusesUnknownJobsAndWrongNumbersOfArguments() {
		this.contextRunner.run((context) -> {
			FaasTemplate template = context.getBean(FaasTemplate.class);
			assertThatIllegalArgumentException().isThrownBy(() -> template.invoke("gret", String.class))
				.withMessageContaining("There is no job 'gret'. The jobs are [");
			assertThatIllegalArgumentException().isThrownBy(() -> template.invoke("greet", String.class, "x"))
				.withMessage("Job 'greet' (1) takes 2 arguments, but 1 were given");
		});
	}

	@Test
	void answerOfAnotherTypeIsAPayloadError() {
		this.contextRunner.withPropertyValues(JOBS + "elsewhere.provider=echo", JOBS + "elsewhere.id=77")
			.run((context) -> assertThatExceptionOfType(FaasPayloadException.class)
				.isThrownBy(() -> context.getBean(FaasTemplate.class).invoke("elsewhere", Integer.class, "x").block())
				.withMessageContaining("its result cannot be decoded"));
	}

	@Test
	void deployerKnowsConfiguredJobsOnly() {
		run("greet", (context) -> {
			FaasDeployer deployer = context.getBean(FaasDeployer.class);
			assertThat(deployer.jobs()).containsExactly(new JobKey(1, "greet"));
			assertThat(deployer.warm("greet").block()).isEqualTo(1);
			assertThatIllegalArgumentException().isThrownBy(() -> deployer.deployment("number").block())
				.withMessage("No provider is configured for job 'number'. Jobs with a provider are [greet]");
		});
	}

	private void run(String job, ContextConsumer<AssertableApplicationContext> consumer) {
		this.contextRunner.withPropertyValues(JOBS + job + ".provider=echo").run(consumer);
	}

	private static List<FaasRequest> requests(AssertableApplicationContext context) {
		return context.getBean(EchoFaasProvider.class).requests;
	}

	record Point(int x, int y) {

	}

	static class OwnException extends RuntimeException {

		OwnException(String message) {
			super(message);
		}

	}

	static class DeclaredException extends Exception {

		DeclaredException(String message) {
			super(message);
		}

	}

	static class Jobs {

		final AtomicInteger calls = new AtomicInteger();

		final AtomicInteger failed = new AtomicInteger();

		@FaasJob(id = 1)
		String greet(String name, int times) {
			return (name + " ").repeat(times);
		}

		@FaasJob(id = 2)
		void nothing() {
			this.calls.incrementAndGet();
		}

		@FaasJob(id = 3)
		Optional<String> perhaps(String value) {
			return Optional.ofNullable(value);
		}

		@FaasJob(id = 4)
		CompletableFuture<Integer> future(int value) {
			return CompletableFuture.completedFuture(value * value);
		}

		@FaasJob(id = 5)
		Mono<Point> mono(List<Point> points) {
			return Mono.just(new Point(points.get(0).y(), points.get(0).x()));
		}

		@FaasJob(id = 6)
		Flux<Point> flux(int count) {
			return Flux.range(0, count).map((i) -> new Point(i, i));
		}

		@FaasJob(id = 7, idempotent = true)
		int number(int value) {
			return value * value;
		}

		@FaasJob(id = 8)
		void fail(String how) throws IOException, DeclaredException {
			this.failed.incrementAndGet();
			switch (how) {
				case "io" -> throw new IOException("no disk");
				case "file" -> throw new FileNotFoundException("no file");
				case "declared" -> throw new DeclaredException("declared trouble");
				case "argument" -> throw new IllegalArgumentException("bad argument");
				default -> throw new OwnException("own trouble");
			}
		}

		@FaasJob(id = 0xFFFF_FFFFL)
		byte[] bytes(byte[] value) {
			return new byte[] { value[1], value[0] };
		}

		@FaasJob(id = 10)
		String dayOfWeek(int day) {
			return "day " + day;
		}

		AtomicInteger getFailed() {
			return this.failed;
		}

		AtomicInteger getCalls() {
			return this.calls;
		}

	}

	interface Hidden {

		String hidden();

	}

	static class HiddenJob implements Hidden {

		@Override
		@FaasJob(id = 20)
		public String hidden() {
			return "found";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JobsConfiguration {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

		@Bean
		EchoFaasProvider echoFaasProvider(ObjectProvider<FaasJobHandlers> handlers) {
			return new EchoFaasProvider(handlers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HiddenTypeConfiguration {

		@Bean
		Hidden hiddenJob() {
			return new HiddenJob();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SilentProviderConfiguration {

		@Bean
		SilentFaasProvider silentFaasProvider() {
			return new SilentFaasProvider();
		}

	}

}
