package io.blueprintfaas.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.blueprintfaas.invocation.FaasResult;

/**
 * What the terminal is told about calls, in columns.
 */
final class DemoTable {

	private static final int COLUMNS = 7;

	private final List<List<String>> rows = new ArrayList<>();

	DemoTable() {
		this.rows.add(List.of("JOB", "IN", "OUT", "RAN AT", "INSTANCE", "START", "TIME"));
	}

	void add(String job, String in, String out, FaasResult<?> result) {
		CallReport call = CallReport.of(result);
		String start = (call.cold() == null) ? "" : call.cold() ? "cold" : "warm";
		String time = (call.totalMillis() != null) ? "%.0f ms".formatted(call.totalMillis()) : "";
		String instance = (call.instance() != null) ? call.instance() : "";
		this.rows.add(List.of(job, in, out, call.provider(), instance, start, time));
	}

	void addFailure(String job, String in, Throwable error) {
		String out = "%s: %s".formatted(error.getClass().getSimpleName(), error.getMessage());
		this.rows.add(List.of(job, in, out));
	}

	@Override
	public String toString() {
		return this.rows.stream().map(this::line).collect(Collectors.joining(System.lineSeparator()));
	}

	// A short row is a message: its last cell may be of any length
	private String line(List<String> row) {
		return IntStream.range(0, row.size())
			.mapToObj((column) -> (column + 1 < row.size()) ? pad(row.get(column), column) : row.get(column))
			.collect(Collectors.joining("  ", "  ", ""));
	}

	private String pad(String cell, int column) {
		int width = this.rows.stream()
			.filter((row) -> row.size() == COLUMNS || column + 1 < row.size())
			.mapToInt((row) -> row.get(column).length())
			.max()
			.orElse(1);
		return cell + " ".repeat(width - cell.length());
	}

}
