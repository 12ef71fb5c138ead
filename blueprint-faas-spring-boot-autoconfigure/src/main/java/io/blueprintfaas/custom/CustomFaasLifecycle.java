package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.ReadableSize;

/**
 * Deploys one function to its platform.
 */
final class CustomFaasLifecycle implements FaasLifecycle {

	private static final String LOOKING = "looking at what is deployed";

	private static final String CHECKING = "checking the size of the package";

	private static final String UPLOADING = "uploading the package";

	private static final String REPLACING = "removing the function before uploading it again";

	private static final String WAITING = "waiting for the function to be deployed";

	private static final String WARMING = "warming the function";

	private static final String REMOVING = "removing the function";

	private final FaasJobDefinition job;

	private final String function;

	private final CustomFaasLimits limits;

	private final FaasCall call;

	private final FunctionResource resource;

	CustomFaasLifecycle(FaasJobDefinition job, String function, URI resource, HttpFunctionClient client,
			CustomFaasLimits limits) {
		this.job = job;
		this.function = function;
		this.limits = limits;
		this.call = new FaasCall(job.key(), job.provider(), null);
		this.resource = new FunctionResource(resource, client, limits.deployTimeout(), this.call);
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return Mono.defer(() -> {
			checkSize("", functionPackage.size(), this.limits.packageSize());
			checkSize(" unpacked", functionPackage.unpackedSize(), this.limits.unpackedSize());
			progress.step(LOOKING);
			return this.resource.find(LOOKING)
				.map(Optional::of)
				.defaultIfEmpty(Optional.empty())
				.flatMap((current) -> deploy(functionPackage, settings, current, progress));
		});
	}

	@Override
	public Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings settings) {
		return this.resource.find(LOOKING)
			.map((found) -> DeploymentComparison.differences(found, functionPackage, settings));
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return this.resource.find(LOOKING).map((found) -> toDeployment(found, false));
	}

	@Override
	public Mono<Integer> warm() {
		return this.resource.warm(WARMING).flatMap((answer) -> switch (answer.status()) {
			case 404 -> withoutRouteOrFunction(answer);
			case 405, 501 -> Mono.empty();
			default -> answer.isSuccessful() ? Mono.justOrEmpty(instances(answer))
					: Mono.error(this.resource.failure(WARMING, answer));
		});
	}

	@Override
	public Mono<Boolean> undeploy() {
		return this.resource.delete(REMOVING);
	}

	private void checkSize(String which, DataSize size, DataSize limit) {
		if (size.compareTo(limit) > 0) {
			throw new FaasDeploymentException(CHECKING,
					"the package is %d bytes%s, and the platform takes %d bytes; make it smaller, or raise the limit if the platform takes more"
						.formatted(size.toBytes(), which, limit.toBytes()),
					this.call, null);
		}
	}

	private Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			Optional<PlatformDeployment> current, FaasProgress progress) {
		if (current.isPresent() && DeploymentComparison.isSame(current.get(), functionPackage, settings)) {
			progress.step("nothing to change");
			return Mono.just(toDeployment(current.get(), false));
		}
		return upload(functionPackage, settings, current.isPresent(), progress)
			.flatMap((answer) -> deployed(functionPackage, PlatformDeployment.read(answer).changed(), progress));
	}

	private Mono<HttpFunctionAnswer> upload(FunctionPackage functionPackage, FunctionSettings settings, boolean replace,
			FaasProgress progress) {
		progress.step("uploading %s".formatted(ReadableSize.of(functionPackage.size())));
		return this.resource.upload(UPLOADING, functionPackage, settings, replace)
			.flatMap((answer) -> (answer.status() != 409) ? Mono.just(answer)
					: uploadAfterDelete(functionPackage, settings, progress));
	}

	// The way of v1.0, with a moment in which the function is not there.
	private Mono<HttpFunctionAnswer> uploadAfterDelete(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		progress.step("the platform does not replace functions in one step: removing it first");
		return this.resource.delete(REPLACING).flatMap((deleted) -> {
			progress.step("uploading %s".formatted(ReadableSize.of(functionPackage.size())));
			return this.resource.upload(UPLOADING, functionPackage, settings, false);
		})
			.flatMap((answer) -> (answer.status() != 409) ? Mono.just(answer)
					: Mono.error(this.resource.failure(UPLOADING, answer)));
	}

	private Mono<FaasDeployment> deployed(FunctionPackage functionPackage, boolean changed, FaasProgress progress) {
		progress.step(WAITING);
		AtomicReference<String> last = new AtomicReference<>("not there");
		return Mono.defer(() -> this.resource.find(WAITING))
			.doOnNext((found) -> last.set(found.status()))
			.filter((found) -> isDeployed(found, functionPackage))
			.repeatWhenEmpty((tries) -> tries.concatMap((number) -> Mono.delay(pause(number))))
			.timeout(this.limits.deployTimeout(),
					Mono.error(() -> this.resource.failure(WAITING,
							"after %d s its status is '%s'".formatted(this.limits.deployTimeout().toSeconds(),
									last.get()),
							null)))
			.map((found) -> toDeployment(found, changed));
	}

	private boolean isDeployed(PlatformDeployment found, FunctionPackage functionPackage) {
		if (found.isFailed()) {
			throw this.resource.failure(WAITING, "the platform says its status is '%s'".formatted(found.status()),
					null);
		}
		String sha256 = found.sha256();
		if (found.isDeployed() && sha256 != null && !sha256.equals(functionPackage.sha256())) {
			throw this.resource.failure(WAITING,
					"the platform has package %s, but %s was uploaded; someone else may have deployed at the same time"
						.formatted(sha256, functionPackage.sha256()),
					null);
		}
		return found.isDeployed();
	}

	private static Duration pause(long number) {
		return Duration.ofMillis(Math.min(5000, 100L << Math.min(number, 6)));
	}

	private Mono<Integer> withoutRouteOrFunction(HttpFunctionAnswer answer) {
		return this.resource.find(WARMING)
			.switchIfEmpty(Mono.error(() -> new FaasNotDeployedException(
					"There is no function '%s' to warm; deploy it".formatted(this.function), this.call,
					this.resource.failure(WARMING, answer))))
			.flatMap((found) -> Mono.empty());
	}

	private static Optional<Integer> instances(HttpFunctionAnswer answer) {
		return Optional.ofNullable(LenientJson.number(LenientJson.read(answer.body()), "instances_warmed"))
			.map(Math::toIntExact);
	}

	private FaasDeployment toDeployment(PlatformDeployment found, boolean changed) {
		return found.toDeployment(this.job, this.function, changed);
	}

}
