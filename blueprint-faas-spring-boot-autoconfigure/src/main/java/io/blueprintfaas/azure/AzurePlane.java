package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

import com.azure.resourcemanager.appservice.AppServiceManager;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasProgress;

/**
 * Requests about one app during one run of a lifecycle. Each belongs to a step, which its
 * failure names. Time runs from when this is made.
 */
final class AzurePlane {

	private final AppServiceManager manager;

	private final AzureApp app;

	private final AzureDeploymentFailures failures;

	private final AzurePace pace;

	private final FaasProgress progress;

	private final AtomicReference<AzureStep> current = new AtomicReference<>(AzureStep.LOOKING);

	private final long end;

	AzurePlane(AppServiceManager manager, AzureApp app, AzureDeploymentFailures failures, AzurePace pace,
			FaasProgress progress) {
		this.manager = manager;
		this.app = app;
		this.failures = failures;
		this.pace = pace;
		this.progress = progress;
		this.end = System.nanoTime() + pace.limit().toNanos();
	}

	AppServiceManager manager() {
		return this.manager;
	}

	AzureApp app() {
		return this.app;
	}

	// Name of the app, which is known by now.
	String name() {
		return String.valueOf(this.app.name());
	}

	AzureDeploymentFailures failures() {
		return this.failures;
	}

	AzurePace pace() {
		return this.pace;
	}

	FaasProgress progress() {
		return this.progress;
	}

	// Time that is left for the whole run; at least a moment.
	Duration left() {
		return Duration.ofNanos(Math.max(1_000_000, this.end - System.nanoTime()));
	}

	// Time that is left for what was done to show.
	Duration settle() {
		return (left().compareTo(this.pace.settle()) < 0) ? left() : this.pace.settle();
	}

	// A request that has no effect, sent until Azure answers.
	<T> Mono<T> read(AzureStep step, Function<AppServiceManager, Mono<T>> request) {
		return send(step, request, again(AzureError::isPassing));
	}

	// The same for what may not be there: then it is empty.
	<T> Mono<T> find(AzureStep step, Function<AppServiceManager, Mono<T>> request) {
		return read(step, (client) -> request.apply(client)
			.onErrorResume((failure) -> AzureError.of(failure).isNotFound(), (missing) -> Mono.empty()));
	}

	// A request that changes something, sent again only if it was refused for the number
	// of requests, or because another change is under way.
	<T> Mono<T> change(AzureStep step, Function<AppServiceManager, Mono<T>> request) {
		return send(step, request, again((failure) -> AzureDeploymentFailures.isThrottled(failure) || waits(failure)));
	}

	Retry again(Predicate<Throwable> kind) {
		return this.pace.within(left(), kind);
	}

	private boolean waits(Throwable failure) {
		boolean busy = AzureDeploymentFailures.isBusy(failure);
		if (busy) {
			this.progress.step("waiting for another change of the app to end");
		}
		return busy;
	}

	private <T> Mono<T> send(AzureStep step, Function<AppServiceManager, Mono<T>> request, Retry retry) {
		return Mono.defer(() -> {
			this.current.set(step);
			return request.apply(this.manager);
		}).retryWhen(retry).onErrorMap((failure) -> this.failures.of(step, failure));
	}

	void at(AzureStep step) {
		this.current.set(step);
	}

	// The whole run, which ends when its time is over.
	<T> Mono<T> limited(Mono<T> run) {
		return run.timeout(left(), Mono.error(this::late));
	}

	private FaasDeploymentException late() {
		return this.failures.of(this.current.get(),
				"not done after %d s; what Azure has begun goes on: look at app %s in the portal, or raise blueprint.faas.azure.deploy-timeout"
					.formatted(this.pace.limit().toSeconds(), this.app));
	}

}
