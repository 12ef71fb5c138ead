package io.blueprintfaas.autoconfigure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * A provider that does as it is told and counts: what was sent to it, and what its
 * function ran.
 */
class CountingFaasProvider implements FaasProvider {

	static final byte[] RESULT = { '4', '2' };

	final AtomicInteger executions = new AtomicInteger();

	final List<FaasRequest> requests = new CopyOnWriteArrayList<>();

	private final String name;

	private volatile Function<FaasRequest, Mono<FaasResponse>> behaviour = (request) -> runs();

	CountingFaasProvider(String name) {
		this.name = name;
	}

	void does(Function<FaasRequest, Mono<FaasResponse>> next) {
		this.behaviour = next;
	}

	// The function is not reached.
	void fails(Function<FaasCall, RuntimeException> failure) {
		does((request) -> Mono.error(failure.apply(FaasCall.of(request, this.name))));
	}

	// The function runs, and the answer is lost.
	void runsAndFails(Function<FaasCall, RuntimeException> failure) {
		does((request) -> runs().then(Mono.error(() -> failure.apply(FaasCall.of(request, this.name)))));
	}

	Mono<FaasResponse> runs() {
		return Mono.fromCallable(() -> {
			this.executions.incrementAndGet();
			return new FaasResponse(RESULT, FaasMetrics.NONE);
		});
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
					CountingFaasProvider.this.requests.add(request);
					return CountingFaasProvider.this.behaviour.apply(request);
				});
			}

			@Override
			public String provider() {
				return CountingFaasProvider.this.name;
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
