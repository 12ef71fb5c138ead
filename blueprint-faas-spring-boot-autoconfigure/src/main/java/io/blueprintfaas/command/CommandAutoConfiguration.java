package io.blueprintfaas.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.deployment.FaasDeployer;

/**
 * Auto-configuration of the command line, when a command was given.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(CommandEnvironmentPostProcessor.ASKED_PROPERTY)
@ConditionalOnBooleanProperty(name = "blueprint.faas.function.enabled", havingValue = false, matchIfMissing = true)
@EnableConfigurationProperties(CommandProperties.class)
public final class CommandAutoConfiguration {

	@Bean
	CommandRunner faasCommandRunner(CommandProperties properties, ObjectProvider<FaasDeployer> deployer,
			ApplicationContext context) {
		PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, charset());
		CommandOutput output = switch (properties.output()) {
			case JSON -> new JsonOutput(out, JsonMapper.builder().build());
			case TEXT -> new TextOutput(out, new ProgressLine(out, Terminal.isThere()));
		};
		return new CommandRunner(properties.command(), deployer::getObject, output, System.err, context);
	}

	private static Charset charset() {
		String name = System.getProperty("stdout.encoding");
		return (name != null) ? Charset.forName(name) : Charset.defaultCharset();
	}

}
