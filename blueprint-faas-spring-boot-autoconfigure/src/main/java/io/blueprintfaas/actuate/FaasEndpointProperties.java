package io.blueprintfaas.actuate;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * How the endpoint answers.
 *
 * @param deploymentTimeout How long a request that asks what is deployed waits for the
 * providers.
 */
@ConfigurationProperties("management.endpoint.faas")
public record FaasEndpointProperties(@DefaultValue("10s") Duration deploymentTimeout) {

	public FaasEndpointProperties {
		Assert.isTrue(deploymentTimeout.toMillis() >= 1,
				() -> "'deploymentTimeout' must be at least 1ms, but is " + deploymentTimeout);
	}

}
