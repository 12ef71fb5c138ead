package io.blueprintfaas.gcp;

import java.util.function.Function;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

/**
 * Calls a function with requests that run no handler, so many at once that as many
 * instances are needed.
 */
final class GcpWarming {

	private final Function<byte[], Mono<byte[]>> caller;

	private final GcpDeploymentFailures failures;

	private final FaasCall call;

	GcpWarming(Function<byte[], Mono<byte[]>> caller, GcpDeploymentFailures failures, FaasCall call) {
		this.caller = caller;
		this.failures = failures;
		this.call = call;
	}

	// GCP does not say which instance answered. Each cold start is one of its own, and
	// one
	// request needs but one; otherwise the number is not known.
	Mono<Integer> run(int instances) {
		return Flux.range(0, instances).flatMap((number) -> one(), instances).collectList().flatMap((answers) -> {
			long cold = answers.stream().filter((answer) -> Boolean.TRUE.equals(answer.metrics().coldStart())).count();
			return (instances == 1 || cold == instances) ? Mono.just(instances) : Mono.empty();
		});
	}

	private Mono<WireResponse> one() {
		return this.caller.apply(WireFormat.writeRequest(WireRequest.warm(this.call.job().id())))
			.map(this::read)
			.onErrorMap((failure) -> !(failure instanceof FaasException),
					(failure) -> this.failures.of(GcpStep.WARMING, failure));
	}

	private WireResponse read(byte[] answer) {
		try {
			WireResponse response = WireFormat.readResponse(answer);
			if (!response.success()) {
				String error = response.error();
				throw this.failures.of(GcpStep.WARMING,
						"the function failed: " + ((error != null) ? error : "it does not say why"));
			}
			return response;
		}
		catch (WireFormatException ex) {
			throw this.failures.of(GcpStep.WARMING, "the answer is none of our functions: " + ex.getMessage(), ex);
		}
	}

}
