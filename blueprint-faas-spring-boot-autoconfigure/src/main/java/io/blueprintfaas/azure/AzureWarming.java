package io.blueprintfaas.azure;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

/**
 * Calls a function with requests that run no handler, so many at once that as many
 * instances are needed.
 */
final class AzureWarming {

	private final Function<byte[], Mono<WireResponse>> caller;

	private final JobKey job;

	AzureWarming(Function<byte[], Mono<WireResponse>> caller, JobKey job) {
		this.caller = caller;
		this.job = job;
	}

	// Azure does not say which instance answered. Each cold start is one of its own, and
	// one
	// request needs but one; otherwise the number is not known.
	Mono<Integer> run(int instances) {
		byte[] request = WireFormat.writeRequest(WireRequest.warm(this.job.id()));
		return Flux.range(0, instances)
			.flatMap((number) -> this.caller.apply(request), instances)
			.collectList()
			.flatMap((answers) -> {
				long cold = answers.stream().filter(AzureWarming::isCold).count();
				return (instances == 1 || cold == instances) ? Mono.just(instances) : Mono.empty();
			});
	}

	private static boolean isCold(WireResponse answer) {
		return Boolean.TRUE.equals(answer.metrics().coldStart());
	}

}
