package io.blueprintfaas.platform.function;

import java.time.Duration;

import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.error.PlatformException;

/**
 * Says why a call was not run. Each may be tried again.
 */
final class Refusals {

	private static final Duration SOON = Duration.ofSeconds(1);

	private static final Duration AFTER_A_RESTART = Duration.ofSeconds(5);

	private Refusals() {
	}

	static PlatformException queueFull(Deployment deployment, int waiting) {
		return overloaded(deployment,
				"%d calls are waiting for an instance, the bound of the queue: ".formatted(waiting)
						+ "call less at a time, or raise 'max_concurrency' (now %d)"
							.formatted(deployment.config().maxConcurrency()));
	}

	static PlatformException waitedTooLong(Deployment deployment, Call call) {
		RequestDeadline deadline = call.request().deadline();
		long waited = call.age().toMillis();
		String limit = (deadline != null && deadline.remaining() <= 0)
				? "its deadline of %d ms passed".formatted(deadline.millis())
				: "the function's timeout of %d s passed".formatted(deployment.config().timeoutSecs());
		return overloaded(deployment,
				"%s while the call waited %d ms for an instance: wait longer, or raise 'max_concurrency' (now %d)"
					.formatted(limit, waited, deployment.config().maxConcurrency()))
			.with("waited_ms", waited)
			.with("deadline_ms", (deadline != null) ? deadline.millis() : null);
	}

	private static PlatformException overloaded(Deployment deployment, String why) {
		return PlatformException
			.overloaded("Function '%s' did not run: %s".formatted(deployment.functionId(), why), SOON)
			.with("function_id", deployment.functionId());
	}

	static PlatformException noInstanceFree() {
		return PlatformException.overloaded(
				"All instances of the platform are in use: try again, or raise 'max-instances'", AFTER_A_RESTART);
	}

	static PlatformException shuttingDown() {
		return PlatformException.overloaded("The platform is shutting down", AFTER_A_RESTART);
	}

}
