package io.blueprintfaas.command;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

class CommandAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CommandAutoConfiguration.class))
		.withPropertyValues("blueprint.faas.command=plan");

	@Test
	void commandOfAFileIsNotRunAtEachStart() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(CommandRunner.class));
	}

	@Test
	void commandThatWasAskedForIsRun() {
		this.contextRunner.withPropertyValues(CommandEnvironmentPostProcessor.ASKED_PROPERTY + "=true")
			.run((context) -> assertThat(context).hasSingleBean(CommandRunner.class));
	}

}
