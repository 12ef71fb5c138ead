package io.blueprintfaas.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.util.AopTestUtils;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasContractException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.invocation.FaasCallListener;
import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.invocation.FaasCallRecord.EventKind;
import io.blueprintfaas.invocation.FaasCallRecord.Place;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What every call of a job gets whatever its provider, seen from the function: how often
 * it ran, and from the caller: what became of each call.
 */
class PoliciesTests {

	private static final String JOB = "blueprint.faas.jobs.answer.";

	private static final String TWICE = "blueprint.faas.jobs.harmless.";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
				FaasAutoConfiguration.class))
		.withUserConfiguration(JobsConfiguration.class);

	@Test
	void nextProviderIsAskedWhenFirstIsUnavailableOrThrottled() {
		run(List.of(JOB + "provider=one,two"), (fixture) -> {
			fixture.one.fails((call) -> new FaasUnavailableException("down", call, null));
			assertThat(fixture.jobs.answer()).isEqualTo(42);
			fixture.one.fails((call) -> new FaasThrottledException("busy", call, null, null));
			assertThat(fixture.jobs.answer()).isEqualTo(42);
			assertThat(fixture.one.executions).hasValue(0);
			assertThat(fixture.two.executions).hasValue(2);
			assertThat(fixture.calls()).allSatisfy((call) -> {
				assertThat(call.provider()).isEqualTo("two");
				assertThat(call.events()).extracting(FaasCallRecord.Event::kind).containsExactly(EventKind.FAILOVER);
			});
			assertThat(fixture.template.invoke("answer", Integer.class).block().provider()).isEqualTo("two");
		});
	}

	@Test
	void listOfProvidersMayBeIndexed() {
		run(List.of(JOB + "provider[0]=two", JOB + "provider[1]=one"), (fixture) -> {
			fixture.jobs.answer();
			assertThat(fixture.two.executions).hasValue(1);
			assertThat(fixture.one.executions).hasValue(0);
		});
	}

	@Test
	void nextProviderIsNotAskedWhenOutcomeIsUnknown() {
		run(List.of(JOB + "provider=one,two"), (fixture) -> {
			fixture.one.runsAndFails((call) -> new FaasTimeoutException("late", call, null));
			assertThatExceptionOfType(FaasTimeoutException.class).isThrownBy(fixture.jobs::answer);
			assertThat(fixture.one.executions).hasValue(1);
			assertThat(fixture.two.executions).hasValue(0);
			assertThat(fixture.calls()).extracting(FaasCallRecord::outcome).containsExactly(FaasCallOutcome.UNKNOWN);
		});
	}

	@Test
	void nextProviderIsAskedWithTheSameIdentityWhenOutcomeIsUnknownAndJobIsIdempotent() {
		run(List.of(TWICE + "provider=one,two"), (fixture) -> {
			fixture.one.runsAndFails((call) -> new FaasTimeoutException("late", call, null));
			assertThat(fixture.jobs.harmless()).isEqualTo(42);
			UUID identity = fixture.one.requests.get(0).invocationId();
			assertThat(fixture.two.requests).extracting(FaasRequest::invocationId).containsExactly(identity);
		});
	}

	@Test
	void nextProviderIsNotAskedWhenHandlerThrew() {
		run(List.of(JOB + "provider=one,two"), (fixture) -> {
			fixture.one
				.runsAndFails((call) -> new FaasFunctionException("java.lang.IllegalStateException", "no", null, call));
			assertThatThrownBy(fixture.jobs::answer).isInstanceOf(IllegalStateException.class);
			assertThat(fixture.two.requests).isEmpty();
			assertThat(fixture.calls()).extracting(FaasCallRecord::outcome)
				.containsExactly(FaasCallOutcome.FUNCTION_ERROR);
		});
	}

	@Test
	void retriesBeforeNextProviderIsAsked() {
		run(List.of(JOB + "provider=one,two", JOB + "retry.max-attempts=3", JOB + "retry.delay=1ms"), (fixture) -> {
			fixture.one.fails((call) -> new FaasUnavailableException("down", call, null));
			assertThat(fixture.jobs.answer()).isEqualTo(42);
			assertThat(fixture.one.requests).hasSize(3)
				.extracting(FaasRequest::invocationId)
				.containsOnly(fixture.two.requests.get(0).invocationId());
			assertThat(fixture.calls().get(0).events()).extracting(FaasCallRecord.Event::kind)
				.containsExactly(EventKind.RETRY, EventKind.RETRY, EventKind.FAILOVER);
			assertThat(fixture.calls().get(0).retries()).isEqualTo(2);
		});
	}

	@Test
	void circuitBreakerSendsNothingAfterFailures() {
		run(List.of(JOB + "provider=one", JOB + "circuit-breaker.sliding-window-size=4",
				JOB + "circuit-breaker.minimum-number-of-calls=4", JOB + "retry.max-attempts=3",
				JOB + "retry.delay=1ms"), (fixture) -> {
					fixture.one.fails((call) -> new FaasUnavailableException("down", call, null));
					assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(fixture.jobs::answer);
					assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(fixture.jobs::answer)
						.withMessageContaining("circuit breaker of the job is OPEN");
					assertThat(fixture.one.requests).hasSize(4);
					assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(fixture.jobs::answer);
					assertThat(fixture.one.requests).hasSize(4);
					CircuitBreaker breaker = fixture.context.getBean(CircuitBreakerRegistry.class)
						.circuitBreaker("faas-answer-one");
					fixture.one.does((request) -> fixture.one.runs());
					breaker.transitionToHalfOpenState();
					assertThat(fixture.jobs.answer()).isEqualTo(42);
				});
	}

	@Test
	void circuitBreakerStaysClosedWhenHandlersThrow() {
		run(List.of(JOB + "provider=one", JOB + "circuit-breaker.sliding-window-size=2",
				JOB + "circuit-breaker.minimum-number-of-calls=2"), (fixture) -> {
					fixture.one.runsAndFails(
							(call) -> new FaasFunctionException("java.lang.IllegalStateException", "no", null, call));
					for (int i = 0; i < 5; i++) {
						assertThatThrownBy(fixture.jobs::answer).isInstanceOf(IllegalStateException.class);
					}
					assertThat(fixture.one.executions).hasValue(5);
				});
	}

	@Test
	void openCircuitBreakerHasNextProviderAsked() {
		run(List.of(JOB + "provider=one,two", JOB + "circuit-breaker.sliding-window-size=1",
				JOB + "circuit-breaker.minimum-number-of-calls=1"), (fixture) -> {
					fixture.one.fails((call) -> new FaasUnavailableException("down", call, null));
					for (int i = 0; i < 3; i++) {
						assertThat(fixture.jobs.answer()).isEqualTo(42);
					}
					assertThat(fixture.one.requests).hasSize(1);
					assertThat(fixture.two.executions).hasValue(3);
				});
	}

	@Test
	void bulkheadLetsOnlySoManyCallsRunAndWait() {
		run(List.of(JOB + "provider=one", JOB + "bulkhead.max-concurrent-calls=2", JOB + "bulkhead.max-queued-calls=1",
				JOB + "bulkhead.max-wait=30s"), (fixture) -> {
					Sinks.Empty<Void> gate = Sinks.empty();
					fixture.one.does((request) -> gate.asMono().then(fixture.one.runs()));
					List<CompletableFuture<Integer>> running = IntStream.range(0, 3)
						.mapToObj((i) -> fixture.jobs.later())
						.toList();
					assertThat(fixture.one.requests).hasSize(2);
					assertThat(fixture.jobs.later()).failsWithin(Duration.ofSeconds(5))
						.withThrowableThat()
						.havingCause()
						.isInstanceOf(FaasThrottledException.class)
						.withMessageContaining("lets 2 calls run and 1 wait");
					gate.tryEmitEmpty();
					assertThat(running).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(5)));
					assertThat(fixture.one.executions).hasValue(3);
				}, "later");
	}

	@Test
	void exactlyThoseWithoutLocalPermitGoToProvider() {
		run(List.of(JOB + "provider=one", JOB + "mode=overflow", JOB + "overflow.local-permits=3",
				JOB + "overflow.return-at=1"), (fixture) -> {
					List<CompletableFuture<Integer>> calls = fixture.callsAtOnce(8);
					Awaitility.await()
						.until(() -> fixture.handlers.running.get() == 3 && fixture.one.requests.size() == 5);
					assertThat(fixture.routes.runningHere("answer")).isEqualTo(3);
					fixture.handlers.gate.countDown();
					assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(5)));
					assertThat(fixture.handlers.ran).hasValue(3);
					assertThat(fixture.one.executions).hasValue(5);
					assertThat(fixture.routes.runningHere("answer")).isZero();
					assertThat(fixture.jobs.answer()).isEqualTo(42);
					assertThat(fixture.handlers.ran).hasValue(4);
					assertThat(fixture.calls()).hasSize(9)
						.extracting(FaasCallRecord::place)
						.filteredOn(Place.LOCAL::equals)
						.hasSize(4);
				});
	}

	@Test
	void callsComeHomeOnlyWhenEnoughLocalCallsHaveEnded() {
		run(List.of("blueprint.faas.jobs.mono.provider=one", "blueprint.faas.jobs.mono.mode=overflow",
				"blueprint.faas.jobs.mono.overflow.local-permits=3", "blueprint.faas.jobs.mono.overflow.return-at=1"),
				(fixture) -> {
					List<CompletableFuture<Integer>> here = IntStream.range(0, 3)
						.mapToObj((i) -> fixture.jobs.mono().toFuture())
						.toList();
					fixture.jobs.mono().block();
					fixture.handlers.gates.get(0).tryEmitValue(1);
					assertThat(here.get(0)).isCompleted();
					fixture.jobs.mono().block();
					assertThat(fixture.one.executions).hasValue(2);
					fixture.handlers.gates.get(1).tryEmitValue(1);
					fixture.jobs.mono().subscribe();
					assertThat(fixture.one.executions).hasValue(2);
					assertThat(fixture.handlers.gates).hasSize(4);
				});
	}

	@Test
	void monoThatIsNeverSubscribedToTakesNoPermit() {
		run(List.of("blueprint.faas.jobs.mono.provider=one", "blueprint.faas.jobs.mono.mode=overflow",
				"blueprint.faas.jobs.mono.overflow.local-permits=1"), (fixture) -> {
					fixture.jobs.mono();
					fixture.jobs.mono();
					assertThat(fixture.routes.runningHere("mono")).isZero();
					fixture.jobs.mono().subscribe().dispose();
					assertThat(fixture.routes.runningHere("mono")).isZero();
					assertThat(fixture.calls()).extracting(FaasCallRecord::outcome)
						.containsExactly(FaasCallOutcome.CANCELLED);
				});
	}

	@Test
	void callEndsOnceWhoeverCancelsAfterItsResult() {
		run(List.of("blueprint.faas.jobs.mono.provider=one", "blueprint.faas.jobs.mono.mode=overflow",
				"blueprint.faas.jobs.mono.overflow.local-permits=1"), (fixture) -> {
					CompletableFuture<Integer> here = Flux.from(fixture.jobs.mono()).next().toFuture();
					fixture.handlers.gates.get(0).tryEmitValue(1);
					assertThat(here).isCompleted();
					assertThat(fixture.routes.runningHere("mono")).isZero();
					fixture.routes.route("mono", RouteMode.REMOTE);
					Flux.from(fixture.jobs.mono()).next().block();
					assertThat(fixture.calls()).extracting(FaasCallRecord::outcome)
						.containsExactly(FaasCallOutcome.SUCCESS, FaasCallOutcome.SUCCESS);
				});
	}

	@Test
	void resultIsNotLostWhenAListenerFails() {
		this.contextRunner.withBean("failing", FaasCallListener.class, () -> (call) -> {
			throw new IllegalStateException("cannot count");
		}).withPropertyValues(JOB + "provider=one").run((context) -> {
			Fixture fixture = new Fixture(context);
			assertThat(fixture.jobs.answer()).isEqualTo(42);
			assertThat(fixture.calls()).hasSize(1);
		});
	}

	@Test
	void exceptionOfTheSecondProvidersFunctionIsRecordedAsItsOwn() {
		run(List.of(JOB + "provider=one,two"), (fixture) -> {
			fixture.one.fails((call) -> new FaasUnavailableException("down", call, null));
			fixture.two
				.runsAndFails((call) -> new FaasFunctionException("java.lang.IllegalStateException", "no", null, call));
			assertThatThrownBy(fixture.jobs::answer).isInstanceOf(IllegalStateException.class);
			assertThat(fixture.calls()).extracting(FaasCallRecord::provider).containsExactly("two");
		});
	}

	@Test
	void permitIsGivenBackWhenHandlerThrows() {
		run(List.of("blueprint.faas.jobs.failing.provider=one", "blueprint.faas.jobs.failing.mode=overflow",
				"blueprint.faas.jobs.failing.overflow.local-permits=1"), (fixture) -> {
					for (int i = 0; i < 3; i++) {
						assertThatThrownBy(fixture.jobs::failing).isInstanceOf(IllegalArgumentException.class);
					}
					assertThat(fixture.one.requests).isEmpty();
					assertThat(fixture.routes.runningHere("failing")).isZero();
					assertThat(fixture.calls()).extracting(FaasCallRecord::outcome)
						.containsOnly(FaasCallOutcome.FUNCTION_ERROR);
				});
	}

	@Test
	void fluxOfLocalModeIsNotCollected() {
		run(List.of("blueprint.faas.jobs.endless.provider=one", "blueprint.faas.jobs.endless.mode=local"),
				(fixture) -> assertThat(fixture.jobs.endless().take(3).collectList().block()).containsExactly(0, 1, 2));
	}

	@Test
	void routeChangesWhileCallsAreUnderWay() {
		run(List.of(JOB + "provider=one"), (fixture) -> {
			Sinks.Empty<Void> gate = Sinks.empty();
			fixture.one.does((request) -> gate.asMono().then(fixture.one.runs()));
			List<CompletableFuture<Integer>> remote = fixture.callsAtOnce(4);
			Awaitility.await().until(() -> fixture.one.requests.size() == 4);
			fixture.routes.route("answer", RouteMode.LOCAL);
			fixture.handlers.gate.countDown();
			assertThat(fixture.jobs.answer()).isEqualTo(42);
			assertThat(fixture.handlers.ran).hasValue(1);
			gate.tryEmitEmpty();
			assertThat(remote).allSatisfy((call) -> assertThat(call).succeedsWithin(Duration.ofSeconds(5)));
			assertThat(fixture.one.executions).hasValue(4);
			fixture.routes.reset("answer");
			fixture.jobs.answer();
			assertThat(fixture.one.executions).hasValue(5);
			assertThat(fixture.calls()).hasSize(6);
		});
	}

	@Test
	void templateFollowsTheRoute() {
		run(List.of(JOB + "provider=one", JOB + "mode=local"), (fixture) -> {
			fixture.handlers.gate.countDown();
			assertThat(fixture.template.invoke("answer", Integer.class).block().provider()).isEqualTo("here");
			fixture.routes.route("answer", RouteMode.REMOTE);
			assertThat(fixture.template.invoke("answer", Integer.class).block().provider()).isEqualTo("one");
		});
	}

	@Test
	void differentContractFailsOrRunsHere() {
		run(List.of(JOB + "provider=one"), (fixture) -> {
			fixture.one.fails((call) -> new FaasContractException("differs", call, null));
			assertThatExceptionOfType(FaasContractException.class).isThrownBy(fixture.jobs::answer);
		});
		run(List.of(JOB + "provider=one", JOB + "contract-mismatch=local"), (fixture) -> {
			fixture.handlers.gate.countDown();
			fixture.one.fails((call) -> new FaasContractException("differs", call, null));
			assertThat(fixture.jobs.answer()).isEqualTo(42);
			fixture.one.fails((call) -> new FaasNotDeployedException("gone", call, null));
			assertThatExceptionOfType(FaasNotDeployedException.class).isThrownBy(fixture.jobs::answer);
			assertThat(fixture.calls()).extracting(FaasCallRecord::place).containsExactly(Place.FALLBACK, Place.REMOTE);
		});
	}

	@ParameterizedTest
	@EnumSource
	void everyCallIsAccountedForUnderInjectedFaults(Idempotency idempotency) {
		String job = "blueprint.faas.jobs.%s.".formatted(idempotency.job);
		run(List.of(job + "provider=one,two", job + "retry.max-attempts=3", job + "retry.delay=1ms",
				job + "retry.jitter=1"), (fixture) -> {
					Faults faults = new Faults(fixture.one, fixture.two);
					int calls = 2000;
					AtomicInteger results = new AtomicInteger();
					AtomicInteger errors = new AtomicInteger();
					AtomicInteger unknown = new AtomicInteger();
					Flux.range(0, calls)
						.flatMap((i) -> fixture.template.invoke(idempotency.job, Integer.class)
							.doOnNext((result) -> results.incrementAndGet())
							.onErrorResume((ex) -> {
								(FaasTimeoutException.class.isInstance(ex) ? unknown : errors).incrementAndGet();
								return Mono.empty();
							}), 64)
						.then()
						.block(Duration.ofSeconds(60));
					assertThat(results.get() + errors.get() + unknown.get()).isEqualTo(calls);
					assertThat(fixture.calls()).hasSize(calls)
						.filteredOn((call) -> call.outcome() == FaasCallOutcome.UNKNOWN)
						.hasSize(unknown.get());
					assertThat(results).hasPositiveValue();
					assertThat(errors).hasPositiveValue();
					assertThat(unknown).hasPositiveValue();
					if (idempotency == Idempotency.NO) {
						assertThat(faults.executions).allSatisfy(
								(invocation, executions) -> assertThat(executions.get()).isLessThanOrEqualTo(1));
					}
				});
	}

	private void run(List<String> properties, Consumer<Fixture> test) {
		this.contextRunner.withPropertyValues(properties.toArray(String[]::new))
			.run((context) -> test.accept(new Fixture(context)));
	}

	private void run(List<String> properties, Consumer<Fixture> test, String job) {
		run(properties.stream().map((property) -> property.replace(".answer.", "." + job + ".")).toList(), test);
	}

	enum Idempotency {

		YES("harmless"), NO("answer");

		private final String job;

		Idempotency(String job) {
			this.job = job;
		}

	}

	/**
	 * Two providers of which each call meets another trouble, in turn.
	 */
	private static final class Faults {

		final Map<UUID, AtomicInteger> executions = new ConcurrentHashMap<>();

		private final AtomicInteger turn = new AtomicInteger();

		Faults(CountingFaasProvider... providers) {
			for (CountingFaasProvider provider : providers) {
				provider.does((request) -> answer(provider, request));
			}
		}

		private Mono<FaasResponse> answer(CountingFaasProvider provider, FaasRequest request) {
			FaasCall call = FaasCall.of(request, provider.name());
			Mono<FaasResponse> run = Mono.defer(() -> {
				this.executions.computeIfAbsent(request.invocationId(), (id) -> new AtomicInteger()).incrementAndGet();
				return provider.runs();
			});
			return switch (Math.floorMod(this.turn.getAndIncrement() * 7, 10)) {
				case 0, 1 -> Mono.error(new FaasUnavailableException("down", call, null));
				case 2 -> Mono.error(new FaasThrottledException("busy", call, Duration.ofMillis(2), null));
				case 3 -> run.then(Mono.error(() -> new FaasTimeoutException("lost", call, null)));
				case 4 -> Mono.error(new FaasTimeoutException("never arrived", call, null));
				case 5 -> Mono.error(new FaasNotDeployedException("gone", call, null));
				case 6 -> run.then(Mono.error(() -> new FaasFunctionException("java.lang.Error", "no", null, call)));
				default -> run.delayElement(Duration.ofMillis(1));
			};
		}

	}

	/**
	 * The beans of one context.
	 */
	private static final class Fixture {

		final ApplicationContext context;

		final Jobs jobs;

		final Jobs handlers;

		final CountingFaasProvider one;

		final CountingFaasProvider two;

		final FaasRoutes routes;

		final FaasTemplate template;

		Fixture(ApplicationContext context) {
			this.context = context;
			assertThat(context.getBean(FaasRegistry.class).jobs()).isNotEmpty();
			this.jobs = context.getBean(Jobs.class);
			this.handlers = AopTestUtils.getTargetObject(this.jobs);
			this.one = context.getBean("one", CountingFaasProvider.class);
			this.two = context.getBean("two", CountingFaasProvider.class);
			this.routes = context.getBean(FaasRoutes.class);
			this.template = context.getBean(FaasTemplate.class);
		}

		List<FaasCallRecord> calls() {
			return this.context.getBean(Calls.class).ended;
		}

		List<CompletableFuture<Integer>> callsAtOnce(int count) {
			List<CompletableFuture<Integer>> calls = new ArrayList<>();
			for (int i = 0; i < count; i++) {
				CompletableFuture<Integer> call = new CompletableFuture<>();
				calls.add(call);
				new Thread(() -> call.complete(this.jobs.answer()), "caller").start();
			}
			return calls;
		}

	}

	static class Calls implements FaasCallListener {

		final List<FaasCallRecord> ended = new CopyOnWriteArrayList<>();

		@Override
		public void ended(FaasCallRecord call) {
			this.ended.add(call);
		}

	}

	static class Jobs {

		final AtomicInteger running = new AtomicInteger();

		final AtomicInteger ran = new AtomicInteger();

		final CountDownLatch gate = new CountDownLatch(1);

		final List<Sinks.One<Integer>> gates = new CopyOnWriteArrayList<>();

		@FaasJob(id = 1)
		int answer() {
			this.running.incrementAndGet();
			try {
				this.gate.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
			this.running.decrementAndGet();
			this.ran.incrementAndGet();
			return 42;
		}

		@FaasJob(id = 2, idempotent = true)
		int harmless() {
			return 42;
		}

		@FaasJob(id = 3)
		CompletableFuture<Integer> later() {
			return CompletableFuture.completedFuture(42);
		}

		@FaasJob(id = 4)
		Mono<Integer> mono() {
			Sinks.One<Integer> sink = Sinks.one();
			this.gates.add(sink);
			return sink.asMono();
		}

		@FaasJob(id = 5)
		int failing() {
			throw new IllegalArgumentException("no");
		}

		@FaasJob(id = 6)
		Flux<Integer> endless() {
			return Flux.range(0, Integer.MAX_VALUE);
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

		@Bean
		Calls calls() {
			return new Calls();
		}

	}

}
