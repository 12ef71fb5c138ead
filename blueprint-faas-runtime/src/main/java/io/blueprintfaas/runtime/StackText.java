package io.blueprintfaas.runtime;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Writes a stack trace as text of bounded length, without ever building the whole of a
 * long one.
 */
final class StackText {

	/**
	 * Longest text, in characters.
	 */
	static final int LIMIT = 16 * 1024;

	private static final String CUT = "\n... (cut)";

	private final StringBuilder text = new StringBuilder();

	private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

	private StackText() {
	}

	/**
	 * The trace of a throwable, its causes and what it suppressed, as the JDK would print
	 * it.
	 * @param thrown the throwable
	 * @return at most {@link #LIMIT} characters
	 */
	static String of(Throwable thrown) {
		StackText trace = new StackText();
		trace.append("", thrown, new StackTraceElement[0]);
		return trace.cut();
	}

	private void append(String caption, Throwable thrown, StackTraceElement[] enclosing) {
		if (isFull()) {
			return;
		}
		this.text.append(this.text.isEmpty() ? "" : "\n").append(caption).append(describe(thrown));
		if (!this.seen.add(thrown)) {
			return;
		}
		StackTraceElement[] frames = thrown.getStackTrace();
		appendFrames(frames, enclosing);
		for (Throwable suppressed : thrown.getSuppressed()) {
			append("Suppressed: ", suppressed, frames);
		}
		Throwable cause = thrown.getCause();
		if (cause != null) {
			append("Caused by: ", cause, frames);
		}
	}

	private void appendFrames(StackTraceElement[] frames, StackTraceElement[] enclosing) {
		int common = common(frames, enclosing);
		for (int i = 0; i < frames.length - common && !isFull(); i++) {
			this.text.append("\n\tat ").append(frames[i]);
		}
		if (common > 0) {
			this.text.append("\n\t... ").append(common).append(" more");
		}
	}

	private static int common(StackTraceElement[] frames, StackTraceElement[] enclosing) {
		int common = 0;
		while (common < frames.length && common < enclosing.length
				&& frames[frames.length - 1 - common].equals(enclosing[enclosing.length - 1 - common])) {
			common++;
		}
		return common;
	}

	private boolean isFull() {
		return this.text.length() > LIMIT;
	}

	private String cut() {
		if (isFull()) {
			this.text.setLength(LIMIT - CUT.length());
			this.text.append(CUT);
		}
		return this.text.toString();
	}

	// An exception of the application may fail to describe itself
	private static String describe(Throwable thrown) {
		try {
			return thrown.toString();
		}
		catch (Throwable ex) {
			return thrown.getClass().getName();
		}
	}

}
