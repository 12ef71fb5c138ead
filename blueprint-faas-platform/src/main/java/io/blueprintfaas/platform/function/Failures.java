package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.OptionalInt;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.process.Child;
import io.blueprintfaas.platform.process.ExecFailure;

/**
 * Says what went wrong with an instance.
 */
final class Failures {

	private static final Duration EXIT = Duration.ofSeconds(2);

	private static final long MEGABYTE = 1024 * 1024;

	private final Deployment deployment;

	Failures(Deployment deployment) {
		this.deployment = deployment;
	}

	PlatformException timeout(Duration execution) {
		int limit = this.deployment.config().timeoutSecs();
		return PlatformException
			.of(500, "TIMEOUT", "Function '%s' was ended, for it ran longer than %d s".formatted(id(), limit))
			.with("function_id", id())
			.with("timeout_secs", limit)
			.with("execution_secs", execution.toMillis() / 1000.0);
	}

	/**
	 * A process that ended without a valid answer.
	 * @param child the process
	 * @param problem what is wrong with its answer
	 * @param stderr what it said
	 * @return the failure
	 */
	PlatformException noAnswer(Child child, String problem, String stderr) {
		OptionalInt exit = child.exitCode(EXIT);
		Long excess = child.memoryExcess();
		if (excess != null) {
			return memory(excess);
		}
		String notRun = ExecFailure.reported(this.deployment.bootstrap(), stderr);
		if (notRun != null) {
			return startFailed(notRun, exit, stderr);
		}
		if (exit.isPresent() && exit.getAsInt() != 0) {
			return crashed(exit, problem, stderr);
		}
		return invalidAnswer(problem, exit, stderr);
	}

	/**
	 * An answer that cannot be read, from a process that went on.
	 * @param problem what is wrong with its answer
	 * @param stderr what it said
	 * @return the failure
	 */
	PlatformException invalidAnswer(String problem, String stderr) {
		return invalidAnswer(problem, OptionalInt.empty(), stderr);
	}

	private PlatformException invalidAnswer(String problem, OptionalInt exit, String stderr) {
		return about("INVALID_ANSWER", "gave no valid answer: " + problem, exit, stderr);
	}

	private PlatformException crashed(OptionalInt exit, String problem, String stderr) {
		String foreign = ExecFailure.foreign(this.deployment.bootstrap());
		return about("FUNCTION_CRASHED",
				"ended with exit code %d: %s".formatted(exit.getAsInt(), (foreign != null) ? foreign : problem), exit,
				stderr);
	}

	/**
	 * A process that could not be started at all.
	 * @param problem why not
	 * @return the failure
	 */
	PlatformException notStarted(String problem) {
		return startFailed(problem, OptionalInt.empty(), "");
	}

	/**
	 * A kept-alive instance that did not become ready.
	 * @param problem why not
	 * @param child the process
	 * @param stderr what it said
	 * @return the failure
	 */
	PlatformException notReady(String problem, Child child, String stderr) {
		OptionalInt exit = child.exitCode(EXIT);
		Long excess = child.memoryExcess();
		if (excess != null) {
			return startFailed(memory(excess).getMessage(), exit, stderr);
		}
		String notRun = ExecFailure.reported(this.deployment.bootstrap(), stderr);
		String reason = (notRun != null) ? notRun : ExecFailure.foreign(this.deployment.bootstrap());
		return startFailed((reason != null) ? reason : problem, exit, stderr);
	}

	private PlatformException startFailed(@Nullable String reason, OptionalInt exit, String stderr) {
		return details(PlatformException.of(503, "START_FAILED",
				"Function '%s' cannot be started: %s".formatted(id(), reason)), exit, stderr);
	}

	private PlatformException memory(long excess) {
		return PlatformException
			.of(500, "MEMORY_LIMIT_EXCEEDED",
					"Function '%s' was ended, for it used more than %d MB of memory".formatted(id(),
							this.deployment.config().memoryMb()))
			.with("function_id", id())
			.with("limit_mb", this.deployment.config().memoryMb())
			.with("memory_used_mb", (excess + MEGABYTE - 1) / MEGABYTE);
	}

	private PlatformException about(String code, String what, OptionalInt exit, String stderr) {
		return details(PlatformException.of(500, code, "Function '%s' %s".formatted(id(), what)), exit, stderr);
	}

	private PlatformException details(PlatformException failure, OptionalInt exit, String stderr) {
		return failure.with("function_id", id())
			.with("exit_code", exit.isPresent() ? Integer.valueOf(exit.getAsInt()) : null)
			.with("stderr", stderr.isEmpty() ? null : stderr);
	}

	private String id() {
		return this.deployment.functionId();
	}

}
