package io.blueprintfaas.platform.function;

import java.util.concurrent.CompletableFuture;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * The thread of one instance: starts it, gives it one call after another, ends it.
 */
final class Worker implements Runnable {

	private static final Log logger = LogFactory.getLog(Worker.class);

	private final WorkerDesk desk;

	private final InstanceFactory factory;

	private final boolean onDemand;

	private final Seat seat;

	private final CompletableFuture<Worker> ready = new CompletableFuture<>();

	private volatile @Nullable Instance instance;

	private volatile boolean killed;

	private volatile boolean ofUse;

	private volatile long readyAt;

	private boolean firstCall = true;

	Worker(WorkerDesk desk, InstanceFactory factory, boolean onDemand, Seat seat) {
		this.desk = desk;
		this.factory = factory;
		this.onDemand = onDemand;
		this.seat = seat;
	}

	Seat seat() {
		return this.seat;
	}

	/**
	 * Completed when the instance is ready, or cannot be started.
	 * @return a future; exceptional with a {@link PlatformException}
	 */
	CompletableFuture<Worker> ready() {
		return this.ready;
	}

	boolean isOnDemand() {
		return this.onDemand;
	}

	boolean wasReady() {
		return this.readyAt != 0;
	}

	/**
	 * Whether starting the instance was worth it.
	 * @return {@code true} if it has answered a call, or was ready for long
	 */
	boolean wasOfUse() {
		return this.ofUse || (wasReady() && System.nanoTime() - this.readyAt > WarmRefill.LONGEST_DELAY.toNanos());
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
			startFailed(ex);
		}
		catch (RuntimeException | Error ex) {
			logger.error("An instance is given up", ex);
			startFailed(Call.internalError());
			throw ex;
		}
		finally {
			this.desk.leave(this);
			this.ready.completeExceptionally(Refusals.shuttingDown());
		}
	}

	private void startFailed(PlatformException failure) {
		this.ready.completeExceptionally(failure);
		this.desk.startFailed(this, failure);
	}

	private @Nullable Instance startInstance() throws InterruptedException {
		this.factory.engine().starts().acquire();
		try {
			if (this.onDemand && !this.desk.isStillNeeded()) {
				return null;
			}
			Instance started = this.factory.start();
			this.instance = started;
			if (this.killed) {
				started.kill();
			}
			return started;
		}
		finally {
			this.factory.engine().starts().release();
		}
	}

	private void serve(Instance started) throws InterruptedException {
		this.readyAt = System.nanoTime();
		this.desk.health().started(started.init());
		this.desk.started(this);
		started.onExit(() -> this.desk.dismiss(this));
		this.ready.complete(this);
		Call call = this.desk.next(this);
		while (call != null) {
			serve(started, call);
			call = started.isUsable() ? this.desk.next(this) : null;
		}
		this.desk.leave(this);
		started.end();
	}

	private void serve(Instance started, Call call) {
		boolean cold = this.firstCall && this.onDemand && call.wasSubmittedBefore(this.readyAt);
		this.firstCall = false;
		try {
			new CallRun(call, started, this.factory, () -> this.desk.leave(this)).run(cold,
					() -> this.desk.health().started(started.init()));
			this.ofUse = true;
		}
		catch (InstanceGoneException ex) {
			logger.debug("A call is given to another instance", ex);
			this.desk.giveAnotherInstance(call);
		}
		catch (PlatformException ex) {
			this.desk.health().callFailed(ex);
			call.fail(ex);
		}
		catch (RuntimeException | Error ex) {
			started.kill();
			call.fail(Call.internalError());
			throw ex;
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
