package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.time.Duration;

import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.platform.process.Child;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireOutcome;

/**
 * A process that takes one call after another: a line of JSON in, a line of JSON out.
 */
final class KeptAliveInstance implements Instance {

	private static final Duration END = Duration.ofSeconds(2);

	/** After its answer, a process has read its request, or never will. */
	private static final Duration READ = Duration.ofSeconds(1);

	private final Child child;

	private final RequestWriter writer;

	private final AnswerReader reader;

	private final ErrorLog log;

	private final Failures failures;

	private final Duration init;

	private volatile boolean usable = true;

	/**
	 * An instance that is ready.
	 * @param child its process
	 * @param writer writes to the process
	 * @param reader reads from the process
	 * @param log where the process writes its stderr
	 * @param failures says what went wrong
	 * @param init how long it took until it was ready
	 */
	KeptAliveInstance(Child child, RequestWriter writer, AnswerReader reader, ErrorLog log, Failures failures,
			Duration init) {
		this.child = child;
		this.writer = writer;
		this.reader = reader;
		this.log = log;
		this.failures = failures;
		this.init = init;
	}

	@Override
	public CallAnswer run(CallRequest request, boolean cold) throws InstanceGoneException {
		long position = this.log.begin();
		long started = System.nanoTime();
		this.child.setBusy(true);
		try {
			send(request);
			byte[] line = receive(position);
			Duration execution = Duration.ofNanos(System.nanoTime() - started);
			return new CallAnswer(line, check(line, position), measured(execution, cold));
		}
		finally {
			this.child.setBusy(false);
		}
	}

	private void send(CallRequest request) throws InstanceGoneException {
		try {
			if (!this.child.isAlive()) {
				throw new IOException("The process has ended");
			}
			this.writer.writeLine(request);
		}
		catch (IOException ex) {
			kill();
			throw new InstanceGoneException("The instance ended between two calls", ex);
		}
	}

	private byte[] receive(long position) {
		try {
			byte[] line = this.reader.readLine();
			if (line != null) {
				return line;
			}
			this.usable = false;
			throw this.failures.noAnswer(this.child, "its stdout was closed during a call", this.log.since(position));
		}
		catch (IOException ex) {
			kill();
			throw this.failures.noAnswer(this.child, String.valueOf(ex.getMessage()), this.log.since(position));
		}
	}

	private WireOutcome check(byte[] line, long position) {
		try {
			WireOutcome outcome = WireFormat.peekResponse(line);
			if (this.reader.hasMore() || !this.writer.awaitWritten(READ)) {
				// more than one line, or less than the whole request: what belongs to
				// which call is unknown from now on
				kill();
			}
			return outcome;
		}
		catch (WireFormatException ex) {
			kill();
			throw this.failures.invalidAnswer(String.valueOf(ex.getMessage()), this.log.since(position));
		}
		catch (IOException ex) {
			this.usable = false;
			throw this.failures.noAnswer(this.child, String.valueOf(ex.getMessage()), this.log.since(position));
		}
	}

	private FaasMetrics measured(Duration execution, boolean cold) {
		Long peak = this.child.peakMemory();
		return new FaasMetrics(null, execution, null, cold, cold ? this.init : null,
				(peak != null) ? DataSize.ofBytes(peak) : null, "pid " + this.child.pid());
	}

	@Override
	public boolean isUsable() {
		return this.usable && this.child.isAlive();
	}

	@Override
	public Duration init() {
		return this.init;
	}

	@Override
	public void onExit(Runnable action) {
		this.child.onExit(action);
	}

	@Override
	public void end() {
		this.usable = false;
		try {
			this.child.stdin().close();
		}
		catch (IOException ex) {
			this.child.kill();
			return;
		}
		if (this.child.exitCode(END).isEmpty()) {
			this.child.kill();
		}
	}

	@Override
	public void kill() {
		this.usable = false;
		this.child.kill();
	}

}
