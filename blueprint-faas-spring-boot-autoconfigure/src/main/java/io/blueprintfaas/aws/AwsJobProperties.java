package io.blueprintfaas.aws;

import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Keys of a job that only this provider knows. What is {@code null} is as
 * {@link AwsFaasProperties} says.
 *
 * @param qualifier version or alias to call
 * @param invocationType whether a call waits for the result
 * @param role ARN of the role the function runs with
 * @param runtime runtime of the function
 * @param architecture processor of the function
 * @param layers ARNs of layer versions
 * @param subnetIds subnets of a function that runs in a VPC
 * @param securityGroupIds security groups of a function that runs in a VPC
 * @param tags tags, added to those of all functions
 * @param ephemeralStorage size of the folder for temporary files
 * @param snapStart whether new instances start from a snapshot of a started one
 * @param metrics whether to ask for the end of the log with each call
 */
record AwsJobProperties(@Nullable String qualifier, @DefaultValue("request-response") InvocationType invocationType,
		@Nullable String role, @Nullable String runtime, @Nullable String architecture, @Nullable List<String> layers,
		@Nullable List<String> subnetIds, @Nullable List<String> securityGroupIds,
		@DefaultValue Map<String, String> tags, @Nullable DataSize ephemeralStorage,
		@DefaultValue("false") boolean snapStart, @Nullable Boolean metrics) {

	static final Set<String> KEYS = Set.of("qualifier", "invocation-type", "role", "runtime", "architecture", "layers",
			"subnet-ids", "security-group-ids", "tags", "ephemeral-storage", "snap-start", "metrics");

	/**
	 * Whether a call waits for the result.
	 */
	enum InvocationType {

		/**
		 * It does.
		 */
		REQUEST_RESPONSE,

		/**
		 * It ends when Lambda has put the request into its queue.
		 */
		EVENT

	}

}
