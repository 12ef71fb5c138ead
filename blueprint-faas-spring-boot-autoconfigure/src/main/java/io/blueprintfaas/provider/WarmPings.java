package io.blueprintfaas.provider;

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
public final class WarmPings {

	private final Function<byte[], Mono<WireResponse>> caller;

	private final JobKey job;

	/**
	 * Pings for a job.
	 * @param caller sends a request to the function, as calls are sent
	 * @param job the job
	 */
	public WarmPings(Function<byte[], Mono<WireResponse>> caller, JobKey job) {
		this.caller = caller;
		this.job = job;
	}

	/**
	 * Sends the pings and waits for their answers.
	 * @param instances how many instances shall be warm, at least 1
	 * @return that number, or empty if it is not known: which instance answered is not
	 * told, but each cold start is one of its own, and one ping needs but one
	 */
	public Mono<Integer> send(int instances) {
		byte[] request = WireFormat.writeRequest(WireRequest.warm(this.job.id()));
		return Flux.range(0, instances)
			.flatMap((number) -> this.caller.apply(request), instances)
			.collectList()
			.flatMap((answers) -> {
				long cold = answers.stream().filter(WarmPings::isCold).count();
				return (instances == 1 || cold == instances) ? Mono.just(instances) : Mono.empty();
			});
	}

	private static boolean isCold(WireResponse answer) {
		return Boolean.TRUE.equals(answer.metrics().coldStart());
	}

}
