package io.blueprintfaas.openwhisk;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasProgress;

/**
 * One deployment: what is wanted, who listens, and whether anything had to be changed.
 *
 * @param configuration how the function is to be set up
 * @param code what the function is to run
 * @param sha256 content hash of the code, or {@code null} if an image brings it
 * @param progress hears of each step once, however often it is looked at
 * @param changed whether anything was changed so far
 */
record OpenWhiskRollout(OpenWhiskConfiguration configuration, OpenWhiskCode code, @Nullable String sha256,
		FaasProgress progress, AtomicBoolean changed) {

	OpenWhiskRollout(OpenWhiskConfiguration configuration, OpenWhiskCode code, @Nullable String sha256,
			FaasProgress progress) {
		this(configuration, code, sha256, once(progress), new AtomicBoolean());
	}

	void step(OpenWhiskStep step) {
		this.progress.step(step.text());
	}

	void step(OpenWhiskStep step, String what) {
		this.progress.step("%s: %s".formatted(step.text(), what));
	}

	boolean isDone(OpenWhiskState found) {
		return found.is(this.sha256, this.configuration);
	}

	private static FaasProgress once(FaasProgress progress) {
		Set<String> told = ConcurrentHashMap.newKeySet();
		return (step) -> {
			if (told.add(step)) {
				progress.step(step);
			}
		};
	}

}
