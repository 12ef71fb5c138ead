package io.blueprintfaas.actuate;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

import io.blueprintfaas.operations.FaasJobReports;
import io.blueprintfaas.operations.FaasOperations;

/**
 * Auto-configuration of the endpoint {@code faas}, if it is exposed.
 */
@AutoConfiguration(afterName = "io.blueprintfaas.autoconfigure.FaasAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnAvailableEndpoint(FaasEndpoint.class)
@ConditionalOnBean({ FaasJobReports.class, FaasOperations.class })
@EnableConfigurationProperties(FaasEndpointProperties.class)
@ImportRuntimeHints(FaasEndpointRuntimeHints.class)
public final class FaasEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FaasEndpoint faasEndpoint(FaasJobReports reports, FaasOperations operations, FaasEndpointProperties properties) {
		return new FaasEndpoint(reports, operations, properties.deploymentTimeout());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(FaasEndpoint.class)
	@ConditionalOnAvailableEndpoint(endpoint = FaasEndpoint.class, exposure = EndpointExposure.WEB)
	FaasEndpointWebExtension faasEndpointWebExtension(FaasEndpoint endpoint) {
		return new FaasEndpointWebExtension(endpoint);
	}

}
