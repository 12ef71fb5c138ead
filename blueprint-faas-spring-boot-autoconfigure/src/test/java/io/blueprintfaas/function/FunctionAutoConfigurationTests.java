package io.blueprintfaas.function;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.packaging.FunctionPackager;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;
import io.blueprintfaas.runtime.FunctionRuntime;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FaasAutoConfiguration.class, FunctionAutoConfiguration.class,
				PackagingAutoConfiguration.class));

	@Test
	void callerPackagesAndPublishesNothing() {
		this.contextRunner.run((context) -> assertThat(context).hasSingleBean(FunctionPackager.class)
			.doesNotHaveBean(FunctionPublisher.class));
	}

	@Test
	void functionPublishesAndPackagesNothing() {
		this.contextRunner.withPropertyValues("blueprint.faas.function.enabled=true")
			.run((context) -> assertThat(context).hasSingleBean(FunctionPublisher.class)
				.doesNotHaveBean(FunctionPackager.class));
	}

	@Test
	void publishesNothingWithoutRuntime() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(FunctionRuntime.class))
			.withPropertyValues("blueprint.faas.function.enabled=true")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(FunctionPublisher.class));
	}

}
