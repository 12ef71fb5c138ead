package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * Configuration of job {@code square} (7) with what a test of the lifecycle needs.
 *
 * @param keys configuration keys, in full
 * @param settings how to run the function
 * @param function its name, or {@code null}
 * @param idempotent whether the job is
 * @param wire wire format it speaks
 */
record LifecycleJobs(Map<String, String> keys, FunctionSettings settings, @Nullable String function, boolean idempotent,
		WireVersion wire) {

	static final JobKey KEY = new JobKey(7, "square");

	static final String ROLE = "arn:aws:iam::123456789012:role/functions";

	private static final String JOB = "blueprint.faas.jobs.square.";

	private static final String AWS = "blueprint.faas.aws.";

	static LifecycleJobs job() {
		return new LifecycleJobs(Map.of(AWS + "role", ROLE), FunctionSettings.DEFAULTS, null, false, WireVersion.V1_1);
	}

	// A key of the job.
	LifecycleJobs key(String name, String value) {
		return with(JOB + name, value);
	}

	// A key of the provider.
	LifecycleJobs shared(String name, String value) {
		return with(AWS + name, value);
	}

	LifecycleJobs without(String name) {
		Map<String, String> fewer = new LinkedHashMap<>(this.keys);
		fewer.remove(AWS + name);
		fewer.remove(JOB + name);
		return new LifecycleJobs(fewer, this.settings, this.function, this.idempotent, this.wire);
	}

	LifecycleJobs settings(FunctionSettings other) {
		return new LifecycleJobs(this.keys, other, this.function, this.idempotent, this.wire);
	}

	LifecycleJobs environment(Map<String, String> environment) {
		return settings(new FunctionSettings(this.settings.memory(), this.settings.timeout(), environment,
				this.settings.maxConcurrency(), this.settings.keepWarm(), Map.of()));
	}

	LifecycleJobs memory(String memory) {
		return settings(new FunctionSettings(DataSize.parse(memory), this.settings.timeout(),
				this.settings.environment(), this.settings.maxConcurrency(), this.settings.keepWarm(), Map.of()));
	}

	LifecycleJobs timeout(Duration timeout) {
		return settings(new FunctionSettings(this.settings.memory(), timeout, this.settings.environment(),
				this.settings.maxConcurrency(), this.settings.keepWarm(), Map.of()));
	}

	LifecycleJobs concurrency(@Nullable Integer most, int warm) {
		return settings(new FunctionSettings(this.settings.memory(), this.settings.timeout(),
				this.settings.environment(), most, warm, Map.of()));
	}

	LifecycleJobs function(String name) {
		return new LifecycleJobs(this.keys, this.settings, name, this.idempotent, this.wire);
	}

	LifecycleJobs asIdempotent() {
		return new LifecycleJobs(this.keys, this.settings, this.function, true, this.wire);
	}

	LifecycleJobs wire(WireVersion other) {
		return new LifecycleJobs(this.keys, this.settings, this.function, this.idempotent, other);
	}

	AwsFaasProperties properties() {
		return binder().bindOrCreate("blueprint.faas.aws", Bindable.of(AwsFaasProperties.class));
	}

	FaasJobDefinition definition() {
		return new FaasJobDefinition(KEY, "aws", this.settings, null, this.function, this.wire, null,
				Duration.ofSeconds(20), null, this.idempotent, binder());
	}

	LambdaConfiguration configuration() {
		FaasJobDefinition definition = definition();
		return LambdaConfiguration.of(definition, properties(), definition.bind(AwsJobProperties.class));
	}

	private LifecycleJobs with(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.keys);
		more.put(name, value);
		return new LifecycleJobs(more, this.settings, this.function, this.idempotent, this.wire);
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
