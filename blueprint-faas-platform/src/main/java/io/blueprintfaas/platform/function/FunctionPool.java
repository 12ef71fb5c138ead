package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.deployment.FunctionConfig;
import io.blueprintfaas.platform.error.PlatformException;

/**
 * The instances of one deployed version and the calls that wait for them. A call belongs
 * to no instance: whichever is free or ready first takes the call that has waited
 * longest. There are waiting calls only while no instance is idle.
 */
final class FunctionPool {

	/** What the shell's and our own launcher answer if a program cannot be run. */
	private static final Set<Object> NOT_RUNNABLE = Set.of(126, 127);

	private final Deployment deployment;

	private final FunctionConfig config;

	private final Engine engine;

	private final InstanceFactory factory;

	private final Failures failures;

	private final CompletableFuture<Void> drained = new CompletableFuture<>();

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<Call> waiting = new ArrayDeque<>();

	/** The last to become idle is the first to be used, so that the others may end. */
	private final Deque<Worker> idle = new ArrayDeque<>();

	private final Set<Worker> workers = new LinkedHashSet<>();

	private int starting;

	private boolean retired;

	private int threads;

	private volatile @Nullable String startFailure;

	private volatile @Nullable Duration coldStart;

	FunctionPool(Deployment deployment, Engine engine) {
		this.deployment = deployment;
		this.config = deployment.config();
		this.engine = engine;
		this.factory = new InstanceFactory(deployment, engine);
		this.failures = new Failures(deployment);
		engine.slots().add(this);
	}

	InstanceFactory factory() {
		return this.factory;
	}

	Failures failures() {
		return this.failures;
	}

	Duration timeout() {
		return Duration.ofSeconds(this.config.timeoutSecs());
	}

	/**
	 * Why no instance could be started when it was last tried.
	 * @return a message, or {@code null} if that went well
	 */
	@Nullable String startFailure() {
		return this.startFailure;
	}

	/**
	 * Time from start to ready of the instance that was started last.
	 * @return the duration, or {@code null} if none was started yet
	 */
	@Nullable Duration coldStart() {
		return this.coldStart;
	}

	/**
	 * Completed when the pool is retired and nothing runs in it any more.
	 * @return a future
	 */
	CompletableFuture<Void> drained() {
		return this.drained;
	}

	/**
	 * Takes a call, which then ends in any case.
	 * @param call the call
	 * @return {@code false} if this pool is retired and did not take it
	 */
	boolean submit(Call call) {
		this.lock.lock();
		try {
			if (this.retired) {
				return false;
			}
			Worker free = this.idle.pollFirst();
			if (free != null) {
				assign(free, call);
				return true;
			}
			return enqueue(call);
		}
		finally {
			this.lock.unlock();
		}
	}

	private void assign(Worker worker, Call call) {
		worker.assigned = call;
		worker.wake().signal();
	}

	private boolean enqueue(Call call) {
		int mayStart = (this.workers.size() < this.config.maxConcurrency()) ? 1 : 0;
		if (this.waiting.size() - this.starting >= this.engine.settings().queueBound() + mayStart) {
			call.fail(overloaded("has %d calls waiting, its bound".formatted(this.waiting.size())));
			return true;
		}
		this.waiting.addLast(call);
		call.waitAtMost(limitWaiting(call));
		startForWaiting();
		return true;
	}

	private Future<?> limitWaiting(Call call) {
		Long deadline = call.request().deadlineMs();
		long most = timeout().toMillis();
		long limit = (deadline != null) ? Math.max(0, Math.min(deadline, most)) : most;
		return this.engine.scheduler().schedule(() -> giveUp(call), limit, TimeUnit.MILLISECONDS);
	}

	private void giveUp(Call call) {
		if (removeWaiting(call)) {
			call.fail(overloaded("had no free instance for %d ms".formatted(call.age().toMillis())));
		}
	}

	private PlatformException overloaded(String why) {
		return PlatformException
			.overloaded("Function '%s' %s".formatted(this.deployment.functionId(), why), Duration.ofSeconds(1))
			.with("function_id", this.deployment.functionId());
	}

