package io.blueprintfaas.sample;

import java.util.List;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasStatus.State;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;

/**
 * Tells the page which process it comes from, and whether the functions are there. A
 * function deploys nothing, so this is not there in one.
 */
@RestController
@Profile("!faas-function")
class AboutController {

	private final FaasDeployer deployer;

	AboutController(FaasDeployer deployer) {
		this.deployer = deployer;
	}

	/**
	 * This application and its functions.
	 * @return the process, and each job with what its provider says
	 */
	@GetMapping("/api/about")
	Mono<About> about() {
		return Flux.fromIterable(this.deployer.jobs())
			.concatMap(this::function)
			.collectList()
			.map((functions) -> new About(ProcessHandle.current().pid(), functions));
	}

	private Mono<FunctionState> function(JobKey job) {
		return this.deployer.status(job.name())
			.onErrorResume((ex) -> Mono.just(FaasStatus.unavailable(String.valueOf(ex.getMessage()))))
			.map((status) -> new FunctionState(job.name(), status.state() == State.AVAILABLE, status.detail()));
	}

	/**
	 * This application and its functions.
	 *
	 * @param pid number of this process
	 * @param functions a function for each job that has a provider
	 */
	record About(long pid, List<FunctionState> functions) {

	}

	/**
	 * A job's function.
	 *
	 * @param job name of the job
	 * @param ready whether it can be called
	 * @param detail why not; empty if there is nothing to say
	 */
	record FunctionState(String job, boolean ready, String detail) {

	}

}
