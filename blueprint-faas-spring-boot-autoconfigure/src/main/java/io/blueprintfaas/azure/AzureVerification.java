package io.blueprintfaas.azure;

import java.util.List;
import java.util.function.Function;

import com.azure.resourcemanager.appservice.fluent.models.FunctionEnvelopeInner;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

/**
 * Makes sure that a deployment came to something: that the host has found the function,
 * and that it answers. A deployment that succeeded says neither.
 */
final class AzureVerification {

	private static final String LOOK = "look at 'Log stream' and 'Diagnose and solve problems' of app %s in the portal";

	private final AzurePlane plane;

	private final AzureSites sites;

	private final String function;

	AzureVerification(AzurePlane plane, AzureSites sites, String function) {
		this.plane = plane;
		this.sites = sites;
		this.function = function;
	}

	// The function as it is listed.
	Mono<FunctionEnvelopeInner> listed() {
		return Mono.defer(() -> {
			this.plane.progress().step(AzureStep.CONFIRMING.text());
			long end = System.nanoTime() + this.plane.settle().toNanos();
			return this.sites.sync()
				.then(look().repeatWhenEmpty((tries) -> tries
					.concatMap((number) -> (System.nanoTime() < end) ? again(number) : Mono.error(NotListed::new))))
				.onErrorResume(NotListed.class, (missing) -> missing());
		});
	}

	// Until it answers a request that runs no handler.
	Mono<Void> answers(JobKey job, Function<byte[], Mono<WireResponse>> caller) {
		byte[] request = WireFormat.writeRequest(WireRequest.warm(job.id()));
		return Mono.defer(() -> {
			this.plane.progress().step(AzureStep.CALLING.text());
			this.plane.at(AzureStep.CALLING);
			return caller.apply(request)
				.retryWhen(this.plane.pace().within(this.plane.settle(), AzureVerification::isCold))
				.onErrorMap(this::silent)
				.then();
		});
	}

	private Mono<FunctionEnvelopeInner> look() {
		return this.sites.functions()
			.flatMap((functions) -> Mono.justOrEmpty(functions.stream()
				.filter((found) -> AzureSites.name(found).equalsIgnoreCase(this.function))
				.filter((found) -> !Boolean.TRUE.equals(found.isDisabled()))
				.findFirst()));
	}

	// What was deployed last may have been seen too early.
	private Mono<Long> again(long number) {
		Mono<Long> pause = this.plane.pace().pause(number);
		return (number % 5 == 4) ? this.sites.sync().then(pause) : pause;
	}

	private <T> Mono<T> missing() {
		return this.sites.functions().flatMap((functions) -> Mono.error(() -> notListed(functions)));
	}

	private FaasDeploymentException notListed(List<FunctionEnvelopeInner> functions) {
		String others = functions.isEmpty() ? "none"
				: String.join(", ", functions.stream().map(AzureSites::name).toList());
		return this.plane.failures()
			.of(AzureStep.CONFIRMING,
					("the package is deployed, but Azure does not list function '%s' (it lists %s): the host has not started, or has not found it; "
							+ LOOK + ", and check runtime and storage account")
						.formatted(this.function, others, this.plane.app()));
	}

	private FaasDeploymentException silent(Throwable failure) {
		return this.plane.failures()
			.of(AzureStep.CALLING, ("function '%s' is listed, but does not answer: %s; " + LOOK)
				.formatted(this.function, failure.getMessage(), this.plane.app()), failure);
	}

	// A host that starts has no functions yet, or takes no requests, or loses them.
	private static boolean isCold(Throwable failure) {
		return failure instanceof FaasNotDeployedException || failure instanceof FaasUnavailableException
				|| failure instanceof FaasThrottledException || failure instanceof FaasTimeoutException;
	}

	/**
	 * The function was not listed in time.
	 */
	private static final class NotListed extends RuntimeException {

	}

}
