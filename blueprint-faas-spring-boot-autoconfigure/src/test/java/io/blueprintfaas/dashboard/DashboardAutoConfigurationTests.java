package io.blueprintfaas.dashboard;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.web.csrf.CsrfToken;

import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When there is a page, and with what.
 */
class DashboardAutoConfigurationTests {

	private static final String ON = "blueprint.faas.dashboard.enabled=true";

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(JacksonAutoConfiguration.class,
			PackagingAutoConfiguration.class, FaasAutoConfiguration.class, DashboardAutoConfiguration.class);

	private final ApplicationContextRunner withoutWeb = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final WebApplicationContextRunner mvc = new WebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	private final ReactiveWebApplicationContextRunner webFlux = new ReactiveWebApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS);

	@Test
	void thereIsNoPageUnlessItIsSwitchedOn() {
		this.mvc.run((context) -> assertThat(context).doesNotHaveBean(Dashboard.class));
		this.mvc.withPropertyValues(ON).run((context) -> assertThat(context).hasSingleBean(Dashboard.class));
		this.webFlux.withPropertyValues(ON).run((context) -> assertThat(context).hasBean("faasDashboardRouter"));
	}

	@Test
	void thereIsNoPageWithoutWebServer() {
		this.withoutWeb.withPropertyValues(ON)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(Dashboard.class));
	}

	@Test
	void needsNeitherMicrometerNorSpringSecurity() {
		FilteredClassLoader without = new FilteredClassLoader(MeterRegistry.class, CsrfToken.class,
				org.springframework.security.web.server.csrf.CsrfToken.class);
		this.mvc.withPropertyValues(ON)
			.withClassLoader(without)
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(Dashboard.class));
		this.webFlux.withPropertyValues(ON)
			.withClassLoader(without)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(JobCosts.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "faas", "/", "/faas/", "/a//b", "/{x}", "/*" })
	void refusesPathsThatAreNone(String path) {
		this.mvc.withPropertyValues(ON, "blueprint.faas.dashboard.path=" + path)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessage(
						"'path' must begin with '/', not end with it, and have letters, digits and '._~-' between, but is '%s'",
						path));
	}

	@Test
	void refusesMisspeltKey() {
		this.mvc.withPropertyValues("blueprint.faas.dashbord.enabled=true")
			.run((context) -> assertThat(context).getFailure()
				.hasMessageContaining("Nothing reads the property blueprint.faas.dashbord"));
	}

	@Test
	void costsAreThoseOfTheJobByCurrency() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		String name = "faas.calls.cost.estimate";
		registry.counter(name, "faas.job", "one", "provider", "aws", "currency", "USD").increment(0.25);
		registry.counter(name, "faas.job", "one", "provider", "gcp", "currency", "USD").increment(0.5);
		registry.counter(name, "faas.job", "one", "provider", "own", "currency", "EUR").increment(1);
		registry.counter(name, "faas.job", "two", "provider", "aws", "currency", "USD").increment(9);
		MeteredJobCosts costs = new MeteredJobCosts(registry);
		assertThat(costs.of("one")).containsExactly(new JobCost(1, "EUR"), new JobCost(0.75, "USD"));
		assertThat(costs.of("three")).isEmpty();
	}

	@Test
	void pageIsToldThatThereIsNoChartLibrary() {
		DashboardFiles files = new DashboardFiles(new PathMatchingResourcePatternResolver() {

			@Override
			public Resource[] getResources(String pattern) {
				return new Resource[0];
			}

		});
		assertThat(files.hasChartLibrary()).isFalse();
		assertThat(files.find(DashboardFiles.CHART_LIBRARY)).isNull();
		assertThat(files.find(DashboardFiles.PAGE)).isNotNull();
		assertThat(files.find("../packaging/bootstrap.sh")).isNull();
	}

	@Test
	void nativeImageHasFilesAndAnswers() {
		RuntimeHints hints = new RuntimeHints();
		new DashboardRuntimeHints().registerHints(hints, getClass().getClassLoader());
		assertThat(RuntimeHintsPredicates.resource().forResource("io/blueprintfaas/dashboard/index.html"))
			.accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(JobRow.class)).accepts(hints);
		assertThat(RuntimeHintsPredicates.reflection().onType(CsrfHeader.class)).accepts(hints);
	}

	@Test
	void tokenIsNotInTexts() {
		assertThat(new CsrfHeader("X-CSRF-TOKEN", "secret")).asString().doesNotContain("secret");
	}

}
