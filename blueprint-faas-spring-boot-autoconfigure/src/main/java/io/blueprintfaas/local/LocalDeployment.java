package io.blueprintfaas.local;

import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;

/**
 * Deploys one job once in the life of the application, which does nothing if the current
 * application is there already. Whoever needs it at the same time shares one deployment;
 * one that failed is tried again by the next.
 */
final class LocalDeployment {

	private static final Log logger = LogFactory.getLog(LocalDeployment.class);

	private final JobKey job;

	private final String provider;

	private final ObjectProvider<FaasDeployer> deployer;

	private final AtomicReference<@Nullable Mono<FaasDeployment>> current = new AtomicReference<>();

	LocalDeployment(JobKey job, String provider, ObjectProvider<FaasDeployer> deployer) {
		this.job = job;
		this.provider = provider;
		this.deployer = deployer;
	}

	/**
	 * The deployment, made by the first subscriber. It goes on if that one gives up.
	 * @return what is deployed
	 */
	Mono<FaasDeployment> get() {
		Mono<FaasDeployment> known = this.current.get();
		if (known != null) {
			return known;
		}
		Mono<FaasDeployment> fresh = deploy();
		return this.current.compareAndSet(null, fresh) ? fresh : get();
	}

	/**
	 * Forgets a deployment that turned out to be gone, unless another caller did so
	 * already.
	 * @param gone what {@link #get()} returned
	 */
	void forget(Mono<FaasDeployment> gone) {
		this.current.compareAndSet(gone, null);
	}

	private Mono<FaasDeployment> deploy() {
		return Mono.defer(() -> this.deployer.getObject().deploy(this.job.name(), this.provider, this::log))
			.doOnNext((deployment) -> log(deployment.changed() ? "deployed" : "unchanged"))
			.onErrorMap((failure) -> !(failure instanceof FaasException), this::failure)
			.doOnError((failure) -> this.current.set(null))
			.cache();
	}

	private void log(String step) {
		logger.debug("Job %s: %s".formatted(this.job, step));
	}

	private FaasDeploymentException failure(Throwable cause) {
		return new FaasDeploymentException("deploying to the local platform", String.valueOf(cause.getMessage()),
				new FaasCall(this.job, this.provider, null), cause);
	}

}
