package io.blueprintfaas.cost;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Estimates of cost.
 *
 * @param prices List of prices for estimates of cost.
 */
@ConfigurationProperties("blueprint.faas")
record FaasCostProperties(@DefaultValue("classpath:META-INF/blueprint-faas/prices.properties") Resource prices) {

}
