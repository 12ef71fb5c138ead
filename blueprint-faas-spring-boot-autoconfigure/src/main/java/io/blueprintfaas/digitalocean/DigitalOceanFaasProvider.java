package io.blueprintfaas.digitalocean;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.openwhisk.OpenWhiskFunctions;
import io.blueprintfaas.openwhisk.OpenWhiskLimits;
import io.blueprintfaas.openwhisk.OpenWhiskSettings;
import io.blueprintfaas.packaging.ActionLoopLayout;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code digitalocean}.
 */
final class DigitalOceanFaasProvider implements FaasProvider, DisposableBean {

	/** In DigitalOcean's own default, 256 MB, hardly a Spring application starts. */
	private static final DataSize MEMORY = DataSize.ofMegabytes(512);

	/** As long as callers wait for a job that sets no timeout. */
	private static final Duration TIMEOUT = Duration.ofSeconds(300);

	private final DigitalOceanFaasProperties properties;

	private final HttpFunctionClient control;

	private final HttpFunctionClient client;

	private final DigitalOceanKeys keys;

	private final DigitalOceanAccess finding;

	private final DigitalOceanAccess creating;

	private final OpenWhiskFunctions present;

	private final OpenWhiskFunctions deploying;

	private final ObjectProvider<ActionLoopLayout> layout;

	DigitalOceanFaasProvider(DigitalOceanFaasProperties properties, Supplier<WebClient.Builder> builder,
			ObjectProvider<ActionLoopLayout> layout, Clock clock) {
		this.properties = properties;
		String token = properties.token();
		// Without what the application adds to its requests, which may be another
		// credential, or a log of answers, and answers hold keys
		this.control = new HttpFunctionClient("blueprint.faas.digitalocean.api", WebClient::builder,
				properties.clientSettings(), (token != null) ? HttpCredential.bearer(token) : HttpCredential.none());
		this.client = new HttpFunctionClient("blueprint.faas.digitalocean", builder, properties.clientSettings(),
				HttpCredential.none());
		DigitalOceanApi api = new DigitalOceanApi(this.control, properties.baseUrl(), token != null, clock);
		DigitalOceanNamespaces namespaces = new DigitalOceanNamespaces(api, properties, clock);
		this.keys = new DigitalOceanKeys(api, properties.keyExpiry(), clock);
		this.finding = DigitalOceanAccess.finding(properties, namespaces, this.keys);
		this.creating = DigitalOceanAccess.creating(properties, namespaces, this.keys);
		this.present = new OpenWhiskFunctions(settings(properties), this.finding, this.client);
		this.deploying = new OpenWhiskFunctions(settings(properties), this.creating, this.client);
		this.layout = layout;
	}

	@Override
	public String name() {
		return "digitalocean";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		DigitalOceanJobRules.check(job, this.properties);
		return this.present.executor(job);
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return new DigitalOceanFaasLifecycle(new FaasCall(job.key(), job.provider(), null),
				new DigitalOceanFaasLifecycle.Ways(this.finding, this.present.lifecycle(job)),
				new DigitalOceanFaasLifecycle.Ways(this.creating, this.deploying.lifecycle(job)));
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		String mark = this.properties.execEnv();
		return this.present.layout(job,
				() -> (mark != null) ? this.layout.getObject().withEnvironmentMark(mark) : this.layout.getObject());
	}

	@Override
	public Set<String> jobKeys() {
		return this.present.jobKeys();
	}

	@Override
	public void destroy() {
		this.keys.revokeAll();
		this.client.destroy();
		this.control.destroy();
	}

	private static OpenWhiskSettings settings(DigitalOceanFaasProperties properties) {
		OpenWhiskLimits limits = new OpenWhiskLimits(properties.maxPayload(), properties.maxCodeSize(),
				DataSize.ofMegabytes(128), DataSize.ofGigabytes(1), Duration.ofMinutes(15));
		return new OpenWhiskSettings("blueprint.faas.digitalocean", properties.packageName(),
				properties.functionPrefix(), properties.kind(), MEMORY, TIMEOUT, limits, false,
				properties.deployTimeout(), properties.pollInterval());
	}

}
