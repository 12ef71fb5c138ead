package io.blueprintfaas.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.operations.FaasJobCatalog;
import io.blueprintfaas.operations.FaasJobReports;
import io.blueprintfaas.operations.FaasJobStatuses;
import io.blueprintfaas.operations.FaasOperations;
import io.blueprintfaas.operations.SecretValues;
import io.blueprintfaas.statistics.FaasCallHistory;

/**
 * What people see of jobs and do with them.
 */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {

	@Bean
	@ConditionalOnMissingBean
	FaasCallHistory faasCallHistory(FaasProperties properties) {
		return new FaasCallHistory(properties.history().calls(), properties.history().window());
	}

	@Bean
	@ConditionalOnMissingBean
	FaasJobStatuses faasJobStatuses(FaasProperties properties, FaasRegistry registry) {
		return new FaasJobStatuses(registry, properties.status().timeout(), properties.status().cache());
	}

	@Bean
	@ConditionalOnMissingBean
	SecretValues faasSecretValues(Environment environment) {
		return new SecretValues(environment);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	FaasOperations faasOperations(FaasJobCatalog catalog, FaasRoutes routes, ObjectProvider<FaasDeployer> deployer,
			SecretValues secrets) {
		return new FaasOperations(catalog, routes, deployer::getObject, secrets);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	FaasJobReports faasJobReports(FaasJobCatalog catalog, FaasRoutes routes, FaasCallHistory history,
			FaasOperations operations, ObjectProvider<FaasDeployer> deployer, SecretValues secrets) {
		return new FaasJobReports(catalog, routes, history, operations, deployer::getObject, secrets);
	}

}
