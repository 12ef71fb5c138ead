package io.blueprintfaas.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Marks what deploying made, so that nothing else is overwritten or removed. A function
 * that was there before may be taken over only if the job names it in {@code function};
 * it is never marked, and so never deleted.
 */
final class LambdaOwnership {

	static final String TAG_PREFIX = "blueprint-faas:";

	/** Name of the job that made the function. */
	static final String JOB_TAG = TAG_PREFIX + "job";

	/** Names of the tags that deploying has set, so that it removes no others. */
	static final String KEYS_TAG = TAG_PREFIX + "tags";

	/** Beginning of the description of versions and aliases that deploying made. */
	static final String MARK = "Blueprint FaaS";

	private static final String BETWEEN_KEYS = " / ";

	private static final int MAX_VALUE = 256;

	private final FaasJobDefinition job;

	private final DeploymentFailures failures;

	LambdaOwnership(FaasJobDefinition job, DeploymentFailures failures) {
		this.job = job;
		this.failures = failures;
	}

	boolean isOurs(LambdaState state) {
		return this.job.key().name().equals(state.tags().get(JOB_TAG));
	}

	static boolean isMarked(@Nullable String description) {
		return description != null && description.startsWith(MARK);
	}

	// Fails if a function by this name belongs to somebody else.
	void check(LambdaStep step, LambdaState state) {
		if (this.job.function() == null && !isOurs(state)) {
			throw refused(step, state,
					"set blueprint.faas.aws.function-prefix to something only this application uses");
		}
	}

	FaasDeploymentException refused(LambdaStep step, LambdaState state, String fix) {
		String owner = state.tags().get(JOB_TAG);
		String whose = (owner != null) ? "belongs to job '%s' of another application".formatted(owner)
				: "was not made by a deployment of this job: it has no tag '%s', or the credentials lack lambda:ListTags"
					.formatted(JOB_TAG);
		return this.failures.of(step,
				"function '%s' %s; %s".formatted(state.configuration().functionName(), whose, fix));
	}

	// Tags of a function that is made now.
	Map<String, String> tagsOfNew(LambdaConfiguration configuration) {
		Map<String, String> tags = tags(configuration);
		tags.put(JOB_TAG, this.job.key().name());
		return tags;
	}

	// Tags that are missing or have another value.
	Map<String, String> missing(LambdaState state, LambdaConfiguration configuration) {
		Map<String, String> missing = tags(configuration);
		missing.entrySet().removeIf((tag) -> tag.getValue().equals(state.tags().get(tag.getKey())));
		return missing;
	}

	// Tags that an earlier deployment set and that are not wanted any more.
	Set<String> outdated(LambdaState state, LambdaConfiguration configuration) {
		String keys = state.tags().get(KEYS_TAG);
		Set<String> outdated = new TreeSet<>((keys != null) ? Set.of(keys.split(BETWEEN_KEYS)) : Set.of());
		if (keys != null) {
			outdated.add(KEYS_TAG);
		}
		outdated.removeAll(tags(configuration).keySet());
		outdated.retainAll(state.tags().keySet());
		return outdated;
	}

	private static Map<String, String> tags(LambdaConfiguration configuration) {
		Map<String, String> tags = new HashMap<>(configuration.tags());
		String keys = tags.keySet().stream().sorted().collect(Collectors.joining(BETWEEN_KEYS));
		// Too many to be remembered: then tags that are not wanted any more stay
		if (!keys.isEmpty() && keys.length() <= MAX_VALUE) {
			tags.put(KEYS_TAG, keys);
		}
		return tags;
	}

}
