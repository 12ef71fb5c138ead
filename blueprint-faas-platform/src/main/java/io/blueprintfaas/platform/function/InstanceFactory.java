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

	private final Failures failures;

	InstanceFactory(Deployment deployment, Engine engine) {
		this.deployment = deployment;
		this.engine = engine;
		this.failures = new Failures(deployment);
	}

	Engine engine() {
		return this.engine;
	}

	Deployment deployment() {
		return this.deployment;
	}

	Failures failures() {
		return this.failures;
	}

	/**
	 * How long a call may run.
	 * @return a time span
	 */
	Duration timeout() {
		return this.deployment.config().timeout();
	}

	/**
	 * How long an instance may be idle.
	 * @return a time span
	 */
	Duration idleTime() {
		return this.deployment.keepAlive() ? this.engine.settings().idleTime() : IDLE_WITHOUT_PROCESS;
	}

	/**
	 * Starts an instance and waits until it is ready.
	 * @return the instance
	 */
	Instance start() {
		ErrorLog log = new ErrorLog(this.deployment.errorLog(), this.engine.settings().maxLog().toBytes());
		if (!this.deployment.keepAlive()) {
			return new OneCallInstance(this.engine, this::launchSpec, log, this.failures);
		}
		return new KeptAliveStart(this.engine, launchSpec(), log, this.failures).await();
	}

	private LaunchSpec launchSpec() {
		String instance = this.deployment.functionId() + "-" + numbers.incrementAndGet();
		return new LaunchSpec(this.deployment.bootstrap(), this.deployment.code(),
				ChildEnvironment.of(this.deployment, instance), this.deployment.errorLog(),
				this.deployment.config().memoryMb() * 1024L * 1024L);
	}

}
