package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * How the function of one job is to be set up: the keys of the job over those of all
 * jobs, over the defaults of this provider. Every value is one that Lambda takes.
 *
 * @param description what people read in the console
 * @param runtime name of the runtime
 * @param handler what the runtime starts
 * @param architecture processor
 * @param role ARN of the role, or {@code null} if none is configured
 * @param layers ARNs of layer versions, in their order
 * @param subnetIds subnets; empty for no VPC
 * @param securityGroupIds security groups; empty for no VPC
 * @param tags tags, without those that mark the function as ours
 * @param memoryMb memory in MB
 * @param timeoutSeconds longest run in seconds
 * @param ephemeralStorageMb size of the folder for temporary files in MB
 * @param snapStart whether published versions start from a snapshot
 * @param environment environment variables; may hold secrets
 * @param maxConcurrency reserved concurrency, or {@code null} for none
 * @param keepWarm provisioned concurrency, 0 for none
 */
record LambdaConfiguration(String description, String runtime, String handler, String architecture,
		@Nullable String role, List<String> layers, List<String> subnetIds, List<String> securityGroupIds,
		Map<String, String> tags, int memoryMb, int timeoutSeconds, int ephemeralStorageMb, boolean snapStart,
		Map<String, String> environment, @Nullable Integer maxConcurrency, int keepWarm) {

	/** In Lambda's own default, 128 MB, no Spring application starts. */
	static final DataSize DEFAULT_MEMORY = DataSize.ofMegabytes(1024);

	/** As long as callers wait for a job that sets no timeout; Lambda's own is 3 s. */
	static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(300);

	static final DataSize DEFAULT_EPHEMERAL_STORAGE = DataSize.ofMegabytes(512);

	// Resolves and checks what configuration says of the job.
	static LambdaConfiguration of(FaasJobDefinition job, AwsFaasProperties properties, AwsJobProperties jobProperties) {
		return of(job, job.settings(), properties, jobProperties);
	}

	// The same with other settings than the job's own.
	static LambdaConfiguration of(FaasJobDefinition job, FunctionSettings settings, AwsFaasProperties properties,
			AwsJobProperties jobProperties) {
		String runtime = runtime(job, properties, jobProperties);
		LambdaJobRules.check(job, settings, runtime, properties, jobProperties);
		Map<String, String> tags = new HashMap<>(properties.tags());
		tags.putAll(jobProperties.tags());
		return new LambdaConfiguration("Blueprint FaaS job '%s'".formatted(job.key().name()), runtime,
				LambdaRuntimes.handler(runtime), architecture(properties, jobProperties),
				first(jobProperties.role(), properties.role()), layers(properties, jobProperties),
				list(jobProperties.subnetIds(), properties.subnetIds()),
				list(jobProperties.securityGroupIds(), properties.securityGroupIds()), Map.copyOf(tags),
				Math.toIntExact(size(settings.memory(), DEFAULT_MEMORY).toMegabytes()),
				Math.toIntExact(((settings.timeout() != null) ? settings.timeout() : DEFAULT_TIMEOUT).toSeconds()),
				Math.toIntExact(size(jobProperties.ephemeralStorage(), DEFAULT_EPHEMERAL_STORAGE).toMegabytes()),
				jobProperties.snapStart(), settings.environment(), settings.maxConcurrency(), settings.keepWarm());
	}

	/**
	 * Checks a job at startup, without touching the network.
	 * @param job the job
	 * @param properties what all jobs share
	 * @param jobProperties keys of the job
	 * @throws InvalidFaasJobException if Lambda would not take a value
	 */
	static void check(FaasJobDefinition job, AwsFaasProperties properties, AwsJobProperties jobProperties) {
		of(job, properties, jobProperties);
	}

	static String runtime(FaasJobDefinition job, AwsFaasProperties properties, AwsJobProperties jobProperties) {
		String configured = first(jobProperties.runtime(), properties.runtime());
		return (configured != null) ? configured : LambdaRuntimes.defaultRuntime(job.artifact() != null);
	}

	static String architecture(AwsFaasProperties properties, AwsJobProperties jobProperties) {
		String own = jobProperties.architecture();
		return (own != null) ? own : properties.architecture();
	}

	static List<String> layers(AwsFaasProperties properties, AwsJobProperties jobProperties) {
		return list(jobProperties.layers(), properties.layers());
	}

	private static List<String> list(@Nullable List<String> own, List<String> shared) {
		return (own != null) ? List.copyOf(own) : shared;
	}

	private static @Nullable String first(@Nullable String own, @Nullable String shared) {
		String value = (own != null) ? own : shared;
		return (value != null && !value.isBlank()) ? value : null;
	}

	private static DataSize size(@Nullable DataSize own, DataSize otherwise) {
		return (own != null) ? own : otherwise;
	}

	/**
	 * Shows the settings without the values of environment variables, which may be
	 * secrets.
	 */
	@Override
	public String toString() {
		return "LambdaConfiguration[runtime=%s, architecture=%s, memoryMb=%d, timeoutSeconds=%d, environment=%s]"
			.formatted(this.runtime, this.architecture, this.memoryMb, this.timeoutSeconds, this.environment.keySet());
	}

}
