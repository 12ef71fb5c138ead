package io.blueprintfaas.actuate;

import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

import io.blueprintfaas.operations.FaasJobCatalog;

/**
 * Auto-configuration of what the endpoint {@code info} says of jobs.
 */
@AutoConfiguration(afterName = "io.blueprintfaas.autoconfigure.FaasAutoConfiguration")
@ConditionalOnClass({ ConditionalOnEnabledInfoContributor.class, InfoContributor.class })
@ConditionalOnEnabledInfoContributor("faas")
@ConditionalOnBean(FaasJobCatalog.class)
public final class FaasInfoContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FaasInfoContributor faasInfoContributor(FaasJobCatalog catalog) {
		return new FaasInfoContributor(catalog);
	}

}
