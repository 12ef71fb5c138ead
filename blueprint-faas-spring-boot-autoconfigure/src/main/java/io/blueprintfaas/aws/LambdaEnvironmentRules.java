package io.blueprintfaas.aws;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What Lambda asks of environment variables. Names are shown in messages, values never.
 */
final class LambdaEnvironmentRules {

	static final int MAX_BYTES = 4096;

	private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

	// Set by Lambda itself in every function
	private static final Set<String> RESERVED = Set.of("_HANDLER", "_X_AMZN_TRACE_ID", "AWS_ACCESS_KEY",
			"AWS_ACCESS_KEY_ID", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
			"AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_INITIALIZATION_TYPE",
			"AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_RUNTIME_API", "AWS_REGION",
			"AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT");

	private LambdaEnvironmentRules() {
	}

	static void check(FaasJobDefinition job, Map<String, String> environment) {
		for (String name : new TreeSet<>(environment.keySet())) {
			checkName(job, name);
		}
		int bytes = bytes(environment);
		if (bytes > MAX_BYTES) {
			throw new InvalidFaasJobException(
					"Job %s has %d bytes of names and values in '%s', but Lambda takes %d bytes in all"
						.formatted(job.key(), bytes, job.property("environment"), MAX_BYTES),
					"Remove or shorten variables, or have the function read them from elsewhere");
		}
	}

	private static void checkName(FaasJobDefinition job, String name) {
		if (RESERVED.contains(name)) {
			throw new InvalidFaasJobException("Job %s sets environment variable '%s', which Lambda reserves for itself"
				.formatted(job.key(), name), "Rename '%s'".formatted(job.property("environment." + name)));
		}
		if (!NAME.matcher(name).matches()) {
			throw new InvalidFaasJobException(
					"Job %s sets environment variable '%s', but Lambda takes names of at least two letters, digits and '_', beginning with a letter"
						.formatted(job.key(), name),
					"Rename '%s'. For a Spring property use its form in upper case, for example SERVER_PORT"
						.formatted(job.property("environment." + name)));
		}
	}

	private static int bytes(Map<String, String> environment) {
		return environment.entrySet()
			.stream()
			.mapToInt((variable) -> length(variable.getKey()) + length(variable.getValue()))
			.sum();
	}

	private static int length(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
