package io.blueprintfaas.aws;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Which function runs a job, and how it is called.
 *
 * @param name name or ARN of the function
 * @param qualifier version or alias, or {@code null} for the unpublished code
 * @param event whether a call ends when Lambda has queued it
 * @param metrics whether to ask for the end of the log with each call
 */
record LambdaFunction(String name, @Nullable String qualifier, boolean event, boolean metrics) {

	static LambdaFunction of(FaasJobDefinition job, AwsFaasProperties properties) {
		AwsJobProperties jobProperties = job.bind(AwsJobProperties.class);
		String name = (job.function() != null) ? job.function()
				: "%s-job-%d".formatted(properties.functionPrefix(), job.key().id());
		String alias = (job.function() != null) ? null : properties.alias();
		Boolean metrics = jobProperties.metrics();
		return new LambdaFunction(name, (jobProperties.qualifier() != null) ? jobProperties.qualifier() : alias,
				jobProperties.invocationType() == AwsJobProperties.InvocationType.EVENT,
				(metrics != null) ? metrics : properties.metrics());
	}

}
