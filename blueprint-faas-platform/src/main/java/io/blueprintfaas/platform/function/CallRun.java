package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * One call in one instance, which is killed if the call runs longer than the function's
 * timeout.
 */
final class CallRun {

	private final Call call;

	private final Instance instance;

	private final InstanceFactory factory;

	private final Runnable onTimeout;

	private final long begin = System.nanoTime();

	/**
	 * A run that is about to begin.
	 * @param call the call
	 * @param instance where it runs
	 * @param factory where the instance is from
	 * @param onTimeout what to do when the instance is killed: the thread of the run may
	 * hang for long on a pipe that somebody else holds open
	 */
	CallRun(Call call, Instance instance, InstanceFactory factory, Runnable onTimeout) {
		this.call = call;
		this.instance = instance;
		this.factory = factory;
		this.onTimeout = onTimeout;
	}

	/**
	 * Runs the call to its end, unless its caller has stopped waiting.
	 * @param cold whether the call waited for the instance to be started
	 * @param onAnswer what to do before the caller has the answer
	 * @throws InstanceGoneException if the call may be given to another instance
	 */
	void run(boolean cold, Runnable onAnswer) throws InstanceGoneException {
		if (this.call.request().isExpired()) {
			throw Refusals.waitedTooLong(this.factory.deployment(), this.call);
		}
		Future<?> limit = this.factory.engine()
			.scheduler()
			.schedule(this::expire, this.factory.timeout().toMillis(), TimeUnit.MILLISECONDS);
		try {
			CallAnswer answer = this.instance.run(this.call.request(), cold);
			onAnswer.run();
			this.call.succeed(answer);
		}
		finally {
			limit.cancel(false);
		}
	}

	private void expire() {
		if (this.call.claim()) {
			this.instance.kill();
			this.onTimeout.run();
			Duration execution = Duration.ofNanos(System.nanoTime() - this.begin);
			this.call.failClaimed(this.factory.failures().timeout(execution));
		}
	}

}
