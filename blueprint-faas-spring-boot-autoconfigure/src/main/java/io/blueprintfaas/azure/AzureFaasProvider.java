package io.blueprintfaas.azure;

import java.time.Clock;
import java.util.Set;
import java.util.function.Supplier;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code azure}.
 */
final class AzureFaasProvider implements FaasProvider, DisposableBean {

	private final AzureFaasProperties properties;

	private final AzureDirectory directory;

	private final HttpFunctionClient http;

	AzureFaasProvider(AzureFaasProperties properties, AzureManagement management, Supplier<WebClient.Builder> builder,
			Clock clock) {
		this.properties = properties;
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
		return executor(job, AzureFunction.of(job, this.properties));
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		throw new UnsupportedOperationException();
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
