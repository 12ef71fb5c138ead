package io.blueprintfaas.platform.function;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.process.Child;
import io.blueprintfaas.platform.process.LaunchSpec;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

/**
 * Starts a process that takes one call after another, and waits until it has answered a
 * request to become warm.
 */
final class KeptAliveStart {

	private static final CallRequest WARM = new CallRequest(WireFormat.writeRequest(WireRequest.warm(0)), 0,
			WireVersion.V1_1, null);

	private static final String ENDED = "it ended before it had answered the first request, which is to make it warm";

	private final Engine engine;

	private final LaunchSpec spec;

	private final ErrorLog log;

	private final Failures failures;

	private final long begin = System.nanoTime();

	KeptAliveStart(Engine engine, LaunchSpec spec, ErrorLog log, Failures failures) {
		this.engine = engine;
		this.spec = spec;
		this.log = log;
		this.failures = failures;
	}

	/**
	 * Starts the process.
	 * @return the instance, ready
	 * @throws io.blueprintfaas.platform.error.PlatformException if it does not become
	 * ready
	 */
	KeptAliveInstance await() {
		long position = this.log.begin();
		Child child = launch();
		RequestWriter writer = new RequestWriter(child.stdin(), this.engine.writers());
		AnswerReader reader = new AnswerReader(child.stdout(), this.engine.settings().maxAnswer());
		awaitReady(child, writer, reader, position);
		Duration init = Duration.ofNanos(System.nanoTime() - this.begin);
		return new KeptAliveInstance(child, writer, reader, this.log, this.failures, init);
	}

	private Child launch() {
		try {
			return this.engine.processes().start(this.spec);
		}
		catch (IOException ex) {
			throw this.failures.notStarted(String.valueOf(ex.getMessage()));
		}
	}

	private void awaitReady(Child child, RequestWriter writer, AnswerReader reader, long position) {
		Duration limit = this.engine.settings().startTimeout();
		Future<?> kill = this.engine.scheduler().schedule(child::kill, limit.toMillis(), TimeUnit.MILLISECONDS);
		child.setBusy(true);
		try {
			writer.writeLine(WARM);
			byte[] line = reader.readLine();
			if (line == null) {
				throw new EOFException();
			}
			WireFormat.peekResponse(line);
			child.measureMemory();
		}
		catch (AnswerReader.TooLargeException | WireFormatException ex) {
			throw notReady(String.valueOf(ex.getMessage()), limit, child, position);
		}
		catch (IOException ex) {
			// Its streams are at their end, or are closed under us
			throw notReady(ENDED, limit, child, position);
		}
		finally {
			kill.cancel(false);
			child.setBusy(false);
		}
	}

	private PlatformException notReady(String problem, Duration limit, Child child, long position) {
		boolean late = System.nanoTime() - this.begin >= limit.toNanos();
		child.kill();
		return this.failures.notReady(late ? "it was not ready within %d s".formatted(limit.toSeconds()) : problem,
				child, this.log.since(position));
	}

}
