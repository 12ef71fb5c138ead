package io.blueprintfaas.custom;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * The lifecycle of a function of which only the address to call is known: someone else
 * deploys it.
 */
final class EndpointLifecycle implements FaasLifecycle {

	private final FaasJobDefinition job;

	EndpointLifecycle(FaasJobDefinition job) {
		this.job = job;
	}

	@Override
	public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
			FaasProgress progress) {
		return refuse("deploying");
	}

	@Override
	public Mono<FaasDeployment> deployment() {
		return refuse("looking at what is deployed");
	}

	@Override
	public Mono<Integer> warm() {
		return Mono.empty();
	}

	@Override
	public Mono<Boolean> undeploy() {
		return refuse("removing the function");
	}

	private <T> Mono<T> refuse(String step) {
		return Mono.error(() -> new FaasDeploymentException(step,
				"only the address to call the function at is configured, so it is deployed elsewhere; remove '%s' and set the base-url of a platform to deploy it from here"
					.formatted(this.job.property((this.job.endpoint() != null) ? "endpoint" : "url-template")),
				new FaasCall(this.job.key(), this.job.provider(), null), null));
	}

}
