package io.blueprintfaas.command;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Mono;

import io.blueprintfaas.command.CommandLine.Target;
import io.blueprintfaas.deployment.FaasDeployer;

/**
 * Runs a command for one job after the other; what fails for one does not end the others.
 */
final class FaasCommand {

	/** Everything was done, or there was nothing to do. */
	static final int SUCCESS = 0;

	/** At least one job failed. */
	static final int FAILED = 1;

	/** There is no such command or job. */
	static final int USAGE = 2;

	/** A plan found something to change. */
	static final int CHANGES = 3;

	private final FaasDeployer deployer;

	private final CommandActions actions;

	private final CommandOutput output;

	FaasCommand(FaasDeployer deployer, CommandOutput output) {
		this.deployer = deployer;
		this.actions = new CommandActions(deployer);
		this.output = output;
	}

	/**
	 * Runs it, and waits for its end.
	 * @param line what was asked for
	 * @return the exit code
	 * @throws CommandUsageException if there is no such job; nothing was done
	 */
	int run(CommandLine line) {
		List<CommandRow> rows = new ArrayList<>();
		for (Target target : line.targets(this.deployer)) {
			CommandRow row = run(line.command(), target);
			this.output.ended(target, row);
			rows.add(row);
		}
		this.output.result(line.command(), rows);
		return exitCode(line.command(), rows);
	}

	private CommandRow run(CommandName command, Target target) {
		this.output.step(target, command.label());
		CommandRow row = Mono.defer(() -> this.actions.run(command, target, (step) -> this.output.step(target, step)))
			.onErrorResume(Exception.class, (ex) -> Mono.just(CommandRow.failed(target, ex)))
			.block();
		return (row != null) ? row : CommandRow.of(target).with("result", "done");
	}

	private static int exitCode(CommandName command, List<CommandRow> rows) {
		if (rows.stream().anyMatch(CommandRow::isFailed)) {
			return FAILED;
		}
		boolean changes = command == CommandName.PLAN
				&& rows.stream().anyMatch((row) -> !"unchanged".equals(row.values().get("result")));
		return changes ? CHANGES : SUCCESS;
	}

}
