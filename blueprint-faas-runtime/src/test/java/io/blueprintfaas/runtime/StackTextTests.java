package io.blueprintfaas.runtime;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StackTextTests {

	@Test
	void namesCausesAndSuppressedOnes() {
		Exception ex = new IllegalStateException("outer", new IllegalArgumentException("inner"));
		ex.addSuppressed(new UnsupportedOperationException("beside"));
		assertThat(StackText.of(ex)).startsWith("java.lang.IllegalStateException: outer\n\tat " + getClass().getName())
			.contains("\nSuppressed: java.lang.UnsupportedOperationException: beside\n")
			.contains("\nCaused by: java.lang.IllegalArgumentException: inner\n")
			.containsPattern("\n\t\\.\\.\\. \\d+ more");
	}

	@Test
	void endsWhenCausesFormACircle() {
		Exception one = new IllegalStateException("one");
		Exception other = new IllegalStateException("other", one);
		one.initCause(other);
		assertThat(StackText.of(one)).contains("Caused by: java.lang.IllegalStateException: other")
			.endsWith("Caused by: java.lang.IllegalStateException: one");
	}

	@Test
	void cutsLongMessage() {
		assertThat(StackText.of(new IllegalStateException("x".repeat(1_000_000)))).hasSize(StackText.LIMIT)
			.endsWith("\n... (cut)");
	}

	@Test
	void hasTheFramesOfTheJdksOwnTrace() {
		Exception ex = new IllegalStateException("same");
		StringWriter expected = new StringWriter();
		PrintWriter writer = new PrintWriter(expected);
		writer.println(ex);
		for (StackTraceElement frame : ex.getStackTrace()) {
			writer.println("\tat " + frame);
		}
		writer.flush();
		assertThat(StackText.of(ex)).isEqualToNormalizingNewlines(expected.toString().stripTrailing());
	}

}
