package io.blueprintfaas.openwhisk;

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What all functions of one provider share.
 *
 * @param prefix beginning of the provider's properties, for messages, for example
 * {@code blueprint.faas.openwhisk}
 * @param packageName package of functions whose name is made by rule
 * @param functionPrefix beginning of those names, before {@code -job-} and the number of
 * the job
 * @param kind runtime of functions whose job names none, for example {@code go:default}
 * @param memory memory of functions whose job says nothing
 * @param timeout longest run of functions whose job says nothing
 * @param limits what the platform takes
 * @param selfHosted whether functions may be images of the user's, and one container may
 * take several calls at a time
 * @param deployTimeout longest wait for a deployment
 * @param pollInterval longest pause between two looks at a call that is still running
 */
public record OpenWhiskSettings(String prefix, String packageName, String functionPrefix, String kind, DataSize memory,
		Duration timeout, OpenWhiskLimits limits, boolean selfHosted, Duration deployTimeout, Duration pollInterval) {

	public OpenWhiskSettings {
		Assert.hasText(kind, "'kind' must not be empty");
		positive("deployTimeout", deployTimeout);
		positive("pollInterval", pollInterval);
	}

	private static void positive(String name, Duration value) {
		Assert.isTrue(value.toMillis() > 0, () -> "'%s' must be at least 1ms, but is %s".formatted(name, value));
	}

}
