package io.blueprintfaas.openwhisk;

import java.util.Set;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.packaging.ActionLoopLayout;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Makes executors and lifecycles of jobs whose provider is {@code openwhisk}.
 */
final class OpenWhiskFaasProvider implements FaasProvider, DisposableBean {

	private final OpenWhiskFaasProperties properties;

	private final HttpFunctionClient client;

	private final OpenWhiskFunctions functions;

	private final ObjectProvider<ActionLoopLayout> layout;

	OpenWhiskFaasProvider(OpenWhiskFaasProperties properties, HttpFunctionClient client,
			ObjectProvider<ActionLoopLayout> layout) {
		this.properties = properties;
		this.client = client;
		this.functions = new OpenWhiskFunctions(properties.settings(), new ConfiguredAccess(properties), client);
		this.layout = layout;
	}

	@Override
	public String name() {
		return "openwhisk";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		if (this.properties.apiHost() == null) {
			throw new InvalidFaasJobException(
					"Job %s has provider 'openwhisk', but it is not set where that is".formatted(job.key()),
					"Set '%s.api-host' to the address of its API, for example 'https://openwhisk.example.com'"
						.formatted(OpenWhiskFaasProperties.PREFIX));
		}
		return this.functions.executor(job);
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return this.functions.lifecycle(job);
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		return this.functions.layout(job, this::bundled);
	}

	@Override
	public Set<String> jobKeys() {
		return this.functions.jobKeys();
	}

	@Override
	public void destroy() {
		this.client.destroy();
	}

	private ActionLoopLayout bundled() {
		String mark = this.properties.execEnv();
		ActionLoopLayout plain = this.layout.getObject();
		return (mark != null) ? plain.withEnvironmentMark(mark) : plain;
	}

}
