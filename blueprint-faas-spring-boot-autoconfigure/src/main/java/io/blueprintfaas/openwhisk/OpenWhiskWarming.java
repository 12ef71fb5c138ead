package io.blueprintfaas.openwhisk;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

/**
 * Calls a function with requests that run no handler, so many at once that as many
 * containers are needed.
 */
final class OpenWhiskWarming {

	private final Function<byte[], Mono<WireResponse>> caller;

	private final JobKey job;

	OpenWhiskWarming(Function<byte[], Mono<WireResponse>> caller, JobKey job) {
		this.caller = caller;
		this.job = job;
	}

	// Which container answered is not told. Each cold start is one of its own, and one
	// request needs but one; otherwise the number is not known.
	Mono<Integer> run(int containers) {
		byte[] request = WireFormat.writeRequest(WireRequest.warm(this.job.id()));
		return Flux.range(0, containers)
			.flatMap((number) -> this.caller.apply(request), containers)
			.collectList()
			.flatMap((answers) -> {
				long cold = answers.stream().filter(OpenWhiskWarming::isCold).count();
				return (containers == 1 || cold == containers) ? Mono.just(containers) : Mono.empty();
			});
	}

	private static boolean isCold(WireResponse answer) {
		return Boolean.TRUE.equals(answer.metrics().coldStart());
	}

}
