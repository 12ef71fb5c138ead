package io.blueprintfaas.gcp;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.packaging.GcpLayout;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code gcp}.
 */
final class GcpFaasProvider implements FaasProvider, DisposableBean {

	private final GcpFaasProperties properties;

	private final GcpClients clients;

	private final @Nullable GcpPackageBucket bucket;

	private final GcpIdTokens tokens;

	private final HttpFunctionClient http;

	private final HttpFunctionClient uploads;

	private final ObjectProvider<GcpLayout> layout;

	private final Clock clock;

	GcpFaasProvider(GcpFaasProperties properties, GcpClients clients, GcpCredentials credentials,
			Supplier<WebClient.Builder> builder, @Nullable GcpPackageBucket bucket, ObjectProvider<GcpLayout> layout,
			Clock clock) {
		this.properties = properties;
		this.clients = clients;
		this.bucket = bucket;
		this.tokens = new GcpIdTokens(credentials, clock);
		this.http = new HttpFunctionClient("blueprint.faas.gcp", builder, properties.clientSettings(),
				HttpCredential.none());
		// Without what the application adds to its requests: that may be a credential
		this.uploads = new HttpFunctionClient("blueprint.faas.gcp.uploads", WebClient::builder,
				properties.clientSettings(), HttpCredential.none());
		this.layout = layout;
		this.clock = clock;
	}

	@Override
	public String name() {
		return "gcp";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		GcpFunction function = GcpFunction.of(job, this.properties);
		GcpConfiguration.check(job, this.properties, job.bind(GcpJobProperties.class));
		return executor(job, function);
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		GcpFaasExecutor executor = executor(job, GcpFunction.of(job, this.properties));
		return new GcpFaasLifecycle(job, this.properties,
				GcpLifecycleClients.of(this.clients, this.uploads, this.bucket),
				(payload) -> executor.send(payload, this.properties.deployTimeout()),
				GcpPace.of(this.properties.deployTimeout()));
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		return this.layout.getObject();
	}

	@Override
	public Set<String> jobKeys() {
		return GcpJobProperties.KEYS;
	}

	private GcpFaasExecutor executor(FaasJobDefinition job, GcpFunction function) {
		GcpFunctionUris uris = new GcpFunctionUris(function, this.clients, this.clock);
		return new GcpFaasExecutor(job, function, uris,
				new GcpFunctionCalls(function, uris, this.http, this.tokens, this.clock));
	}

	@Override
	public void destroy() {
		this.http.destroy();
		this.uploads.destroy();
	}

}
