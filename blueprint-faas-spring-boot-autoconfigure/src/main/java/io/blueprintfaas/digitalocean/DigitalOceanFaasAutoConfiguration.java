package io.blueprintfaas.digitalocean;

import java.time.Clock;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.packaging.ActionLoopLayout;

/**
 * Auto-configuration of provider {@code digitalocean}: DigitalOcean Functions.
 */
@AutoConfiguration
@EnableConfigurationProperties(DigitalOceanFaasProperties.class)
public final class DigitalOceanFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DigitalOceanFaasProvider digitalOceanFaasProvider(DigitalOceanFaasProperties properties,
			ObjectProvider<WebClient.Builder> builders, ObjectProvider<ActionLoopLayout> layout) {
		return new DigitalOceanFaasProvider(properties, () -> builders.getIfAvailable(WebClient::builder), layout,
				Clock.systemUTC());
	}

}
