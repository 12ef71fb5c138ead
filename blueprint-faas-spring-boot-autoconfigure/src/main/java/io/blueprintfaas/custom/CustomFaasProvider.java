package io.blueprintfaas.custom;

import java.util.Set;

import org.springframework.beans.factory.ObjectProvider;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.packaging.PipeLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * Provider {@code custom}.
 */
final class CustomFaasProvider implements FaasProvider {

	private final CustomFaasPlatforms platforms;

	private final ObjectProvider<PipeLayout> layout;

	CustomFaasProvider(CustomFaasPlatforms platforms, ObjectProvider<PipeLayout> layout) {
		this.platforms = platforms;
		this.layout = layout;
	}

	@Override
	public String name() {
		return "custom";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		CustomFaasPlatform.checkSettings(job);
		return this.platforms.get(job).executor(job);
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return this.platforms.get(job).lifecycle(job);
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		return this.layout.getObject();
	}

	@Override
	public Set<String> jobKeys() {
		return CustomJobProperties.KEYS;
	}

}
