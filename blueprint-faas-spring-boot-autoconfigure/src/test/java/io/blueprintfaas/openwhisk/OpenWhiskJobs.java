package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * A job of provider {@code openwhisk}, with what a test wants different.
 */
final class OpenWhiskJobs {

	static final String KEY = "an-id:a-secret";

	private static final String JOB = "blueprint.faas.jobs.square.";

	private final Map<String, String> keys = new LinkedHashMap<>();

	private FunctionSettings settings = FunctionSettings.DEFAULTS;

	private @Nullable String function;

	private @Nullable URI endpoint;

	private @Nullable Path artifact;

	private @Nullable JobSignature signature;

	private WireVersion wire = WireVersion.V1_1;

	private Duration deadline = Duration.ofSeconds(20);

	static OpenWhiskJobs at(URI apiHost, String apiKey) {
		return new OpenWhiskJobs().shared("api-host", apiHost.toString()).shared("api-key", apiKey);
	}

	static OpenWhiskJobs at(FakeOpenWhisk whisk) {
		return at(whisk.address(), whisk.apiKey());
	}

	static OpenWhiskJobs job() {
		return at(URI.create("http://localhost:1"), KEY);
	}

	// A key of the job.
	OpenWhiskJobs key(String key, String value) {
		this.keys.put(JOB + key, value);
		return this;
	}

	// A key of the provider.
	OpenWhiskJobs shared(String key, String value) {
		this.keys.put("blueprint.faas.openwhisk." + key, value);
		return this;
	}

	OpenWhiskJobs memory(String memory) {
		return settings(new FunctionSettings(DataSize.parse(memory), this.settings.timeout(),
				this.settings.environment(), null, this.settings.keepWarm(), Map.of()));
	}

	OpenWhiskJobs timeout(Duration timeout) {
		return settings(new FunctionSettings(this.settings.memory(), timeout, this.settings.environment(), null,
				this.settings.keepWarm(), Map.of()));
	}

	OpenWhiskJobs environment(Map<String, String> environment) {
		return settings(new FunctionSettings(this.settings.memory(), this.settings.timeout(), environment, null,
				this.settings.keepWarm(), Map.of()));
	}

	OpenWhiskJobs keepWarm(int containers) {
		return settings(new FunctionSettings(this.settings.memory(), this.settings.timeout(),
				this.settings.environment(), null, containers, Map.of()));
	}

	OpenWhiskJobs settings(FunctionSettings other) {
		this.settings = other;
		return this;
	}

	OpenWhiskJobs function(String name) {
		this.function = name;
		return this;
	}

	OpenWhiskJobs endpoint(String uri) {
		this.endpoint = URI.create(uri);
		return this;
	}

	OpenWhiskJobs artifact(Path file) {
		this.artifact = file;
		return this;
	}

	OpenWhiskJobs signature(JobSignature types) {
		this.signature = types;
		return this;
	}

	OpenWhiskJobs wire(WireVersion version) {
		this.wire = version;
		return this;
	}

	OpenWhiskJobs deadline(Duration longest) {
		this.deadline = longest;
		return this;
	}

	OpenWhiskFaasProperties properties() {
		return binder().bindOrCreate("blueprint.faas.openwhisk", Bindable.of(OpenWhiskFaasProperties.class));
	}

	FaasJobDefinition definition() {
		return new FaasJobDefinition(new JobKey(7, "square"), "openwhisk", this.settings, this.endpoint, this.function,
				this.wire, this.artifact, this.deadline, this.signature, false, binder());
	}

	HttpFunctionClient client() {
		return new HttpFunctionClient("openwhisk", WebClient::builder, properties().clientSettings(null),
				HttpCredential.none());
	}

	OpenWhiskFunctions functions() {
		return functions(new ConfiguredAccess(properties()));
	}

	OpenWhiskFunctions functions(OpenWhiskAccess access) {
		return new OpenWhiskFunctions(properties().settings(), access, client());
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
