package io.blueprintfaas.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.AopTestUtils;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.cost.FaasCostAutoConfiguration;
import io.blueprintfaas.invocation.FaasCallListener;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.observation.FaasMeterDocumentation;
import io.blueprintfaas.observation.FaasMetricsAutoConfiguration;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;
import io.blueprintfaas.statistics.FaasCallHistory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What calls leave in a registry of metrics.
 */
class MetricsTests {

	private static final String JOB = "blueprint.faas.jobs.answer.";

	private final ApplicationContextRunner plainRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
				FaasAutoConfiguration.class, FaasCostAutoConfiguration.class, FaasMetricsAutoConfiguration.class))
		.withUserConfiguration(JobsConfiguration.class)
		.withPropertyValues(JOB + "provider=one,two", JOB + "memory=512MB", JOB + "retry.max-attempts=2",
				JOB + "retry.delay=1ms", JOB + "bulkhead.max-concurrent-calls=1", JOB + "circuit-breaker.enabled=true",
				"blueprint.faas.jobs.later.provider=one", "blueprint.faas.jobs.later.bulkhead.max-concurrent-calls=1",
				"blueprint.faas.jobs.later.bulkhead.max-queued-calls=1",
				"blueprint.faas.prices=classpath:io/blueprintfaas/cost/prices.properties");

	private final ApplicationContextRunner contextRunner = this.plainRunner.withBean(SimpleMeterRegistry.class);

	@Test
	void everyMetricOfTheDocumentationAppearsAsDocumented() {
		this.contextRunner.run((context) -> {
			one(context).fails((call) -> new FaasUnavailableException("down", call, null));
			context.getBean(Jobs.class).answer();
			one(context).does((request) -> measured(true));
			context.getBean(Jobs.class).answer();
			List<Meter> meters = context.getBean(MeterRegistry.class).getMeters();
			assertThat(meters).extracting((meter) -> meter.getId().getName())
				.containsOnly(Stream.of(FaasMeterDocumentation.values())
					.map(FaasMeterDocumentation::getName)
					.toArray(String[]::new));
			assertThat(meters).allSatisfy(MetricsTests::isAsDocumented);
		});
	}

	private static void isAsDocumented(Meter meter) {
		FaasMeterDocumentation documented = Stream.of(FaasMeterDocumentation.values())
			.filter((candidate) -> candidate.getName().equals(meter.getId().getName()))
			.findFirst()
			.orElseThrow();
		assertThat(meter.getId().getType()).as(meter.getId()::toString).isEqualTo(documented.getType());
		assertThat(meter.getId().getBaseUnit()).as(meter.getId()::toString).isEqualTo(documented.getBaseUnit());
		assertThat(meter.getId().getTags()).extracting(Tag::getKey)
			.containsExactlyInAnyOrder(
					Arrays.stream(documented.getKeyNames()).map(KeyName::asString).toArray(String[]::new));
	}

	@Test
	void countsWhatWasMeasured() {
		this.contextRunner.run((context) -> {
			one(context).does((request) -> measured(true));
			context.getBean(Jobs.class).answer();
			one(context).does((request) -> measured(false));
			context.getBean(Jobs.class).answer();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			String[] at = { "faas.job", "answer", "provider", "one" };
			assertThat(registry.get("faas.calls").tags(at).tags("outcome", "success", "place", "remote").timer())
				.satisfies((timer) -> {
					assertThat(timer.count()).isEqualTo(2);
					assertThat(timer.max(TimeUnit.NANOSECONDS)).isPositive();
				});
			assertThat(registry.get("faas.calls.starts").tags(at).tag("start", "cold").counter().count()).isOne();
			assertThat(registry.get("faas.calls.starts").tags(at).tag("start", "warm").counter().count()).isOne();
			assertThat(registry.get("faas.calls.init").tags(at).timer().count()).isOne();
			assertThat(registry.get("faas.calls.execution").tags(at).timer().count()).isEqualTo(2);
			assertThat(registry.get("faas.calls.billed").tags(at).counter().count()).isEqualTo(0.5);
			assertThat(registry.get("faas.calls.request.size").tags(at).summary().totalAmount()).isEqualTo(4);
			assertThat(registry.get("faas.calls.response.size").tags(at).summary().totalAmount()).isEqualTo(4);
		});
	}

	// 250 ms are billed as 300 ms: 1 + 2 * 0.5 GB * 0.3 s
	@Test
	void estimatesCostByThePriceList() {
		this.contextRunner.run((context) -> {
			one(context).does((request) -> measured(false));
			context.getBean(Jobs.class).answer();
			assertThat(context.getBean(MeterRegistry.class)
				.get("faas.calls.cost.estimate")
				.tags("faas.job", "answer", "provider", "one", "currency", "EUR")
				.counter()
				.count()).isEqualTo(1.3);
		});
	}

	@Test
	void whatIsNotKnownIsNotThere() {
		this.contextRunner.run((context) -> {
			context.getBean(Jobs.class).answer();
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("faas.calls").timer().count()).isOne();
			assertThat(registry.getMeters()).extracting((meter) -> meter.getId().getName())
				.doesNotContain("faas.calls.starts", "faas.calls.init", "faas.calls.execution", "faas.calls.billed",
						"faas.calls.cost.estimate");
		});
	}

	@Test
	void failuresAreCountedByKindWithRetriesAndFailovers() {
		this.contextRunner.run((context) -> {
			one(context).fails((call) -> new FaasUnavailableException("down", call, null));
			context.getBean("two", CountingFaasProvider.class)
				.fails((call) -> new FaasNotDeployedException("nothing there", call, null));
			assertThatExceptionOfType(FaasNotDeployedException.class)
				.isThrownBy(() -> context.getBean(Jobs.class).answer());
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("faas.calls")
				.tags("provider", "two", "outcome", "not_deployed", "place", "remote")
				.timer()
				.count()).isOne();
			assertThat(registry.get("faas.calls.retries").tag("faas.job", "answer").counter().count()).isOne();
			assertThat(registry.get("faas.calls.failovers").tag("faas.job", "answer").counter().count()).isOne();
		});
	}

	@Test
	void gaugesShowCallsUnderWayAndQueuedAndTheStateOfTheBreaker() {
		this.contextRunner.run((context) -> {
			Sinks.One<FaasResponse> gate = Sinks.one();
			one(context).does((request) -> gate.asMono());
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(gauge(registry, "faas.calls.active", "faas.job", "later")).isZero();
			CompletableFuture<Integer> first = context.getBean(Jobs.class).later();
			CompletableFuture<Integer> second = context.getBean(Jobs.class).later();
			assertThat(gauge(registry, "faas.calls.active", "faas.job", "later")).isEqualTo(2);
			assertThat(gauge(registry, "faas.bulkhead.running", "faas.job", "later")).isOne();
			assertThat(gauge(registry, "faas.bulkhead.queued", "faas.job", "later")).isOne();
			gate.tryEmitValue(new FaasResponse(CountingFaasProvider.RESULT, FaasMetrics.NONE));
			assertThat(first.join() + second.join()).isEqualTo(84);
			assertThat(gauge(registry, "faas.calls.active", "faas.job", "later")).isZero();
			assertThat(gauge(registry, "faas.circuitbreaker.state", "provider", "one", "state", "closed")).isOne();
			context.getBean(CircuitBreakerRegistry.class).circuitBreaker("faas-answer-one").transitionToOpenState();
			assertThat(gauge(registry, "faas.circuitbreaker.state", "provider", "one", "state", "closed")).isZero();
			assertThat(gauge(registry, "faas.circuitbreaker.state", "provider", "one", "state", "open")).isOne();
		});
	}

	@Test
	void callsThatStayHereAreCountedAtTheirPlace() {
		this.contextRunner.run((context) -> {
			context.getBean(FaasRoutes.class).route("answer", RouteMode.OVERFLOW);
			Jobs jobs = AopTestUtils.getTargetObject(context.getBean(Jobs.class));
			jobs.permits = () -> gauge(context.getBean(MeterRegistry.class), "faas.local.permits.taken", "faas.job",
					"answer");
			context.getBean(Jobs.class).answer();
			assertThat(jobs.seen).isOne();
			assertThat(gauge(context.getBean(MeterRegistry.class), "faas.local.permits.taken", "faas.job", "answer"))
				.isZero();
			assertThat(context.getBean(MeterRegistry.class)
				.get("faas.calls")
				.tags("provider", "none", "outcome", "success", "place", "local")
				.timer()
				.count()).isOne();
		});
	}

	@Test
	void jobsRegisteredWhileTheApplicationRunsAreCounted() {
		this.contextRunner.run((context) -> {
			FaasExecutor executor = new FaasExecutor() {

				@Override
				public Mono<FaasResponse> invoke(FaasRequest request) {
					return measured(true);
				}

				@Override
				public String provider() {
					return "own";
				}

			};
			context.getBean(FaasRegistry.class).register(new JobKey(9, "unmapped"), executor);
			assertThat(context.getBean(Jobs.class).unmapped()).isEqualTo(42);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("faas.calls").tags("faas.job", "unmapped", "provider", "own").timer().count())
				.isOne();
			assertThat(registry.get("faas.calls.starts").tags("faas.job", "unmapped").counter().count()).isOne();
			assertThat(registry.find("faas.calls.cost.estimate").tags("faas.job", "unmapped").counter()).isNull();
		});
	}

	@Test
	void nothingListensWithoutRegistryLibraryOrInFunction() {
		this.plainRunner.run(MetricsTests::onlyTheHistoryListens);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FaasAutoConfiguration.class, FaasMetricsAutoConfiguration.class,
					PackagingAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
			.run(MetricsTests::onlyTheHistoryListens);
		this.contextRunner.withPropertyValues("blueprint.faas.function.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FaasCallListener.class));
	}

	private static void onlyTheHistoryListens(AssertableApplicationContext context) {
		assertThat(context).hasNotFailed();
		assertThat(context.getBeansOfType(FaasCallListener.class).values())
			.hasOnlyElementsOfType(FaasCallHistory.class);
	}

	@Test
	void unusablePriceListEndsTheStart() {
		this.contextRunner.withPropertyValues("blueprint.faas.prices=classpath:missing.properties")
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining("missing.properties"));
	}

	private static Mono<FaasResponse> measured(boolean cold) {
		FaasMetrics metrics = new FaasMetrics(null, Duration.ofMillis(200), Duration.ofMillis(250), cold,
				cold ? Duration.ofSeconds(1) : null, null, "pid 7");
		return Mono.just(new FaasResponse(CountingFaasProvider.RESULT, metrics));
	}

	private static double gauge(MeterRegistry registry, String name, String... tags) {
		return registry.get(name).tags(tags).gauge().value();
	}

	private static CountingFaasProvider one(AssertableApplicationContext context) {
		return context.getBean("one", CountingFaasProvider.class);
	}

	static class Jobs {

		DoubleSupplier permits = () -> 0;

		double seen;

		@FaasJob(id = 1)
		int answer() {
			this.seen = this.permits.getAsDouble();
			return 42;
		}

		@FaasJob(id = 2)
		CompletableFuture<Integer> later() {
			return CompletableFuture.completedFuture(42);
		}

		@FaasJob(id = 9)
		int unmapped() {
			return 0;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JobsConfiguration {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

		@Bean
		CountingFaasProvider one() {
			return new CountingFaasProvider("one");
		}

		@Bean
		CountingFaasProvider two() {
			return new CountingFaasProvider("two");
		}

		@Bean
		CircuitBreakerRegistry circuitBreakers() {
			return CircuitBreakerRegistry.ofDefaults();
		}

	}

}
