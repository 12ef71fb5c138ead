package io.blueprintfaas.test;

import java.util.Set;
import java.util.function.Function;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * A provider of the application that still checks its settings, but sends nothing there.
 */
final class ScriptedFaasProvider implements FaasProvider {

	private final FaasProvider provider;

	private final Function<FaasExecutor, FaasExecutor> script;

	private final Function<FaasJobDefinition, FaasExecutor> function;

	ScriptedFaasProvider(FaasProvider provider, Function<FaasExecutor, FaasExecutor> script,
			Function<FaasJobDefinition, FaasExecutor> function) {
		this.provider = provider;
		this.script = script;
		this.function = function;
	}

	@Override
	public String name() {
		return this.provider.name();
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		this.provider.createExecutor(job);
		return this.script.apply(this.function.apply(job));
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return this.provider.createLifecycle(job);
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		return this.provider.packageLayout(job);
	}

	@Override
	public Set<String> jobKeys() {
		return this.provider.jobKeys();
	}

}
