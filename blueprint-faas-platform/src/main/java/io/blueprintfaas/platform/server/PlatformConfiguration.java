package io.blueprintfaas.platform.server;

import java.io.IOException;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import io.blueprintfaas.platform.deployment.DeploymentStore;
import io.blueprintfaas.platform.function.Functions;
import io.blueprintfaas.platform.web.ApiKeys;
import io.blueprintfaas.platform.web.PlatformRoutes;

/**
 * The functions and their routes.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PlatformProperties.class)
class PlatformConfiguration {

	@Bean
	Functions functions(PlatformProperties properties) throws IOException {
		DeploymentStore store = new DeploymentStore(properties.dataDirectory(), properties.packages());
		return new Functions(store, properties.engine());
	}

	@Bean
	FunctionsLifecycle functionsLifecycle(Functions functions) {
		return new FunctionsLifecycle(functions);
	}

	@Bean
	RouterFunction<ServerResponse> platformRoutes(Functions functions) {
		return PlatformRoutes.create(functions, ApiKeys.NONE);
	}

}
