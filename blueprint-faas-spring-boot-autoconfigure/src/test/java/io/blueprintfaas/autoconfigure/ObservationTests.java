package io.blueprintfaas.autoconfigure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.observation.DefaultFaasObservationConvention;
import io.blueprintfaas.observation.FaasCallDetailKey;
import io.blueprintfaas.observation.FaasCallEvent;
import io.blueprintfaas.observation.FaasCallKey;
import io.blueprintfaas.observation.FaasObservationContext;
import io.blueprintfaas.observation.FaasObservationConvention;
import io.blueprintfaas.observation.FaasObservationDocumentation;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The observation of each call, seen by its registry.
 */
class ObservationTests {

	private static final String JOB = "blueprint.faas.jobs.answer.";

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ApplicationContextRunner plainRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
				FaasAutoConfiguration.class))
		.withUserConfiguration(JobsConfiguration.class)
		.withPropertyValues(JOB + "provider=one");

	private final ApplicationContextRunner contextRunner = this.plainRunner.withBean(ObservationRegistry.class,
			() -> this.registry);

	@Test
	void callThatSucceedsHasEveryKeyAndNoOther() {
		this.contextRunner.run((context) -> {
			FaasMetrics metrics = new FaasMetrics(null, null, null, null, null, null, "pid 7");
			one(context).does((request) -> Mono.just(new FaasResponse(CountingFaasProvider.RESULT, metrics)));
			assertThat(context.getBean(Jobs.class).answer()).isEqualTo(42);
			String id = one(context).requests.get(0).invocationId().toString();
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasNameEqualTo("faas.call")
				.hasContextualNameEqualTo("call answer")
				.hasBeenStarted()
				.hasBeenStopped()
				.doesNotHaveError()
				.hasOnlyKeys(allKeys())
				.hasLowCardinalityKeyValue(FaasCallKey.JOB.withValue("answer"))
				.hasLowCardinalityKeyValue(FaasCallKey.PROVIDER.withValue("one"))
				.hasLowCardinalityKeyValue(FaasCallKey.OUTCOME.withValue("success"))
				.hasLowCardinalityKeyValue(FaasCallKey.EXCEPTION.withValue("none"))
				.hasHighCardinalityKeyValue(FaasCallDetailKey.INVOCATION_ID.withValue(id))
				.hasHighCardinalityKeyValue(FaasCallDetailKey.INSTANCE.withValue("pid 7"));
		});
	}

	@Test
	void callThatFailsNamesItsErrorAndWhoFailed() {
		this.contextRunner.run((context) -> {
			one(context).fails((call) -> new FaasAccessDeniedException("no rights", call, null));
			assertThatExceptionOfType(FaasAccessDeniedException.class)
				.isThrownBy(() -> context.getBean(Jobs.class).answer());
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasBeenStopped()
				.hasOnlyKeys(allKeys())
				.hasLowCardinalityKeyValue(FaasCallKey.PROVIDER.withValue("one"))
				.hasLowCardinalityKeyValue(FaasCallKey.OUTCOME.withValue("access_denied"))
				.hasLowCardinalityKeyValue(FaasCallKey.EXCEPTION.withValue("FaasAccessDeniedException"))
				.hasHighCardinalityKeyValue(FaasCallDetailKey.INSTANCE.withValue("none"))
				.assertThatError()
				.isInstanceOf(FaasAccessDeniedException.class);
		});
	}

	@Test
	void callThatIsGivenUpIsCancelled() {
		this.contextRunner.run((context) -> {
			one(context).does((request) -> Mono.never());
			Disposable call = context.getBean(FaasTemplate.class).invoke("answer", Integer.class).subscribe();
			call.dispose();
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasBeenStopped()
				.hasLowCardinalityKeyValue(FaasCallKey.OUTCOME.withValue("cancelled"));
		});
	}

	@Test
	void retriesAndFailoversAreEventsOfTheOneObservation() {
		this.contextRunner
			.withPropertyValues(JOB + "provider=one,two", JOB + "retry.max-attempts=3", JOB + "retry.delay=1ms")
			.run((context) -> {
				one(context).fails((call) -> new FaasUnavailableException("down", call, null));
				assertThat(context.getBean(Jobs.class).answer()).isEqualTo(42);
				TestObservationRegistryAssert.assertThat(this.registry)
					.hasSingleObservationThat()
					.hasLowCardinalityKeyValue(FaasCallKey.PROVIDER.withValue("two"))
					.hasEvent(FaasCallEvent.RETRY.getName())
					.hasEvent(FaasCallEvent.FAILOVER.getName());
				assertThat(one(context).requests).hasSize(3);
				assertThat(one(context).requests).extracting((request) -> request.invocationId())
					.containsOnly(context.getBean("two", CountingFaasProvider.class).requests.get(0).invocationId());
			});
	}

	@Test
	void parentIsThatOfTheReactorContextOrElseOfTheThread() {
		this.contextRunner.run((context) -> {
			Observation outer = Observation.start("outer", this.registry);
			context.getBean(FaasTemplate.class)
				.invoke("answer", Integer.class)
				.contextWrite((inner) -> inner.put(ObservationThreadLocalAccessor.KEY, outer))
				.block();
			outer.stop();
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("faas.call")
				.that()
				.hasParentObservationContextMatching((parent) -> parent == outer.getContextView());
			this.registry.clear();
			Observation thread = Observation.createNotStarted("thread", this.registry);
			thread.observe(() -> context.getBean(Jobs.class).answer());
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasObservationWithNameEqualTo("faas.call")
				.that()
				.hasParentObservationContextMatching((parent) -> parent == thread.getContextView());
		});
	}

	@Test
	void whatTheProviderDoesBelongsToTheObservation() {
		this.contextRunner.run((context) -> {
			one(context).does((request) -> Mono.deferContextual((inner) -> {
				Observation current = inner.get(ObservationThreadLocalAccessor.KEY);
				assertThat(current.getContextView().getName()).isEqualTo("faas.call");
				return one(context).runs();
			}));
			assertThat(context.getBean(Jobs.class).answer()).isEqualTo(42);
		});
	}

	@Test
	void headersOfTheCarrierTravelInTheRequestInLowerCase() {
		this.registry.observationConfig().observationHandler(new HeaderWriter());
		this.contextRunner.run((context) -> {
			context.getBean(Jobs.class).answer();
			assertThat(one(context).requests.get(0).headers()).isEqualTo(Map.of("x-trace-id", "7"));
		});
	}

	@Test
	void conventionBeanTakesThePlaceOfTheDefault() {
		this.contextRunner.withBean(OwnConvention.class).run((context) -> {
			context.getBean(Jobs.class).answer();
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasNameEqualTo("own.call")
				.hasOnlyKeys("team");
		});
	}

	@Test
	void conventionCanAddToTheDefault() {
		this.contextRunner.withBean(ExtendedConvention.class).run((context) -> {
			context.getBean(Jobs.class).answer();
			TestObservationRegistryAssert.assertThat(this.registry)
				.hasSingleObservationThat()
				.hasNameEqualTo("faas.call")
				.hasOnlyKeys(Stream.concat(Stream.of("team"), Arrays.stream(allKeys())).toArray(String[]::new));
		});
	}

	@Test
	void nothingIsWrappedWhereNothingIsObserved() {
		ContextConsumer<AssertableApplicationContext> notWrapped = (context) -> {
			FaasExecutor executor = context.getBean(FaasRegistry.class).get("answer");
			assertThat(executor.getClass().getSimpleName()).isEqualTo("DeadlineFaasExecutor");
			assertThat(context.getBean(Jobs.class).answer()).isEqualTo(42);
			assertThat(one(context).requests.get(0).headers()).isEmpty();
		};
		this.plainRunner.run(notWrapped);
		this.plainRunner.withBean(ObservationRegistry.class, () -> ObservationRegistry.NOOP).run(notWrapped);
		this.plainRunner.withBean(ObservationRegistry.class, ObservationRegistry::create).run(notWrapped);
		this.contextRunner
			.run((context) -> assertThat(context.getBean(FaasRegistry.class).get("answer").getClass().getSimpleName())
				.isEqualTo("ObservedFaasExecutor"));
	}

	@Test
	void statusAndProviderAreThoseOfTheExecutor() {
		this.contextRunner.run((context) -> {
			FaasExecutor executor = context.getBean(FaasRegistry.class).get("answer");
			assertThat(executor.provider()).isEqualTo("one");
			assertThat(executor.status().block(Duration.ofSeconds(5))).isNotNull();
			TestObservationRegistryAssert.assertThat(this.registry).doesNotHaveAnyObservation();
		});
	}

	private static String[] allKeys() {
		FaasObservationDocumentation call = FaasObservationDocumentation.CALL;
		return Stream.of(call.getLowCardinalityKeyNames(), call.getHighCardinalityKeyNames())
			.flatMap(Arrays::stream)
			.map(KeyName::asString)
			.toArray(String[]::new);
	}

	private static CountingFaasProvider one(AssertableApplicationContext context) {
		return context.getBean("one", CountingFaasProvider.class);
	}

	static class OwnConvention implements FaasObservationConvention {

		@Override
		public String getName() {
			return "own.call";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(FaasObservationContext context) {
			return KeyValues.of(KeyValue.of("team", "images"));
		}

	}

	static class ExtendedConvention extends DefaultFaasObservationConvention {

		@Override
		public KeyValues getLowCardinalityKeyValues(FaasObservationContext context) {
			return super.getLowCardinalityKeyValues(context).and(KeyValue.of("team", "images"));
		}

	}

	static class HeaderWriter implements ObservationHandler<FaasObservationContext> {

		@Override
		public void onStart(FaasObservationContext context) {
			context.getSetter().set(context.getCarrier(), "X-Trace-Id", "7");
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context instanceof FaasObservationContext;
		}

	}

	static class Jobs {

		@FaasJob(id = 1, idempotent = true)
		int answer() {
			return 42;
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

	}

}
