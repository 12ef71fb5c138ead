package io.blueprintfaas.command;

import java.io.PrintStream;
import java.util.function.Supplier;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;

import io.blueprintfaas.deployment.FaasDeployer;

/**
 * Runs the command before anything else of the application runs, and ends the process.
 */
final class CommandRunner implements ApplicationRunner, Ordered {

	private final String command;

	private final Supplier<FaasDeployer> deployer;

	private final CommandOutput output;

	private final PrintStream errors;

	private final ApplicationContext context;

	CommandRunner(String command, Supplier<FaasDeployer> deployer, CommandOutput output, PrintStream errors,
			ApplicationContext context) {
		this.command = command;
		this.deployer = deployer;
		this.output = output;
		this.errors = errors;
		this.context = context;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		int code = code(arguments);
		System.exit(SpringApplication.exit(this.context, (ExitCodeGenerator) () -> code));
	}

	private int code(ApplicationArguments arguments) {
		try {
			CommandLine line = CommandLine.parse(this.command, arguments.getNonOptionArgs());
			return new FaasCommand(this.deployer.get(), this.output).run(line);
		}
		catch (CommandUsageException ex) {
			this.errors.println(ex.getMessage());
			return FaasCommand.USAGE;
		}
	}

	@Override
	public int getOrder() {
		return HIGHEST_PRECEDENCE;
	}

}
