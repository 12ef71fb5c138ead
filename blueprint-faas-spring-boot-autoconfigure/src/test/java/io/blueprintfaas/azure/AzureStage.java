package io.blueprintfaas.azure;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionClientSettings;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * An application with jobs {@code square} (7) and {@code cube} (8) of one app, with the
 * real clients at {@link FakeAzure}.
 */
class AzureStage implements AutoCloseable {

	static final String APP = "my-app";

	static final String SQUARE = "blueprint_job_7";

	static final String CUBE = "blueprint_job_8";

	final FakeAzure azure;

	final Map<String, String> keys = new LinkedHashMap<>();

	final Map<String, Long> jobs = new LinkedHashMap<>(Map.of("square", 7L));

	final Map<String, FunctionSettings> settings = new LinkedHashMap<>();

	final List<String> steps = new CopyOnWriteArrayList<>();

	@Nullable String function;

	WireVersion wire = WireVersion.V1_1;

	AzurePace pace = new AzurePace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(3),
			Duration.ofSeconds(20));

	private final AzureTurns turns = new AzureTurns();

	private final HttpFunctionClient http;

	private final AzureDirectory directory;

	private final AzureManagement management;

	private final Path folder;

	AzureStage(Path folder) {
		this(folder, new FakeAzure());
	}

	// Another application at the same Azure.
	AzureStage(Path folder, FakeAzure azure) {
		this.folder = folder;
		this.azure = azure;
		this.management = azure.management();
		this.directory = new AzureDirectory(this.management, Clock.systemUTC());
		this.http = new HttpFunctionClient("calls", () -> WebClient.builder().filter(azure.filter()),
				HttpFunctionClientSettings.DEFAULTS, HttpCredential.none());
		all("subscription-id", FakeAzure.SUBSCRIPTION).all("resource-group", "my-group")
			.all("region", "westeurope")
			.all("app", APP)
			.all("runtime", "21");
	}

	AzureStage all(String key, String value) {
		this.keys.put("blueprint.faas.azure." + key, value);
		return this;
	}

	AzureStage without(String key) {
		this.keys.remove("blueprint.faas.azure." + key);
		return this;
	}

	AzureStage both() {
		this.jobs.put("cube", 8L);
		return this;
	}

	AzureStage memory(String job, String memory) {
		FunctionSettings old = settings(job);
		return set(job, new FunctionSettings(DataSize.parse(memory), old.timeout(), old.environment(),
				old.maxConcurrency(), old.keepWarm(), Map.of()));
	}

	AzureStage environment(String job, Map<String, String> environment) {
		FunctionSettings old = settings(job);
		return set(job, new FunctionSettings(old.memory(), old.timeout(), environment, old.maxConcurrency(),
				old.keepWarm(), Map.of()));
	}

	AzureStage concurrency(String job, @Nullable Integer most, int warm) {
		FunctionSettings old = settings(job);
		return set(job, new FunctionSettings(old.memory(), old.timeout(), old.environment(), most, warm, Map.of()));
	}

	AzureStage set(String job, FunctionSettings other) {
		this.settings.put(job, other);
		return this;
	}

	FunctionSettings settings(String job) {
		return this.settings.getOrDefault(job, FunctionSettings.DEFAULTS);
	}

	AzureFaasProperties properties() {
		return binder().bindOrCreate("blueprint.faas.azure", AzureFaasProperties.class);
	}

	FaasJobDefinition definition(String job) {
		return new FaasJobDefinition(new JobKey(this.jobs.get(job), job), "azure", settings(job), null, this.function,
				this.wire, null, Duration.ofSeconds(20), null, false, binder());
	}

	AzureConfiguration configuration(String job) {
		return AzureConfiguration.of(definition(job), settings(job), properties(), apps().jobsWith(definition(job)));
	}

	AzureFaasLifecycle lifecycle(String job) {
		FaasJobDefinition definition = definition(job);
		AzureFaasExecutor executor = new AzureFaasExecutor(definition, AzureFunction.of(definition, properties()),
				this.directory, this.http);
		return new AzureFaasLifecycle(definition, properties(),
				new AzureLifecycleParts(this.management, apps(), this.turns),
				(payload) -> executor.send(payload, Duration.ofSeconds(5)), this.pace);
	}

	// The package of all jobs; another number makes another package.
	FunctionPackage zip(int number) {
		AzureResidents residents = AzureResidents.of(definition("square"), properties(),
				apps().jobsWith(definition("square")));
		return AzureZips.of(this.folder, number, residents.jobs().keySet());
	}

	FaasDeployment deploy(String job, int number) {
		this.steps.clear();
		return deploying(job, number).block();
	}

	Mono<FaasDeployment> deploying(String job, int number) {
		return lifecycle(job).deploy(zip(number), settings(job), this.steps::add);
	}

	// The app that is not configured by name.
	String defaultApp() {
		return AzureApp.of(definition("square"), properties()).named(FakeAzure.SUBSCRIPTION).name();
	}

	@Override
	public void close() {
		this.http.destroy();
		this.azure.close();
	}

	private AzureApps apps() {
		AzureApps apps = new AzureApps(properties());
		this.jobs.keySet().forEach((job) -> apps.add(definition(job)));
		return apps;
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
