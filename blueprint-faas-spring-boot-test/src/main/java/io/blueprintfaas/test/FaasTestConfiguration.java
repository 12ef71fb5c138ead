package io.blueprintfaas.test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Takes the place of what would reach a provider.
 */
@Configuration(proxyBeanMethods = false)
class FaasTestConfiguration {

	@Bean
	FaasFaults faasFaults() {
		return new FaasFaults();
	}

	@Bean
	FaasCallLog faasCallLog() {
		return new FaasCallLog();
	}

	@Bean
	InProcessFunction faasInProcessFunction(ObjectProvider<FaasJobHandlers> handlers) {
		return new InProcessFunction(handlers);
	}

	@Bean
	TestFaasProvider testFaasProvider(InProcessFunction function) {
		return new TestFaasProvider(function);
	}

	@Bean
	static BeanPostProcessor faasTestProviders(ObjectProvider<InProcessFunction> functions,
			ObjectProvider<FaasFaults> faults, ObjectProvider<FaasCallLog> log,
			ObjectProvider<FaasJobHandlers> handlers, Environment environment) {
		boolean platform = environment.getProperty(FaasTestContextCustomizer.PLATFORM_PROPERTY, Boolean.class, false);
		return new BeanPostProcessor() {

			@Override
			public Object postProcessAfterInitialization(Object bean, String beanName) {
				return (bean instanceof FaasProvider provider) ? scripted(provider) : bean;
			}

			private FaasProvider scripted(FaasProvider provider) {
				return new ScriptedFaasProvider(provider, this::scripted,
						(job) -> platform ? provider.createExecutor(job) : functions.getObject().executor(job));
			}

			private FaasExecutor scripted(FaasExecutor function) {
				return new ScriptedFaasExecutor(function, faults.getObject(), log.getObject(), handlers);
			}

		};
	}

}
