package io.blueprintfaas.provider;

import java.util.Set;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.packaging.PackageLayout;

/**
 * A kind of place that runs functions. A bean of this type makes its provider available
 * to jobs under {@link #name()}. Making an executor or a lifecycle touches no network:
 * that is left to their first use.
 */
public interface FaasProvider {

	/**
	 * Name of the provider in configuration, as in
	 * {@code blueprint.faas.jobs.thumbnail.provider}.
	 * @return the name, in lower case
	 */
	String name();

	/**
	 * Makes the executor of one job, at startup.
	 * @param job the job and its settings
	 * @return the executor
	 * @throws InvalidFaasJobException if a setting is missing or out of range
	 */
	FaasExecutor createExecutor(FaasJobDefinition job);

	/**
	 * Makes the lifecycle of one job, when an operation needs it.
	 * @param job the job and its settings
	 * @return the lifecycle
	 */
	FaasLifecycle createLifecycle(FaasJobDefinition job);

	/**
	 * How the application is laid out in a package for one job.
	 * @param job the job and its settings
	 * @return the layout
	 */
	PackageLayout packageLayout(FaasJobDefinition job);

	/**
	 * What calls of one job are charged by, for estimates.
	 * @param job the job and its settings
	 * @return by default, this provider's own prices and the memory that is configured
	 */
	default FaasCostBasis costBasis(FaasJobDefinition job) {
		return new FaasCostBasis(name(), job.settings().memory());
	}

	/**
	 * Keys below {@code blueprint.faas.jobs.<name>} that only this provider knows, in
	 * their dashed form, for example {@code url-template}. Keys that neither this nor
	 * {@link FaasJobDefinition} knows are refused at startup.
	 * @return the keys; empty for none
	 */
	default Set<String> jobKeys() {
		return Set.of();
	}

}
