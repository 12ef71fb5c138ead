package io.blueprintfaas.gcp;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.api.gax.core.CredentialsProvider;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.packaging.GcpLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * Executors of job {@code square} (7) with the real client and what a test sets.
 */
final class TestGcp implements AutoCloseable {

	static final JobKey KEY = new JobKey(7, "square");

	final StubClock clock = new StubClock();

	final StubIssuer issuer = new StubIssuer(this.clock);

	final StubFunctions functions = new StubFunctions();

	CredentialsProvider credentials = this.issuer::credentials;

	@Nullable String function;

	@Nullable URI endpoint;

	WireVersion wire = WireVersion.V1_1;

	Duration deadline = Duration.ofSeconds(20);

	private final Map<String, String> keys = new LinkedHashMap<>(
			Map.of("blueprint.faas.gcp.region", "europe-west1", "blueprint.faas.gcp.project-id", "my-project"));

	private final List<GcpFaasProvider> providers = new ArrayList<>();

	void job(String key, String value) {
		this.keys.put("blueprint.faas.jobs.square." + key, value);
	}

	void all(String key, @Nullable String value) {
		if (value != null) {
			this.keys.put("blueprint.faas.gcp." + key, value);
		}
		else {
			this.keys.remove("blueprint.faas.gcp." + key);
		}
	}

	FaasExecutor executor() {
		return executor(this.functions.client());
	}

	FaasExecutor executor(FunctionServiceClient client) {
		return provider(client).createExecutor(definition());
	}

	GcpFaasProvider provider(FunctionServiceClient client) {
		GcpClients clients = new GcpClients(beans(FunctionServiceClient.class, client),
				beans(GcpProjectIdProvider.class, () -> "of-the-credentials"));
		GcpFaasProvider provider = new GcpFaasProvider(properties(), clients,
				new GcpCredentials(beans(CredentialsProvider.class, this.credentials)), WebClient::builder, null,
				beans(GcpLayout.class, new GcpLayout()), this.clock);
		this.providers.add(provider);
		return provider;
	}

	GcpFunction gcpFunction() {
		return GcpFunction.of(definition(), properties());
	}

	GcpFaasProperties properties() {
		return binder().bindOrCreate("blueprint.faas.gcp", GcpFaasProperties.class);
	}

	FaasJobDefinition definition() {
		return new FaasJobDefinition(KEY, "gcp", FunctionSettings.DEFAULTS, this.endpoint, this.function, this.wire,
				null, this.deadline, null, false, binder());
	}

	static <T> ObjectProvider<T> beans(Class<T> type, T bean) {
		return new StaticListableBeanFactory(Map.of("bean", bean)).getBeanProvider(type);
	}

	@Override
	public void close() {
		this.providers.forEach(GcpFaasProvider::destroy);
		this.functions.close();
		this.issuer.close();
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
