package io.blueprintfaas.actuate;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;

import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.operations.FaasJobStatuses;
import io.blueprintfaas.operations.SecretValues;

/**
 * Auto-configuration of the health of jobs that have a provider.
 */
@AutoConfiguration(afterName = "io.blueprintfaas.autoconfigure.FaasAutoConfiguration")
@ConditionalOnClass({ ConditionalOnEnabledHealthIndicator.class, ReactiveHealthIndicator.class })
@ConditionalOnEnabledHealthIndicator("faas")
@ConditionalOnBean(FaasJobStatuses.class)
public final class FaasHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = "faasHealthContributor")
	FaasHealthContributor faasHealthContributor(FaasRegistry registry, FaasJobStatuses statuses, FaasRoutes routes,
			SecretValues secrets) {
		return new FaasHealthContributor(registry, (job) -> new FaasHealthIndicator(job, statuses, routes, secrets));
	}

}
