package io.blueprintfaas.deployment;

import java.util.List;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.JobKey;

/**
 * What deploying a job at one provider would do. Settings that a provider does not
 * report, such as the environment, are compared only when deploying.
 *
 * @param job the job
 * @param provider name of the provider
 * @param action what would be done
 * @param differences what differs, each a short phrase; empty unless the action is
 * {@link Action#UPDATE}
 * @param functionPackage what would be deployed
 */
public record FaasPlan(JobKey job, String provider, Action action, List<String> differences,
		FunctionPackage functionPackage) {

	/**
	 * What can be done.
	 */
	public enum Action {

		/**
		 * There is no function yet.
		 */
		CREATE,

		/**
		 * The function is another one.
		 */
		UPDATE,

		/**
		 * No difference is known.
		 */
		NONE

	}

}
