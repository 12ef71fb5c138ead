package io.blueprintfaas.aws;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * One deployment: what is wanted, who listens, and whether anything had to be changed.
 *
 * @param job the job
 * @param function its function
 * @param configuration how the function is to be set up
 * @param functionPackage what the function is to run
 * @param progress hears of each step
 * @param changed whether anything was changed so far
 */
record LambdaRollout(FaasJobDefinition job, LambdaFunction function, LambdaConfiguration configuration,
		FunctionPackage functionPackage, FaasProgress progress, AtomicBoolean changed) {

	LambdaRollout(FaasJobDefinition job, LambdaFunction function, LambdaConfiguration configuration,
			FunctionPackage functionPackage, FaasProgress progress) {
		this(job, function, configuration, functionPackage, progress, new AtomicBoolean());
	}

	// The alias that deploying moves, or null if callers use the unpublished code.
	@Nullable String alias() {
		return LambdaJobRules.isVersion(this.function.qualifier()) ? null : this.function.qualifier();
	}

	void looking(LambdaStep step) {
		this.progress.step(step.text());
	}

	void changing(LambdaStep step, String what) {
		this.changed.set(true);
		this.progress.step("%s: %s".formatted(step.text(), what));
	}

}
