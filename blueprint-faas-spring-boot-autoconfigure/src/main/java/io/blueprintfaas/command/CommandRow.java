package io.blueprintfaas.command;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.command.CommandLine.Target;

/**
 * What came of a command for one job at one provider: a row of the table, and an object
 * of the JSON.
 */
final class CommandRow {

	private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

	private final boolean failed;

	private CommandRow(Target target, boolean failed) {
		this.failed = failed;
		this.values.put("job", target.job());
		this.values.put("provider", target.provider());
	}

	static CommandRow of(Target target) {
		return new CommandRow(target, false);
	}

	static CommandRow failed(Target target, Throwable ex) {
		return new CommandRow(target, true).with("result", "failed").with("error", ex.getMessage());
	}

	CommandRow with(String column, @Nullable Object value) {
		this.values.put(column, value);
		return this;
	}

	boolean isFailed() {
		return this.failed;
	}

	Map<String, @Nullable Object> values() {
		return this.values;
	}

}
