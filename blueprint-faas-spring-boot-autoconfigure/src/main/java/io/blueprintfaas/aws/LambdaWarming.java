package io.blueprintfaas.aws;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

/**
 * Calls a function with requests that run no handler, so many at once that as many
 * instances are needed.
 */
final class LambdaWarming {

	private final LambdaControlPlane lambda;

	private final LambdaFunction function;

	private final FaasCall call;

	LambdaWarming(LambdaControlPlane lambda, LambdaFunction function, FaasCall call) {
		this.lambda = lambda;
		this.function = function;
		this.call = call;
	}

	// Lambda does not say which instance answered. Each cold start is one of its own, and
	// one request needs but one; otherwise the number is not known.
	Mono<Integer> run(int instances) {
		return Flux.range(0, instances).flatMap((number) -> one(), instances).collectList().flatMap((answers) -> {
			long cold = answers.stream().filter((answer) -> Boolean.TRUE.equals(answer.metrics().coldStart())).count();
			return (instances == 1 || cold == instances) ? Mono.just(instances) : Mono.empty();
		});
	}

	private Mono<WireResponse> one() {
		byte[] payload = WireFormat.writeRequest(WireRequest.warm(this.call.job().id()));
		return this.lambda
			.upload(LambdaStep.WARMING,
					(client) -> client.invoke((request) -> request.functionName(this.lambda.function())
						.qualifier(this.function.qualifier())
						.invocationType(InvocationType.REQUEST_RESPONSE)
						.payload(SdkBytes.fromByteArrayUnsafe(payload))
						.overrideConfiguration(LambdaControlPlane.once(this.lambda.pace().step()))))
			.onErrorMap((failure) -> failure.getCause() != null && DeploymentFailures.isNotFound(failure.getCause()),
					this::notDeployed)
			.map(this::read);
	}

	private FaasNotDeployedException notDeployed(Throwable failure) {
		String qualifier = this.function.qualifier();
		return new FaasNotDeployedException("There is no function '%s'%s to warm; deploy it"
			.formatted(this.lambda.function(), (qualifier != null) ? " with '%s'".formatted(qualifier) : ""), this.call,
				failure);
	}

	private WireResponse read(InvokeResponse answer) {
		if (answer.functionError() != null) {
			throw this.lambda.failures().of(LambdaStep.WARMING, "the function failed: " + text(answer));
		}
		try {
			WireResponse response = WireFormat.readResponse(answer.payload().asByteArray());
			if (!response.success()) {
				throw this.lambda.failures().of(LambdaStep.WARMING, "the function failed: " + error(response.error()));
			}
			return response;
		}
		catch (WireFormatException ex) {
			throw this.lambda.failures()
				.of(LambdaStep.WARMING, "the answer is none of our functions: " + ex.getMessage(), ex);
		}
	}

	// What the runtime says of a failed start holds no user data: no handler ran.
	private static String text(InvokeResponse answer) {
		String text = (answer.payload() != null) ? answer.payload().asUtf8String() : "";
		return text.isEmpty() ? answer.functionError() : text.substring(0, Math.min(1000, text.length()));
	}

	private static String error(@Nullable String error) {
		return (error != null) ? error : "it does not say why";
	}

}
