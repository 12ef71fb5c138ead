package io.blueprintfaas.function;

import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.observation.FaasHandleObservationConvention;
import io.blueprintfaas.runtime.FunctionCallInterceptor;
import io.blueprintfaas.runtime.FunctionRuntime;

/**
 * Auto-configuration of an application that is started as a function.
 */
@AutoConfiguration
@ConditionalOnClass(FunctionRuntime.class)
@ConditionalOnBooleanProperty(FunctionModeEnvironmentPostProcessor.ENABLED_PROPERTY)
public final class FunctionAutoConfiguration {

	@Bean
	FunctionPublisher functionPublisher(FaasJobHandlers handlers, FunctionCallInterceptor interceptor,
			ApplicationContext context) {
		return new FunctionPublisher(handlers, interceptor, context);
	}

	@Bean
	@ConditionalOnMissingBean
	FunctionCallInterceptor functionCallInterceptor(ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<FaasHandleObservationConvention> convention, ObjectProvider<FunctionFlush> flushes) {
		return new FunctionCalls(observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP),
				convention.getIfUnique(), flushes.orderedStream().toList());
	}

}
