package io.blueprintfaas.autoconfigure;

import java.util.Map;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.codec.JsonPayloadCodec;
import io.blueprintfaas.codec.PayloadCodec;
import io.blueprintfaas.codec.RawPayloadCodec;
import io.blueprintfaas.deployment.DefaultFaasDeployer;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasCallListener;
import io.blueprintfaas.invocation.FaasCalls;
import io.blueprintfaas.invocation.FaasExecutorListener;
import io.blueprintfaas.invocation.FaasJobAspect;
import io.blueprintfaas.invocation.FaasJobBeanPostProcessor;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.FaasTemplate;
import io.blueprintfaas.observation.FaasObservationConvention;
import io.blueprintfaas.observation.FaasObservations;
import io.blueprintfaas.operations.FaasJobCatalog;
import io.blueprintfaas.packaging.FunctionPackager;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Finds the handlers and, unless the application runs as a function, delegates the jobs
 * that configuration maps to a provider.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@EnableConfigurationProperties(FaasProperties.class)
public final class FaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	JsonPayloadCodec jsonPayloadCodec(ObjectProvider<JsonMapper> jsonMapper) {
		return new JsonPayloadCodec(jsonMapper.getIfUnique(() -> JsonMapper.builder().build()));
	}

	@Bean
	@ConditionalOnMissingBean
	RawPayloadCodec rawPayloadCodec() {
		return new RawPayloadCodec();
	}

	@Bean
	CodecSelection faasCodecSelection(ObjectProvider<PayloadCodec> payloadCodecs, FaasProperties properties) {
		return new CodecSelection(payloadCodecs.orderedStream().toList(), properties.jobs());
	}

	@Bean
	@ConditionalOnMissingBean
	FaasJobHandlers faasJobHandlers(ConfigurableListableBeanFactory beanFactory, CodecSelection codecSelection) {
		return new FaasJobHandlers(beanFactory, codecSelection);
	}

	@Bean
	FaasJobDefinitions faasJobDefinitions(FaasProperties properties, FaasJobHandlers handlers,
			Environment environment) {
		boolean function = environment.getProperty("blueprint.faas.function.enabled", Boolean.class, false);
		return new FaasJobDefinitions(function ? Map.of() : properties.mappedJobs(), handlers, Binder.get(environment));
	}

	@Bean
	FaasProviders faasProviders(ObjectProvider<FaasProvider> providers) {
		return new FaasProviders(providers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	FaasRegistry faasRegistry(FaasJobDefinitions definitions, BeanFactory beanFactory) {
		FaasRegistry registry = new FaasRegistry();
		definitions.all()
			.forEach((definition) -> registry.register(definition.key(),
					executor(beanFactory, definitions.configuredName(definition.key().name()))));
		return registry;
	}

	@Bean
	@ConditionalOnMissingBean
	FaasRoutes faasRoutes(FaasJobDefinitions definitions) {
		return new FaasRoutes(definitions::routePolicy);
	}

	@Bean
	@ConditionalOnMissingBean
	FaasCalls faasCalls(FaasRoutes routes, ObjectProvider<FaasCallListener> listeners) {
		return new FaasCalls(routes, () -> listeners.orderedStream().toList());
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	FaasTemplate faasTemplate(FaasRegistry registry, FaasJobHandlers handlers, FaasCalls calls,
			FaasJobDefinitions definitions, CodecSelection codecSelection) {
		return new FaasTemplate(registry, handlers, calls, definitions::externalKey, codecSelection);
	}

	private static FaasExecutor executor(BeanFactory beanFactory, String job) {
		return beanFactory.getBean(FaasExecutorRegistrar.beanName(job), FaasExecutor.class);
	}

	/**
	 * A function must never send a call on to itself, so none of this is there in one.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "blueprint.faas.function.enabled", havingValue = false, matchIfMissing = true)
	@Import({ FaasExecutorRegistrar.class, OperationsConfiguration.class })
	static class DelegationConfiguration {

		@Bean
		static FaasJobBeanPostProcessor faasJobBeanPostProcessor(ObjectProvider<FaasRegistry> registry,
				ObjectProvider<FaasJobHandlers> handlers, ObjectProvider<FaasCalls> calls) {
			FaasJobAspect aspect = new FaasJobAspect(registry::getObject, handlers::getObject, calls::getObject);
			return new FaasJobBeanPostProcessor(aspect, handlers::getObject);
		}

		@Bean
		FaasExecutors faasExecutors(FaasJobDefinitions definitions, FaasProviders providers,
				ObjectProvider<CircuitBreakerRegistry> circuitBreakers, FaasObservations observations,
				ObjectProvider<FaasExecutorListener> listeners) {
			return new FaasExecutors(definitions, providers,
					new FaasCircuitBreakers(() -> circuitBreakers.getIfUnique(CircuitBreakerRegistry::ofDefaults)),
					observations, listeners.orderedStream().toList());
		}

		@Bean
		FaasObservations faasObservations(ObjectProvider<ObservationRegistry> observationRegistry,
				ObjectProvider<FaasObservationConvention> convention) {
			return new FaasObservations(observationRegistry.getIfUnique(() -> ObservationRegistry.NOOP),
					convention.getIfUnique());
		}

		@Bean
		@ConditionalOnMissingBean(FaasJobCatalog.class)
		JobCatalog faasJobCatalog(FaasProperties properties, FaasJobHandlers handlers, FaasRegistry registry,
				FaasJobDefinitions definitions, FaasExecutors executors, Environment environment) {
			return new JobCatalog(handlers, registry, definitions, executors,
					new RouteReasons(properties, environment));
		}

		@Bean
		FaasStartup faasStartup(FaasProperties properties, FaasJobDefinitions definitions, FaasProviders providers,
				FaasRegistry registry, FaasJobCatalog catalog, FaasRoutes routes, BeanFactory beanFactory,
				Environment environment) {
			StartupReport report = new StartupReport(properties.startupReport(), catalog, routes);
			return new FaasStartup(properties.mappedJobs().keySet(), definitions, providers, registry,
					(job) -> executor(beanFactory, job), new ConfigurationKeys(environment), report);
		}

		@Bean
		@Lazy
		@ConditionalOnMissingBean
		FaasDeployer faasDeployer(FaasJobDefinitions definitions, FaasProviders providers, FaasRegistry registry,
				FunctionPackager packager) {
			return new DefaultFaasDeployer(definitions::all,
					(definition) -> providers.get(definition.provider(), definition.property("provider")),
					registry::get, packager);
		}

	}

}
