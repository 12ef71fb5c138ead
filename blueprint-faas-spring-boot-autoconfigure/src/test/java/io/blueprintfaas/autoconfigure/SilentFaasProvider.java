package io.blueprintfaas.autoconfigure;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * A provider that never answers and does not watch deadlines.
 */
class SilentFaasProvider implements FaasProvider {

	@Override
	public String name() {
		return "silent";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		return new FaasExecutor() {

			@Override
			public Mono<FaasResponse> invoke(FaasRequest request) {
				return Mono.never();
			}

			@Override
			public String provider() {
				return "silent";
			}

		};
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		throw new IllegalStateException("Nothing is deployed here");
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		throw new IllegalStateException("Nothing is packaged here");
	}

}
