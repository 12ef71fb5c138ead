package io.blueprintfaas.gcp;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.gcp.GcpFaasProperties.Ingress;
import io.blueprintfaas.packaging.GcpLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * How the function of one job is to be set up: the keys of the job over those of all
 * jobs, over the defaults of this provider. Every value is one that GCP takes.
 *
 * @param description what people read in the console
 * @param runtime name of the runtime
 * @param entryPoint class that the runtime starts
 * @param memory memory of one instance
 * @param cpu processors of one instance, or {@code null} for what goes with the memory
 * @param timeoutSeconds longest run in seconds
 * @param environment environment variables; may hold secrets
 * @param buildEnvironment environment variables of the build
 * @param minInstances instances that are kept started
 * @param maxInstances most instances, or {@code null} for GCP's own limit
 * @param instanceConcurrency most calls of one instance at a time
 * @param serviceAccount e-mail address of the service account the function runs with, or
 * {@code null} for the project's
 * @param buildServiceAccount full name of the service account that builds, or
 * {@code null} for the project's
 * @param ingress who may reach the function
 * @param vpcConnector full name of the connector to a VPC network, or {@code null} for
 * none
 * @param labels labels, without those that deploying remembers things by
 */
record GcpConfiguration(String description, String runtime, String entryPoint, DataSize memory,
		@Nullable BigDecimal cpu, int timeoutSeconds, Map<String, String> environment,
		Map<String, String> buildEnvironment, int minInstances, @Nullable Integer maxInstances, int instanceConcurrency,
		@Nullable String serviceAccount, @Nullable String buildServiceAccount, Ingress ingress,
		@Nullable String vpcConnector, Map<String, String> labels) {

	/** In GCP's own default, 256 MB, no Spring application starts. */
	static final DataSize DEFAULT_MEMORY = DataSize.ofGigabytes(1);

	/** As long as callers wait for a job that sets no timeout; GCP's own is 60 s. */
	static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(300);

	// Has the build bring the framework that fits our entry point
	private static final Map<String, String> BUILD_ENVIRONMENT = Map.of("USE_JAVA_FF_2", "true");

	// Resolves and checks what configuration says of the job.
	static GcpConfiguration of(FaasJobDefinition job, GcpFaasProperties properties, GcpJobProperties jobProperties) {
		return of(job, job.settings(), properties, jobProperties);
	}

	// The same with other settings than the job's own.
	static GcpConfiguration of(FaasJobDefinition job, FunctionSettings settings, GcpFaasProperties properties,
			GcpJobProperties jobProperties) {
		Map<String, String> labels = new HashMap<>(properties.labels());
		labels.putAll(jobProperties.labels());
		GcpConfiguration configuration = new GcpConfiguration("Blueprint FaaS job '%s'".formatted(job.key().name()),
				runtime(properties, jobProperties), GcpLayout.ENTRY_POINT,
				(settings.memory() != null) ? settings.memory() : DEFAULT_MEMORY, jobProperties.cpu(),
				(int) ((settings.timeout() != null) ? settings.timeout() : DEFAULT_TIMEOUT).toSeconds(),
				settings.environment(), BUILD_ENVIRONMENT, settings.keepWarm(),
				instances(settings.maxConcurrency(), jobProperties.instanceConcurrency()),
				jobProperties.instanceConcurrency(), first(jobProperties.serviceAccount(), properties.serviceAccount()),
				first(properties.buildServiceAccount(), null),
				(jobProperties.ingress() != null) ? jobProperties.ingress() : properties.ingress(),
				first(jobProperties.vpcConnector(), properties.vpcConnector()), Map.copyOf(labels));
		GcpJobRules.check(job, settings, configuration, properties, jobProperties);
		return configuration;
	}

	/**
	 * Checks a job at startup, without touching the network.
	 * @param job the job
	 * @param properties what all jobs share
	 * @param jobProperties keys of the job
	 * @throws InvalidFaasJobException if GCP would not take a value
	 */
	static void check(FaasJobDefinition job, GcpFaasProperties properties, GcpJobProperties jobProperties) {
		of(job, properties, jobProperties);
	}

	// Names of the settings that GCP chooses itself unless they are configured.
	List<String> optionalSettings() {
		List<String> names = new ArrayList<>();
		add(names, GcpComparison.CPU, this.cpu);
		add(names, GcpComparison.MAX_INSTANCES, this.maxInstances);
		add(names, GcpComparison.SERVICE_ACCOUNT, this.serviceAccount);
		add(names, GcpComparison.BUILD_SERVICE_ACCOUNT, this.buildServiceAccount);
		return names;
	}

	private static void add(List<String> names, String name, @Nullable Object value) {
		if (value != null) {
			names.add(name);
		}
	}

	private static String runtime(GcpFaasProperties properties, GcpJobProperties jobProperties) {
		String configured = first(jobProperties.runtime(), properties.runtime());
		return (configured != null) ? configured : GcpRuntimes.forJava(Runtime.version().feature());
	}

	private static @Nullable Integer instances(@Nullable Integer calls, int perInstance) {
		return (calls != null) ? (calls - 1) / Math.max(1, perInstance) + 1 : null;
	}

	private static @Nullable String first(@Nullable String own, @Nullable String shared) {
		String value = (own != null) ? own : shared;
		return (value != null && !value.isBlank()) ? value : null;
	}

	/**
	 * Shows the settings without the values of environment variables, which may be
	 * secrets.
	 */
	@Override
	public String toString() {
		return "GcpConfiguration[runtime=%s, memory=%s, timeoutSeconds=%d, environment=%s]".formatted(this.runtime,
				this.memory, this.timeoutSeconds, this.environment.keySet());
	}

}
