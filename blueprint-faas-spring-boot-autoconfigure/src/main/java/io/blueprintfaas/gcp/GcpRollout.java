package io.blueprintfaas.gcp;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;

/**
 * One deployment: what is wanted, who listens, and whether anything had to be changed.
 *
 * @param configuration how the function is to be set up
 * @param functionPackage what the function is to run
 * @param progress hears of each step once, however often it is looked at
 * @param changed whether anything was changed so far
 */
record GcpRollout(GcpConfiguration configuration, FunctionPackage functionPackage, FaasProgress progress,
		AtomicBoolean changed) {

	GcpRollout(GcpConfiguration configuration, FunctionPackage functionPackage, FaasProgress progress) {
		this(configuration, functionPackage, once(progress), new AtomicBoolean());
	}

	void looking(GcpStep step) {
		this.progress.step(step.text());
	}

	void trying(GcpStep step, String what) {
		this.progress.step("%s: %s".formatted(step.text(), what));
	}

	// GCP has made a change.
	void done() {
		this.changed.set(true);
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
