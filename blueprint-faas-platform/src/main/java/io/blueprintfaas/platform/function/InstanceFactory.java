package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.process.LaunchSpec;

/**
 * Makes instances of one deployed version.
 */
final class InstanceFactory {

	private static final Duration IDLE_WITHOUT_PROCESS = Duration.ofSeconds(1);

	private static final AtomicLong numbers = new AtomicLong();

	private final Deployment deployment;

	private final Engine engine;

	InstanceFactory(Deployment deployment, Engine engine) {
		this.deployment = deployment;
		this.engine = engine;
	}

	/**
	 * Starts an instance and waits until it is ready.
	 * @return the instance
	 */
	Instance start() {
		if (!this.deployment.keepAlive()) {
			return new OneCallInstance(this.deployment, this.engine, this::launchSpec);
		}
		return KeptAliveInstance.start(this.deployment, this.engine, launchSpec());
	}

	/**
	 * How long an instance may be idle.
	 * @return a time span
	 */
	Duration idleTime() {
		return this.deployment.keepAlive() ? this.engine.settings().idleTime() : IDLE_WITHOUT_PROCESS;
	}

	private LaunchSpec launchSpec() {
		String instance = this.deployment.functionId() + "-" + numbers.incrementAndGet();
		return new LaunchSpec(this.deployment.bootstrap(), this.deployment.code(),
				ChildEnvironment.of(this.deployment, instance), this.deployment.errorLog(),
				this.deployment.config().memoryMb() * 1024L * 1024L);
	}

}
