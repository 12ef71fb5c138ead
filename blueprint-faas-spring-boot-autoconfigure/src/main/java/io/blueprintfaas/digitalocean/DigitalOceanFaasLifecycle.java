package io.blueprintfaas.digitalocean;

import java.util.List;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;

/**
 * Deploys one function, and its namespace before it. Where there is no namespace there is
 * no function either.
 */
final class DigitalOceanFaasLifecycle implements FaasLifecycle {

	private final FaasCall call;

	private final DigitalOceanAccess access;

	private final DigitalOceanAccess creating;

	private final FaasLifecycle present;

	private final FaasLifecycle deploying;

	// The first one finds the namespace, the second one makes it if need be.
	DigitalOceanFaasLifecycle(FaasCall call, Ways finding, Ways creating) {
		this.call = call;
		this.access = finding.access();
		this.creating = creating.access();
		this.present = finding.lifecycle();
		this.deploying = creating.lifecycle();
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return withFailures(this.access.isThere().flatMap((there) -> {
			progress.step((there ? DigitalOceanStep.FINDING : DigitalOceanStep.CREATING).text());
			return this.creating.namespace();
		})).then(this.deploying.deploy(functionPackage, settings, progress));
	}

	@Override
	public Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings settings) {
		return withFailures(this.access.isThere())
			.flatMap((there) -> there ? this.present.differences(functionPackage, settings) : Mono.empty());
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return withFailures(this.access.isThere()).flatMap((there) -> there ? this.present.deployment() : Mono.empty());
	}

	@Override
	public Mono<Integer> warm() {
		return this.present.warm();
	}

	@Override
	public Mono<Boolean> undeploy() {
		return withFailures(this.access.isThere())
			.flatMap((there) -> there ? this.present.undeploy() : Mono.just(false));
	}

	private <T> Mono<T> withFailures(Mono<T> lookup) {
		return lookup.onErrorMap(DigitalOceanApiException.class,
				(failure) -> new FaasDeploymentException(failure.step().text(), String.valueOf(failure.getMessage()),
						this.call, failure));
	}

	/**
	 * A lifecycle, and what it knows the namespace from.
	 *
	 * @param access knows the namespace
	 * @param lifecycle deploys to it
	 */
	record Ways(DigitalOceanAccess access, FaasLifecycle lifecycle) {

	}

}
