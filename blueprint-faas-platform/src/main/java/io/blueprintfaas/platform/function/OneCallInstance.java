package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.platform.process.Child;
import io.blueprintfaas.platform.process.LaunchSpec;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireOutcome;

/**
 * Starts a process for each call: the request on its stdin, the answer on its stdout.
 */
final class OneCallInstance implements Instance {

	private static final Duration EXIT = Duration.ofSeconds(1);

	private final Engine engine;

	private final Supplier<LaunchSpec> specs;

	private final ErrorLog log;

	private final Failures failures;

	private volatile boolean killed;

	private volatile @Nullable Child running;

	private volatile @Nullable Duration init;

	OneCallInstance(Engine engine, Supplier<LaunchSpec> specs, ErrorLog log, Failures failures) {
		this.engine = engine;
		this.specs = specs;
		this.log = log;
		this.failures = failures;
	}

	@Override
	public CallAnswer run(CallRequest request, boolean cold) {
		long position = this.log.begin();
		long started = System.nanoTime();
		Child child = start();
		try {
			new RequestWriter(child.stdin(), this.engine.writers()).writeAll(request);
			byte[] answer = read(child, started, position);
			Duration execution = Duration.ofNanos(System.nanoTime() - started);
			return answer(child, answer, execution, position);
		}
		finally {
			end(child);
		}
	}

	private Child start() {
		try {
			Child child = this.engine.processes().start(this.specs.get());
			child.setBusy(true);
			this.running = child;
			if (this.killed) {
				child.kill();
			}
			return child;
		}
		catch (IOException ex) {
			throw this.failures.notStarted(String.valueOf(ex.getMessage()));
		}
	}

	private byte[] read(Child child, long started, long position) {
		try {
			return new AnswerReader(child.stdout(), this.engine.settings().maxAnswer())
				.readAll(() -> firstByte(child, started));
		}
		catch (IOException ex) {
			child.kill();
			throw this.failures.noAnswer(child, String.valueOf(ex.getMessage()), this.log.since(position));
		}
	}

	private void firstByte(Child child, long started) {
		this.init = Duration.ofNanos(System.nanoTime() - started);
		child.measureMemory();
	}

	private CallAnswer answer(Child child, byte[] answer, Duration execution, long position) {
		try {
			WireOutcome outcome = WireFormat.peekResponse(answer);
			Long peak = child.peakMemory();
			return new CallAnswer(answer, outcome, new FaasMetrics(null, execution, null, true, null,
					(peak != null) ? DataSize.ofBytes(peak) : null, "pid " + child.pid()));
		}
		catch (WireFormatException ex) {
			String problem = (answer.length == 0) ? "nothing was written to stdout" : String.valueOf(ex.getMessage());
			throw this.failures.noAnswer(child, problem, this.log.since(position));
		}
	}

	// the answer is known: what the process still does, it has a second for
	private void end(Child child) {
		this.running = null;
		if (child.isAlive() && child.exitCode(EXIT).isEmpty()) {
			child.kill();
		}
		child.setBusy(false);
	}

	@Override
	public boolean isUsable() {
		return !this.killed;
	}

	@Override
	public @Nullable Duration init() {
		return this.init;
	}

	@Override
	public void onExit(Runnable action) {
		// no process lives between calls
	}

	@Override
	public void end() {
		// no process lives between calls
	}

	@Override
	public void kill() {
		this.killed = true;
		Child child = this.running;
		if (child != null) {
			child.kill();
		}
	}

}
