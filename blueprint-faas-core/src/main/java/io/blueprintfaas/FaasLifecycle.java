package io.blueprintfaas;

import java.util.ArrayList;
import java.util.List;

import reactor.core.publisher.Mono;

/**
 * Brings the function of one job to its provider and takes it away again. A lifecycle is
 * bound to its job when it is made. Each operation ends only when the provider has
 * finished it, and fails with a {@link FaasException}: {@link FaasDeploymentException}
 * names the step that failed.
 */
public interface FaasLifecycle {

	/**
	 * Creates the function, or replaces it. If the same bytes with the same settings are
	 * there already, nothing is changed and nothing uploaded.
	 * @param functionPackage what to deploy
	 * @param settings how to run it
	 * @param progress hears of each step
	 * @return what is deployed now
	 */
	Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings, FaasProgress progress);

	/**
	 * What {@link #deploy} would change, found out without changing anything.
	 * @param functionPackage what would be deployed
	 * @param settings how it would be run
	 * @return a short phrase for each difference, as far as the provider tells what is
	 * there; an empty list for none; empty if there is no function yet
	 */
	default Mono<List<String>> differences(FunctionPackage functionPackage, FunctionSettings settings) {
		return deployment().map((current) -> {
			List<String> differences = new ArrayList<>();
			if (!functionPackage.sha256().equals(current.sha256())) {
				differences.add("package");
			}
			if (settings.memory() != null && !settings.memory().equals(current.memory())) {
				differences.add("memory");
			}
			if (settings.timeout() != null && !settings.timeout().equals(current.timeout())) {
				differences.add("timeout");
			}
			return differences;
		});
	}

	/**
	 * What is deployed.
	 * @return the deployment, or empty if there is none
	 */
	Mono<FaasDeployment> deployment();

	/**
	 * Has the provider start instances before they are needed. User code does not run.
	 * @return the number of instances that are warm now, or empty if the provider does
	 * not tell
	 */
	Mono<Integer> warm();

	/**
	 * Removes the function.
	 * @return {@code true} if it was there
	 */
	Mono<Boolean> undeploy();

}
