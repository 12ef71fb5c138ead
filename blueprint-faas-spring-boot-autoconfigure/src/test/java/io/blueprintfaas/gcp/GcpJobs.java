package io.blueprintfaas.gcp;

import java.net.URI;
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
 * A job of provider {@code gcp}, with what a test wants different.
 */
record GcpJobs(Map<String, String> keys, FunctionSettings settings, @Nullable String function, @Nullable URI endpoint,
		String name, WireVersion wire) {

	static final String PROJECT = "my-project";

	static final String REGION = "europe-west1";

	private static final String JOB = "blueprint.faas.jobs.%s.";

	private static final String GCP = "blueprint.faas.gcp.";

	static GcpJobs job() {
		return new GcpJobs(Map.of(GCP + "project-id", PROJECT, GCP + "region", REGION), FunctionSettings.DEFAULTS, null,
				null, "square", WireVersion.V1_1);
	}

	// A key of the job.
	GcpJobs key(String key, String value) {
		return with(JOB.formatted(this.name) + key, value);
	}

	// A key of the provider.
	GcpJobs shared(String key, String value) {
		return with(GCP + key, value);
	}

	GcpJobs settings(FunctionSettings other) {
		return new GcpJobs(this.keys, other, this.function, this.endpoint, this.name, this.wire);
	}

	GcpJobs environment(Map<String, String> environment) {
		return settings(new FunctionSettings(this.settings.memory(), this.settings.timeout(), environment,
				this.settings.maxConcurrency(), this.settings.keepWarm(), Map.of()));
	}

	GcpJobs memory(String memory) {
		return settings(new FunctionSettings(DataSize.parse(memory), this.settings.timeout(),
				this.settings.environment(), this.settings.maxConcurrency(), this.settings.keepWarm(), Map.of()));
	}

	GcpJobs timeout(Duration timeout) {
		return settings(new FunctionSettings(this.settings.memory(), timeout, this.settings.environment(),
				this.settings.maxConcurrency(), this.settings.keepWarm(), Map.of()));
	}

	GcpJobs concurrency(@Nullable Integer most, int warm) {
		return settings(new FunctionSettings(this.settings.memory(), this.settings.timeout(),
				this.settings.environment(), most, warm, Map.of()));
	}

	GcpJobs function(String other) {
		return new GcpJobs(this.keys, this.settings, other, this.endpoint, this.name, this.wire);
	}

	GcpJobs endpoint(String uri) {
		return new GcpJobs(this.keys, this.settings, this.function, URI.create(uri), this.name, this.wire);
	}

	GcpJobs name(String other) {
		return new GcpJobs(this.keys, this.settings, this.function, this.endpoint, other, this.wire);
	}

	GcpJobs wire(WireVersion other) {
		return new GcpJobs(this.keys, this.settings, this.function, this.endpoint, this.name, other);
	}

	GcpFaasProperties properties() {
		return binder().bindOrCreate("blueprint.faas.gcp", Bindable.of(GcpFaasProperties.class));
	}

	FaasJobDefinition definition() {
		return new FaasJobDefinition(new JobKey(7, this.name), "gcp", this.settings, this.endpoint, this.function,
				this.wire, null, Duration.ofSeconds(20), null, false, binder());
	}

	GcpConfiguration configuration() {
		FaasJobDefinition definition = definition();
		return GcpConfiguration.of(definition, properties(), definition.bind(GcpJobProperties.class));
	}

	private GcpJobs with(String key, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.keys);
		more.put(key, value);
		return new GcpJobs(more, this.settings, this.function, this.endpoint, this.name, this.wire);
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
