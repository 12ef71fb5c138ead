package io.blueprintfaas.command;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.command.CommandLine.Target;

/**
 * One JSON object at the end, for programs.
 */
final class JsonOutput implements CommandOutput {

	private final PrintStream out;

	private final JsonMapper json;

	JsonOutput(PrintStream out, JsonMapper json) {
		this.out = out;
		this.json = json;
	}

	@Override
	public void step(Target target, String step) {
	}

	@Override
	public void ended(Target target, CommandRow row) {
	}

	@Override
	public void result(CommandName command, List<CommandRow> rows) {
		Map<String, Object> result = new LinkedHashMap<>();
		result.put("command", command.label());
		result.put("jobs", rows.stream().map(CommandRow::values).toList());
		this.out.println(this.json.writeValueAsString(result));
	}

}
