package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Whether instances of a function can be started, as far as it was tried.
 */
final class StartHealth {

	/** What a shell and {@code setsid} end with if a program cannot be run. */
	private static final Set<Object> NOT_RUNNABLE = Set.of(126, 127);

	private volatile @Nullable String failure;

	private volatile @Nullable Duration coldStart;

	/**
	 * Why no instance could be started when it was last tried.
	 * @return a message, or {@code null} if that went well
	 */
	@Nullable String failure() {
		return this.failure;
	}

	/**
	 * Time from start to ready of the instance that was started last.
	 * @return the duration, or {@code null} if none was started yet
	 */
	@Nullable Duration coldStart() {
		return this.coldStart;
	}

	void started(@Nullable Duration init) {
		if (init != null) {
			this.coldStart = init;
			this.failure = null;
		}
	}

	void startFailed(PlatformException reason) {
		this.failure = reason.getMessage();
	}

	/**
	 * A call has failed, perhaps because the process for it could not be started.
	 * @param reason why it failed
	 */
	void callFailed(PlatformException reason) {
		Object exitCode = reason.details().get("exit_code");
		if (reason.code().equals("START_FAILED") || (exitCode != null && NOT_RUNNABLE.contains(exitCode))) {
			startFailed(reason);
		}
	}

}
