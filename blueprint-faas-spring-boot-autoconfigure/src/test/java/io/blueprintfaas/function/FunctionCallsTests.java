package io.blueprintfaas.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.observation.FaasHandleDetailKey;
import io.blueprintfaas.observation.FaasHandleKey;
import io.blueprintfaas.observation.FaasHandleObservationContext;
import io.blueprintfaas.observation.FaasHandleObservationConvention;
import io.blueprintfaas.runtime.FunctionCall;
import io.blueprintfaas.runtime.FunctionCallInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FunctionCallsTests {

	private static final FunctionCall CALL = new FunctionCall(new JobKey(1, "square"), "call-1",
			Map.of("x-b3-traceid", "7"), true);

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final List<String> order = new ArrayList<>();

	@Test
	void handlerRunsInsideAnObservationWithEveryKeyAndNoOther() throws Throwable {
		Object result = calls(List.of()).around(CALL, () -> {
			assertThat(this.registry.getCurrentObservation()).isNotNull();
			return 49;
		});
		assertThat(result).isEqualTo(49);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("faas.handle")
			.hasContextualNameEqualTo("handle square")
			.hasBeenStopped()
			.doesNotHaveError()
			.hasOnlyKeys(keys())
			.hasLowCardinalityKeyValue(FaasHandleKey.JOB.withValue("square"))
			.hasLowCardinalityKeyValue(FaasHandleKey.START.withValue("cold"))
			.hasLowCardinalityKeyValue(FaasHandleKey.OUTCOME.withValue("success"))
			.hasLowCardinalityKeyValue(FaasHandleKey.EXCEPTION.withValue("none"))
			.hasHighCardinalityKeyValue(FaasHandleDetailKey.INVOCATION_ID.withValue("call-1"));
		assertThat(this.registry.getCurrentObservation()).isNull();
	}

	@Test
	void handlerThatThrowsIsAnErrorOfItsObservation() {
		assertThatIllegalStateException().isThrownBy(
				() -> calls(List.of()).around(new FunctionCall(new JobKey(1, "square"), null, Map.of(), false), () -> {
					throw new IllegalStateException("no");
				}));
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasBeenStopped()
			.hasOnlyKeys(keys())
			.hasLowCardinalityKeyValue(FaasHandleKey.START.withValue("warm"))
			.hasLowCardinalityKeyValue(FaasHandleKey.OUTCOME.withValue("function_error"))
			.hasLowCardinalityKeyValue(FaasHandleKey.EXCEPTION.withValue("IllegalStateException"))
			.hasHighCardinalityKeyValue(FaasHandleDetailKey.INVOCATION_ID.withValue("none"));
	}

	@Test
	void headersAreFoundInTheCaseThePropagatorAsksFor() throws Throwable {
		calls(List.of()).around(CALL, () -> {
			FaasHandleObservationContext context = (FaasHandleObservationContext) this.registry.getCurrentObservation()
				.getContextView();
			assertThat(context.getGetter().get(context.getCarrier(), "X-B3-TraceId")).isEqualTo("7");
			assertThat(context.getGetter().get(context.getCarrier(), "traceparent")).isNull();
			return null;
		});
	}

	@Test
	void flushesAfterTheObservationWhateverHappenedAndGoesOnWhenOneFails() {
		FunctionFlush failing = () -> {
			this.order.add("first");
			throw new IllegalStateException("no collector");
		};
		FunctionFlush second = () -> this.order
			.add("second, observed=" + (this.registry.getCurrentObservation() != null));
		assertThatIllegalStateException().isThrownBy(() -> calls(List.of(failing, second)).around(CALL, () -> {
			this.order.add("handler");
			throw new IllegalStateException("of the handler");
		})).withMessage("of the handler");
		assertThat(this.order).containsExactly("handler", "first", "second, observed=false");
	}

	@Test
	void conventionBeanTakesThePlaceOfTheDefaultAndFlushesAreBeans() {
		contextRunner().withBean(ObservationRegistry.class, () -> this.registry)
			.withBean(OwnConvention.class)
			.withBean(FunctionFlush.class, () -> () -> this.order.add("flushed"))
			.run((context) -> {
				around(context.getBean(FunctionCallInterceptor.class));
				TestObservationRegistryAssert.assertThat(this.registry)
					.hasSingleObservationThat()
					.hasNameEqualTo("own.handle")
					.hasOnlyKeys("team");
				assertThat(this.order).containsExactly("flushed");
			});
	}

	@Test
	void runsHandlerWithoutRegistryToo() {
		contextRunner()
			.run((context) -> assertThat(around(context.getBean(FunctionCallInterceptor.class))).isEqualTo(49));
	}

	private static ApplicationContextRunner contextRunner() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(FaasAutoConfiguration.class, FunctionAutoConfiguration.class))
			.withPropertyValues("blueprint.faas.function.enabled=true");
	}

	private static Object around(FunctionCallInterceptor interceptor) {
		try {
			return interceptor.around(CALL, () -> 49);
		}
		catch (Throwable ex) {
			throw new AssertionError(ex);
		}
	}

	private FunctionCalls calls(List<FunctionFlush> flushes) {
		return new FunctionCalls(this.registry, null, flushes);
	}

	private static String[] keys() {
		List<String> keys = new ArrayList<>();
		for (KeyName key : FaasHandleKey.values()) {
			keys.add(key.asString());
		}
		for (KeyName key : FaasHandleDetailKey.values()) {
			keys.add(key.asString());
		}
		return keys.toArray(String[]::new);
	}

	static class OwnConvention implements FaasHandleObservationConvention {

		@Override
		public String getName() {
			return "own.handle";
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(FaasHandleObservationContext context) {
			return KeyValues.of(KeyValue.of("team", "images"));
		}

	}

}
