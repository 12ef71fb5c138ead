package io.blueprintfaas.test;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * The provider of jobs that have one only in a test.
 */
final class TestFaasProvider implements FaasProvider {

	static final String NAME = "test";

	private final InProcessFunction function;

	TestFaasProvider(InProcessFunction function) {
		this.function = function;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		return this.function.executor(job);
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		throw new UnsupportedOperationException("Nothing is deployed for provider '%s'".formatted(NAME));
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		throw new UnsupportedOperationException("Nothing is packaged for provider '%s'".formatted(NAME));
	}

}
