package io.blueprintfaas.actuate;

import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * A provider that answers 42, counts what it is asked, and says of its functions what it
 * is told to.
 */
class StagedFaasProvider implements FaasProvider {

	final AtomicInteger invocations = new AtomicInteger();

	final AtomicInteger statusRequests = new AtomicInteger();

	private final String name;

	private volatile Mono<FaasStatus> status = Mono.just(FaasStatus.available());

	private volatile Mono<FaasResponse> answer = Mono
		.fromSupplier(() -> new FaasResponse(new byte[] { '4', '2' }, FaasMetrics.NONE));

	StagedFaasProvider(String name) {
		this.name = name;
	}

	void says(Mono<FaasStatus> next) {
		this.status = next;
	}

	void answers(Mono<FaasResponse> next) {
		this.answer = next;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		return new FaasExecutor() {

			@Override
			public Mono<FaasResponse> invoke(FaasRequest request) {
				return Mono.defer(() -> {
					StagedFaasProvider.this.invocations.incrementAndGet();
					return StagedFaasProvider.this.answer;
				});
			}

			@Override
			public Mono<FaasStatus> status() {
				StagedFaasProvider.this.statusRequests.incrementAndGet();
				return StagedFaasProvider.this.status;
			}

			@Override
			public String provider() {
				return StagedFaasProvider.this.name;
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
