package io.blueprintfaas.command;

import java.io.PrintStream;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * Shows what is going on: on a terminal in one line that moves and counts the time, as a
 * provider does not tell how much is left; elsewhere as one line for each step.
 */
final class ProgressLine {

	private static final String[] FRAMES = { "[=   ]", "[==  ]", "[=== ]", "[ ===]", "[  ==]", "[   =]" };

	private static final String ERASE = "\r\u001B[K";

	private static final Duration FRAME = Duration.ofMillis(150);

	private final PrintStream out;

	private final boolean terminal;

	private @Nullable String step;

	private long begun;

	private @Nullable Disposable ticks;

	ProgressLine(PrintStream out, boolean terminal) {
		this.out = out;
		this.terminal = terminal;
	}

	synchronized void step(String next) {
		if (!this.terminal) {
			this.out.println(next);
			return;
		}
		this.step = next;
		if (this.ticks == null) {
			this.begun = System.nanoTime();
			this.ticks = Flux.interval(Duration.ZERO, FRAME).subscribe(this::draw);
		}
	}

	private synchronized void draw(long frame) {
		if (this.ticks != null) {
			long seconds = Duration.ofNanos(System.nanoTime() - this.begun).toSeconds();
			this.out.print("%s%s %s  %ds".formatted(ERASE, FRAMES[(int) (frame % FRAMES.length)], this.step, seconds));
			this.out.flush();
		}
	}

	synchronized void done() {
		if (this.ticks != null) {
			this.ticks.dispose();
			this.ticks = null;
			this.out.print(ERASE);
			this.out.flush();
		}
	}

}