	/**
	 * Takes a call out of the queue whose caller has gone. If it runs, it runs on.
	 * @param call the call
	 */
	void cancel(Call call) {
		call.cancel();
		if (removeWaiting(call)) {
			call.leaveQueue();
		}
	}

	private boolean removeWaiting(Call call) {
		this.lock.lock();
		try {
			boolean removed = this.waiting.remove(call);
			completeIfDrained();
			return removed;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Puts a call back that an instance could not take.
	 * @param call the call
	 */
	void giveAnotherInstance(Call call) {
		this.lock.lock();
		try {
			Worker free = this.idle.pollFirst();
			if (free != null) {
				assign(free, call);
			}
			else {
				this.waiting.addFirst(call);
				call.waitAtMost(limitWaiting(call));
				startForWaiting();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Starts instances for calls that wait, as far as the limits allow.
	 */
	void grow() {
		this.lock.lock();
		try {
			startForWaiting();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void startForWaiting() {
		while (this.waiting.size() > this.starting && startWorker(true) != null) {
			// until there are as many as are needed, or as may be
		}
	}

	private @Nullable Worker startWorker(boolean onDemand) {
		if (this.workers.size() >= this.config.maxConcurrency() || !this.engine.slots().tryTake(this)) {
			return null;
		}
		Worker worker = new Worker(this, this.engine, onDemand, this.lock.newCondition());
		this.workers.add(worker);
		this.starting++;
		worker.start("blueprint-%s-%d".formatted(this.deployment.functionId(), ++this.threads));
		return worker;
	}

	/**
	 * Starts instances that no call waits for.
	 * @param count how many instances there should be
	 * @return those that are being started now; fewer if the limits do not allow more
	 */
	List<Worker> ensure(int count) {
		List<Worker> started = new ArrayList<>();
		this.lock.lock();
		try {
			while (!this.retired && this.workers.size() < count) {
				Worker worker = startWorker(false);
				if (worker == null) {
					break;
				}
				started.add(worker);
			}
			return started;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * How many instances are ready.
	 * @return a number from 0 to the concurrency
	 */
	int readyInstances() {
		this.lock.lock();
		try {
			return ready();
		}
		finally {
			this.lock.unlock();
		}
	}

	private int ready() {
		return this.workers.size() - this.starting;
	}

	/**
	 * Whether calls wait for an instance that is to be started now.
	 * @return {@code false} if others have taken them
	 */
	boolean isStillNeeded() {
		this.lock.lock();
		try {
			return !this.waiting.isEmpty();
		}
		finally {
			this.lock.unlock();
		}
	}

	void started(Worker worker, @Nullable Duration init) {
		this.lock.lock();
		try {
			worker.isReady = true;
			this.starting--;
		}
		finally {
			this.lock.unlock();
		}
		succeeded(init);
	}

	void succeeded(@Nullable Duration init) {
		if (init != null) {
			this.coldStart = init;
			this.startFailure = null;
		}
	}

	void failed(PlatformException failure) {
		Object exitCode = failure.details().get("exit_code");
		if (failure.code().equals("START_FAILED") || (exitCode != null && NOT_RUNNABLE.contains(exitCode))) {
			this.startFailure = failure.getMessage();
		}
	}

	/**
	 * An instance did not become ready. If there is no other, nothing can run the calls
	 * that wait.
	 * @param worker its worker
	 * @param failure why not
	 */
	void startFailed(Worker worker, PlatformException failure) {
		this.startFailure = failure.getMessage();
		worker.ready().completeExceptionally(failure);
		List<Call> hopeless = new ArrayList<>();
		boolean removed = false;
		this.lock.lock();
		try {
			removed = remove(worker);
			if (this.workers.isEmpty()) {
				hopeless.addAll(this.waiting);
				this.waiting.clear();
				completeIfDrained();
			}
		}
		finally {
			this.lock.unlock();
		}
		giveBackSlot(removed);
		end(hopeless, failure);
	}

	private static void end(List<Call> calls, PlatformException reason) {
		for (Call call : calls) {
			call.leaveQueue();
			call.fail(reason);
		}
	}

	/**
	 * Waits for the next call.
	 * @param worker who waits
	 * @return a call, or {@code null} if the instance is to be ended
	 * @throws InterruptedException if the thread is interrupted
	 */
	@Nullable Call next(Worker worker) throws InterruptedException {
		this.lock.lock();
		try {
			if (worker.left) {
				return null;
			}
			Call call = this.waiting.pollFirst();
			if (call == null && !this.retired && !worker.dismissed) {
				call = awaitCall(worker);
			}
			if (call != null) {
				call.leaveQueue();
			}
			return call;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Call awaitCall(Worker worker) throws InterruptedException {
		if (this.engine.slots().isContested() && ready() > this.config.keepWarm()) {
			return null;
		}
		this.idle.addFirst(worker);
		long nanos = this.factory.idleTime().toNanos();
		while (worker.assigned == null && !worker.dismissed) {
			if (nanos > 0) {
				nanos = worker.wake().awaitNanos(nanos);
			}
			else if (ready() > this.config.keepWarm()) {
				break;
			}
			else {
				nanos = this.factory.idleTime().toNanos();
			}
		}
		Call call = worker.assigned;
		worker.assigned = null;
		this.idle.remove(worker);
		return call;
	}

	/**
	 * Ends a worker when it is idle.
	 * @param worker the worker
	 */
	void dismiss(Worker worker) {
		this.lock.lock();
		try {
			worker.dismissed = true;
			this.idle.remove(worker);
			worker.wake().signal();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Ends the instance that has been idle for longest, unless it is to be kept.
	 * @return whether there was one
	 */
	boolean endAnIdleInstance() {
		this.lock.lock();
		try {
			Worker oldest = (ready() > this.config.keepWarm()) ? this.idle.peekLast() : null;
			if (oldest == null) {
				return false;
			}
			dismiss(oldest);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * A worker has no instance any more.
	 * @param worker the worker; leaving twice is leaving once
	 */
	void leave(Worker worker) {
		boolean removed = false;
		this.lock.lock();
		try {
			removed = remove(worker);
			if (removed) {
				startForWaiting();
				completeIfDrained();
			}
		}
		finally {
			this.lock.unlock();
		}
		giveBackSlot(removed);
	}

	private void giveBackSlot(boolean removed) {
		if (removed) {
			this.engine.slots().giveBack();
		}
	}

	private boolean remove(Worker worker) {
		if (worker.left) {
			return false;
		}
		worker.left = true;
		this.workers.remove(worker);
		this.idle.remove(worker);
		if (!worker.isReady) {
			this.starting--;
		}
		return true;
	}

	private void completeIfDrained() {
		if (this.retired && this.workers.isEmpty() && this.waiting.isEmpty()) {
			this.engine.slots().remove(this);
			completeDrained();
		}
	}

	private void completeDrained() {
		try {
			this.drained.completeAsync(() -> null, this.engine.writers());
		}
		catch (RejectedExecutionException ex) {
			// the platform has been closed, and with it the other threads
			this.drained.complete(null);
		}
	}

	/**
	 * Takes no call any more; those it has taken are run.
	 */
	void retire() {
		this.lock.lock();
		try {
			this.retired = true;
			List.copyOf(this.idle).forEach(this::dismiss);
			completeIfDrained();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Kills every instance and ends every call.
	 */
	void abort() {
		List<Call> lost = new ArrayList<>();
		List<Worker> killed = new ArrayList<>();
		retire();
		this.lock.lock();
		try {
			lost.addAll(this.waiting);
			this.waiting.clear();
			killed.addAll(this.workers);
			completeIfDrained();
		}
		finally {
			this.lock.unlock();
		}
		end(lost, Call.shuttingDown());
		killed.forEach(Worker::kill);
	}

}
