package io.blueprintfaas.azure;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.packaging.AzureFunctionEntry;
import io.blueprintfaas.packaging.AzureLayouts;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code azure}.
 */
final class AzureFaasProvider implements FaasProvider, DisposableBean {

	/** As long as Azure itself waits for an answer, in which an instance can start. */
	private static final Duration CALL_TIMEOUT = AzureCallRules.LONGEST;

	private final AzureFaasProperties properties;

	private final AzureDirectory directory;

	private final AzureApps apps;

	private final AzureLifecycleParts parts;

	private final HttpFunctionClient http;

	private final ObjectProvider<AzureLayouts> layouts;

	AzureFaasProvider(AzureFaasProperties properties, AzureManagement management, Supplier<WebClient.Builder> builder,
			ObjectProvider<AzureLayouts> layouts, Clock clock) {
		this.properties = properties;
		this.apps = new AzureApps(properties);
		this.parts = new AzureLifecycleParts(management, this.apps, new AzureTurns());
		this.layouts = layouts;
		this.directory = new AzureDirectory(management, clock);
		this.http = new HttpFunctionClient("blueprint.faas.azure", builder, properties.clientSettings(),
				HttpCredential.none());
	}

	@Override
	public String name() {
		return "azure";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		AzureFunction function = AzureFunction.of(job, this.properties);
		this.apps.add(job);
		if (function.endpoint() == null) {
			AzureConfiguration.check(job, this.properties, this.apps.jobsWith(job));
		}
		return executor(job, function);
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		AzureFaasExecutor executor = executor(job, AzureFunction.of(job, this.properties));
		return new AzureFaasLifecycle(job, this.properties, this.parts,
				(payload) -> executor.send(payload, CALL_TIMEOUT), AzurePace.of(this.properties.deployTimeout()));
	}

	// The package of the whole app.
	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		List<AzureFunctionEntry> functions = this.apps.functionsWith(job);
		Duration timeout = this.apps.timeoutWith(job);
		boolean custom = AzureRuntimes.CUSTOM.equals(AzureRuntimes.of(this.properties.runtime()));
		return custom ? this.layouts.getObject().custom(functions, timeout)
				: this.layouts.getObject().java(functions, timeout);
	}

	@Override
	public Set<String> jobKeys() {
		return AzureJobProperties.KEYS;
	}

	private AzureFaasExecutor executor(FaasJobDefinition job, AzureFunction function) {
		return new AzureFaasExecutor(job, function, this.directory, this.http);
	}

	@Override
	public void destroy() {
		this.http.destroy();
	}

}
