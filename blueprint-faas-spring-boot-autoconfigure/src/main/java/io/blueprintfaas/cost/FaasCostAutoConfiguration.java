package io.blueprintfaas.cost;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the price list. It is read when something asks for it.
 */
@AutoConfiguration
@EnableConfigurationProperties(FaasCostProperties.class)
public final class FaasCostAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	FaasPrices faasPrices(FaasCostProperties properties) {
		return FaasPrices.read(properties.prices());
	}

}
