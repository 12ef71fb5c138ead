package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.process.Child;
import io.blueprintfaas.platform.process.LaunchSpec;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireOutcome;
import io.blueprintfaas.wire.WireRequest;

/**
 * A process that takes one call after another: a line of JSON in, a line of JSON out.
 */
final class KeptAliveInstance implements Instance {

	private static final byte[] WARM = WireFormat.writeRequest(WireRequest.warm(0));

	private static final Duration END = Duration.ofSeconds(2);

	private final Child child;

	private final RequestWriter writer;

	private final AnswerReader reader;

	private final ErrorLog log;

	private final Failures failures;

	private volatile boolean usable = true;

	private Duration init = Duration.ZERO;

	private KeptAliveInstance(Deployment deployment, Engine engine, Child child) {
		this.child = child;
		this.writer = new RequestWriter(child.stdin(), engine.writers());
		this.reader = new AnswerReader(child.stdout(), engine.settings().maxAnswer());
		this.log = new ErrorLog(deployment.errorLog());
		this.failures = new Failures(deployment);
	}

	/**
	 * Starts a process, and waits until it has answered a warm request.
	 * @param deployment what to start
	 * @param engine where to start it
	 * @param spec how to start it
	 * @return the instance, ready
	 * @throws PlatformException if it does not become ready
	 */
	static KeptAliveInstance start(Deployment deployment, Engine engine, LaunchSpec spec) {
		ErrorLog log = new ErrorLog(deployment.errorLog());
		log.limit(engine.settings().maxLog().toBytes());
		long position = log.position();
		long started = System.nanoTime();
		KeptAliveInstance instance = new KeptAliveInstance(deployment, engine,
				launch(engine, spec, new Failures(deployment)));
		instance.awaitReady(engine, position);
		instance.init = Duration.ofNanos(System.nanoTime() - started);
		return instance;
	}

	private static Child launch(Engine engine, LaunchSpec spec, Failures failures) {
		try {
			return engine.processes().start(spec);
		}
		catch (IOException ex) {
			throw failures.notStarted(String.valueOf(ex.getMessage()), null, "");
		}
	}

	private void awaitReady(Engine engine, long position) {
		Duration limit = engine.settings().startTimeout();
		Future<?> kill = engine.scheduler().schedule(this::kill, limit.toMillis(), TimeUnit.MILLISECONDS);
		this.child.setBusy(true);
		try {
			this.writer.writeLine(WARM);
			byte[] line = this.reader.readLine();
			if (line == null) {
				throw new IOException(
						"it ended, or took longer than %d s, before it was ready".formatted(limit.toSeconds()));
			}
			WireFormat.peekResponse(line);
			this.child.measureMemory();
		}
		catch (IOException | WireFormatException ex) {
			kill();
			throw this.failures.notStarted(String.valueOf(ex.getMessage()), this.child, this.log.since(position));
		}
		finally {
			kill.cancel(false);
			this.child.setBusy(false);
		}
	}

	@Override
	public CallAnswer run(CallRequest request, boolean cold) throws InstanceGoneException {
		long position = this.log.position();
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
			this.writer.writeLine(request.line());
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
			if (this.reader.hasMore()) {
				// more than one line for one call: what belongs to which call is unknown
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
	public @Nullable Duration init() {
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
