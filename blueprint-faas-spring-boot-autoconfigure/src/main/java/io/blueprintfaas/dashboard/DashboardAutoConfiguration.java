package io.blueprintfaas.dashboard;

import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

import io.blueprintfaas.operations.FaasJobReports;
import io.blueprintfaas.operations.FaasJobStatuses;
import io.blueprintfaas.operations.FaasOperations;
import io.blueprintfaas.operations.SecretValues;
import io.blueprintfaas.statistics.FaasCallHistory;

/**
 * Auto-configuration of a page that shows jobs, in an application with a web server.
 */
@AutoConfiguration(afterName = "io.blueprintfaas.autoconfigure.FaasAutoConfiguration")
@ConditionalOnBooleanProperty("blueprint.faas.dashboard.enabled")
@ConditionalOnWebApplication
@ConditionalOnBean({ FaasJobReports.class, FaasOperations.class, FaasCallHistory.class })
@EnableConfigurationProperties(DashboardProperties.class)
@ImportRuntimeHints(DashboardRuntimeHints.class)
public final class DashboardAutoConfiguration {

	@Bean
	DashboardApi faasDashboardApi(FaasJobReports reports, FaasJobStatuses statuses, FaasOperations operations,
			FaasCallHistory history, SecretValues secrets, ObjectProvider<JobCosts> costs,
			DashboardProperties properties) {
		JobRows rows = new JobRows(reports, history, costs.getIfAvailable(() -> (job) -> List.of()));
		return new DashboardApi(reports, statuses, operations, rows, secrets, properties);
	}

	@Bean
	Dashboard faasDashboard(DashboardProperties properties, DashboardApi api, ApplicationContext context) {
		return new Dashboard(properties, api, new DashboardFiles(context),
				context.getEnvironment().getProperty("spring.application.name"));
	}

	/**
	 * What calls cost, if somebody counts it.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	static class CostConfiguration {

		@Bean
		JobCosts faasDashboardJobCosts(ObjectProvider<MeterRegistry> registry) {
			MeterRegistry unique = registry.getIfUnique();
			return (unique != null) ? new MeteredJobCosts(unique) : (job) -> List.of();
		}

	}

	/**
	 * With Spring WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.REACTIVE)
	static class WebFluxConfiguration {

		@Bean
		RouterFunction<ServerResponse> faasDashboardRouter(Dashboard dashboard) {
			return WebFluxDashboard.router(dashboard.routes());
		}

	}

	/**
	 * With Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnWebApplication(type = Type.SERVLET)
	@ConditionalOnClass(org.springframework.web.servlet.function.RouterFunction.class)
	static class MvcConfiguration {

		@Bean
		org.springframework.web.servlet.function.RouterFunction<org.springframework.web.servlet.function.ServerResponse> faasDashboardRouter(
				Dashboard dashboard) {
			return MvcDashboard.router(dashboard.routes());
		}

	}

}
