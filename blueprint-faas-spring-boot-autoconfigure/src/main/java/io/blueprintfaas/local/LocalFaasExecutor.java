package io.blueprintfaas.local;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Calls one function at the local platform, and sees to it before its first call that it
 * is the current application.
 */
final class LocalFaasExecutor implements FaasExecutor {

	private final FaasJobDefinition job;

	private final LocalPlatform platform;

	private final LocalDeployment deployment;

	private volatile @Nullable FaasExecutor executor;

	LocalFaasExecutor(FaasJobDefinition job, LocalPlatform platform, LocalDeployment deployment) {
		this.job = job;
		this.platform = platform;
		this.deployment = deployment;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.defer(() -> {
			Instant deadline = (request.deadline() != null) ? request.deadline()
					: Instant.now().plus(this.job.deadline());
			Mono<FaasDeployment> deployed = this.deployment.get();
			return invoke(request, deployed, deadline).onErrorResume(FaasNotDeployedException.class, (gone) -> {
				this.deployment.forget(deployed);
				return invoke(request, this.deployment.get(), deadline);
			});
		});
	}

	@Override
	public Mono<FaasStatus> status() {
		return Mono
			.defer(() -> this.platform.isRunning() ? executor().flatMap(FaasExecutor::status)
					: Mono.just(FaasStatus.unknown("The local platform starts at the first call")))
			.onErrorResume((failure) -> Mono.just(FaasStatus.unavailable(String.valueOf(failure.getMessage()))));
	}

	@Override
	public String provider() {
		return this.job.provider();
	}

	private Mono<FaasResponse> invoke(FaasRequest request, Mono<FaasDeployment> deployed, Instant deadline) {
		Duration remaining = Duration.between(Instant.now(), deadline);
		return deployed
			.timeout(remaining.isNegative() ? Duration.ZERO : remaining, Mono.error(() -> stillDeploying(request)))
			.then(Mono.defer(this::executor))
			.onErrorMap((failure) -> !(failure instanceof FaasException), (failure) -> notStarted(request, failure))
			.flatMap((target) -> target.invoke(request));
	}

	private Mono<FaasExecutor> executor() {
		FaasExecutor known = this.executor;
		return (known != null) ? Mono.just(known) : this.platform.get().map((target) -> {
			FaasExecutor made = target.executor(this.job);
			this.executor = made;
			return made;
		});
	}

	private FaasUnavailableException stillDeploying(FaasRequest request) {
		return new FaasUnavailableException(
				"The call was not sent: its deadline passed while the function was being deployed, which goes on; call again, or deploy before the first call",
				FaasCall.of(request, provider()), null);
	}

	private FaasUnavailableException notStarted(FaasRequest request, Throwable failure) {
		return new FaasUnavailableException("The local platform could not be started: " + failure.getMessage(),
				FaasCall.of(request, provider()), failure);
	}

}
