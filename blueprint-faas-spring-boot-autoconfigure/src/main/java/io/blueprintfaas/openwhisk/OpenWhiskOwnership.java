package io.blueprintfaas.openwhisk;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Marks what deploying made, so that nothing else is overwritten or removed. A function
 * that was there before may be taken over only if the job names it in {@code function};
 * it is never marked, and so never deleted.
 */
final class OpenWhiskOwnership {

	private final FaasJobDefinition job;

	private final OpenWhiskSettings settings;

	private final OpenWhiskDeploymentFailures failures;

	OpenWhiskOwnership(FaasJobDefinition job, OpenWhiskSettings settings, OpenWhiskDeploymentFailures failures) {
		this.job = job;
		this.settings = settings;
		this.failures = failures;
	}

	String mark() {
		return this.job.key().name();
	}

	boolean isOurs(OpenWhiskState state) {
		return mark().equals(state.annotation(OpenWhiskAnnotations.JOB));
	}

	// Fails if a function by this name belongs to somebody else.
	void check(OpenWhiskStep step, OpenWhiskAction action, OpenWhiskState state) {
		if (this.job.function() == null && !isOurs(state)) {
			throw refused(step, action, state, "set %s.function-prefix to something only this application uses"
				.formatted(this.settings.prefix()));
		}
	}

	FaasDeploymentException refused(OpenWhiskStep step, OpenWhiskAction action, OpenWhiskState state, String fix) {
		String owner = state.annotation(OpenWhiskAnnotations.JOB);
		String whose = (owner != null) ? "belongs to job '%s' of another application".formatted(owner)
				: "was not made by a deployment of this job: it has no annotation '%s'"
					.formatted(OpenWhiskAnnotations.JOB);
		return this.failures.of(step, "function %s %s; %s".formatted(action, whose, fix));
	}

}
