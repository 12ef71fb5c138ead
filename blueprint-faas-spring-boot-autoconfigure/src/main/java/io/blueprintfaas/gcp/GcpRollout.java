package io.blueprintfaas.gcp;

import java.util.concurrent.atomic.AtomicBoolean;

import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;

/**
 * One deployment: what is wanted, who listens, and whether anything had to be changed.
 *
 * @param configuration how the function is to be set up
 * @param functionPackage what the function is to run
 * @param progress hears of each step
 * @param changed whether anything was changed so far
 */
record GcpRollout(GcpConfiguration configuration, FunctionPackage functionPackage, FaasProgress progress,
		AtomicBoolean changed) {

	GcpRollout(GcpConfiguration configuration, FunctionPackage functionPackage, FaasProgress progress) {
		this(configuration, functionPackage, progress, new AtomicBoolean());
	}

	void looking(GcpStep step) {
		this.progress.step(step.text());
	}

	void changing(GcpStep step, String what) {
		this.changed.set(true);
		this.progress.step("%s: %s".formatted(step.text(), what));
	}

}
