package io.blueprintfaas.command;

import java.util.List;

import io.blueprintfaas.command.CommandLine.Target;

/**
 * How a command shows what it does and what came of it.
 */
interface CommandOutput {

	/**
	 * A step of a long operation.
	 * @param target where it takes place
	 * @param step what is going on
	 */
	void step(Target target, String step);

	/**
	 * One operation has ended.
	 * @param target where it took place
	 * @param row what came of it
	 */
	void ended(Target target, CommandRow row);

	/**
	 * All have ended.
	 * @param command the command
	 * @param rows what came of each
	 */
	void result(CommandName command, List<CommandRow> rows);

}
