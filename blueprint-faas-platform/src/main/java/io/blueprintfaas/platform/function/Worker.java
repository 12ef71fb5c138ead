package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * The thread of one instance: starts it, gives it one call after another, ends it. What
 * the pool knows of it is guarded by the pool's lock.
 */
final class Worker implements Runnable {

	private static final Log logger = LogFactory.getLog(Worker.class);

	private final FunctionPool pool;

	private final Engine engine;

	private final boolean onDemand;

	private final Condition wake;

	private final CompletableFuture<Worker> ready = new CompletableFuture<>();

	private volatile @Nullable Instance instance;

	private volatile boolean killed;

	private long readyAt;

	private boolean firstCall = true;

	@Nullable Call assigned;

	boolean dismissed;

	boolean isReady;

	boolean left;

	Worker(FunctionPool pool, Engine engine, boolean onDemand, Condition wake) {
		this.pool = pool;
		this.engine = engine;
		this.onDemand = onDemand;
		this.wake = wake;
	}

	Condition wake() {
		return this.wake;
	}

	/**
	 * Completed when the instance is ready, or cannot be started.
	 * @return a future; exceptional with a {@link PlatformException}
	 */
	CompletableFuture<Worker> ready() {
		return this.ready;
	}

	void start(String name) {
		Thread thread = new Thread(this, name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void run() {
		try {
			Instance started = startInstance();
			if (started != null) {
				serve(started);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (PlatformException ex) {
			this.pool.startFailed(this, ex);
		}
		catch (RuntimeException | Error ex) {
			logger.error("An instance is given up", ex);
			this.pool.startFailed(this, Call.internalError());
			throw ex;
		}
		finally {
			this.pool.leave(this);
			this.ready.completeExceptionally(Call.shuttingDown());
		}
	}

	private @Nullable Instance startInstance() throws InterruptedException {
		this.engine.starts().acquire();
		try {
			if (this.onDemand && !this.pool.isStillNeeded()) {
				return null;
			}
			Instance started = this.pool.factory().start();
			this.instance = started;
			if (this.killed) {
				started.kill();
			}
			return started;
		}
		finally {
			this.engine.starts().release();
		}
	}

	private void serve(Instance started) throws InterruptedException {
		this.readyAt = System.nanoTime();
		started.onExit(() -> this.pool.dismiss(this));
		this.pool.started(this, started.init());
		this.ready.complete(this);
		Call call = this.pool.next(this);
		while (call != null) {
			serve(started, call);
			call = started.isUsable() ? this.pool.next(this) : null;
		}
		this.pool.leave(this);
		started.end();
	}

	private void serve(Instance started, Call call) {
		boolean cold = this.firstCall && this.onDemand && call.wasSubmittedBefore(this.readyAt);
		this.firstCall = false;
		long begin = System.nanoTime();
		Future<?> limit = this.engine.scheduler()
			.schedule(() -> expire(call, started, begin), this.pool.timeout().toMillis(), TimeUnit.MILLISECONDS);
		try {
			CallAnswer answer = started.run(call.request(), cold);
			this.pool.succeeded(started.init());
			call.succeed(answer);
		}
		catch (InstanceGoneException ex) {
			logger.debug("A call is given to another instance", ex);
			this.pool.giveAnotherInstance(call);
		}
		catch (PlatformException ex) {
			this.pool.failed(ex);
			call.fail(ex);
		}
		catch (RuntimeException | Error ex) {
			started.kill();
			call.fail(Call.internalError());
			throw ex;
		}
		finally {
			limit.cancel(false);
		}
	}

	private void expire(Call call, Instance started, long begin) {
		if (call.claim()) {
			started.kill();
			// the thread may hang for long on a pipe that somebody else holds open
			this.pool.leave(this);
			Duration execution = Duration.ofNanos(System.nanoTime() - begin);
			call.failClaimed(this.pool.failures().timeout(execution));
		}
	}

	/**
	 * Kills the instance, busy or not.
	 */
	void kill() {
		this.killed = true;
		Instance started = this.instance;
		if (started != null) {
			started.kill();
		}
	}

}
