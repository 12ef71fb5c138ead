package io.blueprintfaas.command;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.command.CommandLine.Target;

/**
 * Steps as they come and a table at the end, for people.
 */
final class TextOutput implements CommandOutput {

	private final PrintStream out;

	private final ProgressLine progress;

	TextOutput(PrintStream out, ProgressLine progress) {
		this.out = out;
		this.progress = progress;
	}

	@Override
	public void step(Target target, String step) {
		this.progress.step("%s: %s".formatted(target, step));
	}

	@Override
	public void ended(Target target, CommandRow row) {
		this.progress.done();
	}

	@Override
	public void result(CommandName command, List<CommandRow> rows) {
		this.progress.done();
		if (rows.isEmpty()) {
			this.out.println("No job has a provider: set blueprint.faas.jobs.<name>.provider");
			return;
		}
		Set<String> columns = rows.stream()
			.flatMap((row) -> row.values().keySet().stream())
			.filter((column) -> !"error".equals(column))
			.collect(Collectors.toCollection(LinkedHashSet::new));
		this.out.println(table(List.copyOf(columns), rows));
		rows.stream().filter(CommandRow::isFailed).forEach(this::explain);
	}

	private void explain(CommandRow row) {
		Map<String, @Nullable Object> values = row.values();
		this.out.printf("%n%s at %s failed: %s%n", values.get("job"), values.get("provider"), values.get("error"));
	}

	private static String table(List<String> columns, List<CommandRow> rows) {
		List<List<String>> lines = new ArrayList<>();
		lines.add(columns.stream().map((column) -> column.toUpperCase(Locale.ROOT)).toList());
		rows.forEach((row) -> lines.add(columns.stream().map((column) -> text(row.values().get(column))).toList()));
		int[] widths = new int[columns.size()];
		lines.forEach((line) -> {
			for (int i = 0; i < widths.length; i++) {
				widths[i] = Math.max(widths[i], line.get(i).length());
			}
		});
		return lines.stream().map((line) -> line(line, widths)).collect(Collectors.joining(System.lineSeparator()));
	}

	private static String line(List<String> cells, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int i = 0; i < widths.length; i++) {
			line.append("%%-%ds  ".formatted(Math.max(1, widths[i])).formatted(cells.get(i)));
		}
		return line.toString().stripTrailing();
	}

	private static String text(@Nullable Object value) {
		if (value instanceof List<?> list) {
			return list.stream().map(String::valueOf).collect(Collectors.joining("; "));
		}
		return (value != null) ? String.valueOf(value) : "-";
	}

}
