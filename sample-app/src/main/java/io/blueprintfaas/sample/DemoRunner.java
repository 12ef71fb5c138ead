package io.blueprintfaas.sample;

import java.io.PrintStream;
import java.time.Duration;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;

/**
 * Deploys the jobs when the application has started, calls them, and shows in the
 * terminal what happened. The page is up meanwhile.
 */
@Component
@Profile("!faas-function")
@ConditionalOnBooleanProperty(name = "sample.demo", matchIfMissing = true)
class DemoRunner implements ApplicationRunner {

	private final FaasDeployer deployer;

	private final DemoCalls calls;

	private final Environment environment;

	private final PrintStream out = System.out;

	DemoRunner(FaasDeployer deployer, DemoCalls calls, Environment environment) {
		this.deployer = deployer;
		this.calls = calls;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		print("%nThis application is process %d. %s", ProcessHandle.current().pid(), this.deployer.jobs().isEmpty()
				? "No job has a provider, so all run here." : "It deploys its jobs as functions:");
		deploy().then(Mono.defer(this.calls::run))
			.subscribeOn(Schedulers.boundedElastic())
			.doFinally((signal) -> print("%nThe page is at http://localhost:%s%n",
					this.environment.getProperty("local.server.port")))
			.subscribe((table) -> print("%nCalls, and the processes that ran them:%n%s", table), this::explain);
	}

	private Flux<FaasDeployment> deploy() {
		return Flux.fromIterable(this.deployer.jobs())
			.concatMap((job) -> this.deployer.deploy(job.name(), (step) -> progress(job, step))
				.doOnNext((deployment) -> progress(job, describe(deployment))));
	}

	private void progress(JobKey job, String step) {
		print("  %-10s %s", job.name(), step);
	}

	private static String describe(FaasDeployment deployment) {
		Duration coldStart = deployment.coldStart();
		String start = (coldStart != null) ? ", cold start %d ms".formatted(coldStart.toMillis()) : "";
		return (deployment.changed() ? "deployed" : "was deployed before, and is unchanged") + start;
	}

	private void explain(Throwable ex) {
		print("%nThe demonstration ended early. %s", ex.getMessage());
		print("To run the jobs in this application instead, choose so on the page, or remove the lines with");
		print("'provider' from application.yml.");
	}

	private void print(String line, Object... values) {
		this.out.println(line.formatted(values));
	}

}
