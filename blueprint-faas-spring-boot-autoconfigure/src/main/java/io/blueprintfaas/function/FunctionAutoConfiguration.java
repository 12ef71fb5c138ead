package io.blueprintfaas.function;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.runtime.FunctionRuntime;

/**
 * Auto-configuration of an application that is started as a function.
 */
@AutoConfiguration
@ConditionalOnClass(FunctionRuntime.class)
@ConditionalOnBooleanProperty(FunctionModeEnvironmentPostProcessor.ENABLED_PROPERTY)
public final class FunctionAutoConfiguration {

	@Bean
	FunctionPublisher functionPublisher(FaasJobHandlers handlers, ApplicationContext context) {
		return new FunctionPublisher(handlers, context);
	}

}
