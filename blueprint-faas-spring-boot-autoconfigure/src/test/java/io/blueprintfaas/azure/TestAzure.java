package io.blueprintfaas.azure;

import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.resourcemanager.appservice.AppServiceManager;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.packaging.AzureLayouts;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * Executors of job {@code square} (7) with the real clients and what a test sets.
 */
final class TestAzure implements AutoCloseable {

	static final JobKey KEY = new JobKey(7, "square");

	static final String SUBSCRIPTION = "00000000-0000-0000-0000-00000000abcd";

	static final String HOST = "square.azurewebsites.net";

	final StubClock clock = new StubClock();

	final StubArm arm = new StubArm();

	/** Where on loopback the hosts of apps are. */
	final Map<String, URI> hosts = new ConcurrentHashMap<>();

	TokenCredential credential = (request) -> Mono
		.just(new AccessToken(StubArm.TOKEN, OffsetDateTime.now().plusHours(1)));

	@Nullable String function;

	@Nullable URI endpoint;

	WireVersion wire = WireVersion.V1_1;

	@Nullable Duration timeout;

	Duration deadline = Duration.ofSeconds(20);

	private final Map<String, String> keys = new LinkedHashMap<>(
			Map.of("blueprint.faas.azure.subscription-id", SUBSCRIPTION));

	private final List<AzureFaasProvider> providers = new ArrayList<>();

	void job(String key, String value) {
		this.keys.put("blueprint.faas.jobs.square." + key, value);
	}

	void all(String key, @Nullable String value) {
		if (value != null) {
			this.keys.put("blueprint.faas.azure." + key, value);
		}
		else {
			this.keys.remove("blueprint.faas.azure." + key);
		}
	}

	AzureFaasExecutor executor() {
		return executor(this.arm.server().uri());
	}

	AzureFaasExecutor executor(URI manager) {
		return (AzureFaasExecutor) provider(manager).createExecutor(definition());
	}

	AzureFaasProvider provider(URI manager) {
		AzureFaasProvider provider = new AzureFaasProvider(properties(), management(manager), this::builder,
				new StaticListableBeanFactory().getBeanProvider(AzureLayouts.class), this.clock);
		this.providers.add(provider);
		return provider;
	}

	AzureManagement management(URI manager) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory(
				Map.of(AzureCredentials.DEFAULT_NAME, this.credential, "client", StubArm.leadingTo(manager)));
		return new AzureClients(new AzureProfiles(properties(), beans), new AzureCredentials(beans),
				new AzureRetryPolicy(Duration.ofMillis(1)), beans.getBeanProvider(HttpClient.class),
				beans.getBeanProvider(AppServiceManager.class));
	}

	AzureFunction azureFunction() {
		return AzureFunction.of(definition(), properties());
	}

	AzureFaasProperties properties() {
		return binder().bindOrCreate("blueprint.faas.azure", AzureFaasProperties.class);
	}

	FaasJobDefinition definition() {
		FunctionSettings settings = new FunctionSettings(null, this.timeout, Map.of(), null, 0, Map.of());
		return new FaasJobDefinition(KEY, "azure", settings, this.endpoint, this.function, this.wire, null,
				this.deadline, null, false, binder());
	}

	@Override
	public void close() {
		this.providers.forEach(AzureFaasProvider::destroy);
		this.arm.close();
	}

	private WebClient.Builder builder() {
		return WebClient.builder()
			.filter((request, next) -> next.exchange(ClientRequest.from(request).url(local(request.url())).build()));
	}

	private URI local(URI uri) {
		URI target = this.hosts.get(uri.getHost());
		return (target != null) ? target.resolve(uri.getRawPath()) : uri;
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
