package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * Definitions of job {@code square} (7) with what a test needs.
 *
 * @param settings how to run the function
 * @param endpoint its address, or {@code null}
 * @param function its id, or {@code null}
 * @param wire wire format it speaks
 * @param deadline longest wait
 * @param keys further keys of the job
 */
record TestJobs(FunctionSettings settings, @Nullable URI endpoint, @Nullable String function, WireVersion wire,
		Duration deadline, Map<String, String> keys) {

	static final JobKey KEY = new JobKey(7, "square");

	static TestJobs job() {
		return new TestJobs(FunctionSettings.DEFAULTS, null, null, WireVersion.V1_1, Duration.ofSeconds(20), Map.of());
	}

	TestJobs settings(FunctionSettings newSettings) {
		return new TestJobs(newSettings, this.endpoint, this.function, this.wire, this.deadline, this.keys);
	}

	TestJobs endpoint(String newEndpoint) {
		return new TestJobs(this.settings, URI.create(newEndpoint), this.function, this.wire, this.deadline, this.keys);
	}

	TestJobs function(String newFunction) {
		return new TestJobs(this.settings, this.endpoint, newFunction, this.wire, this.deadline, this.keys);
	}

	TestJobs wire(WireVersion newWire) {
		return new TestJobs(this.settings, this.endpoint, this.function, newWire, this.deadline, this.keys);
	}

	TestJobs deadline(Duration newDeadline) {
		return new TestJobs(this.settings, this.endpoint, this.function, this.wire, newDeadline, this.keys);
	}

	TestJobs key(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.keys);
		more.put("blueprint.faas.jobs.square." + name, value);
		return new TestJobs(this.settings, this.endpoint, this.function, this.wire, this.deadline, more);
	}

	FaasJobDefinition definition() {
		return new FaasJobDefinition(KEY, "custom", this.settings, this.endpoint, this.function, this.wire, null,
				this.deadline, null, false, new Binder(new MapConfigurationPropertySource(this.keys)));
	}

}
