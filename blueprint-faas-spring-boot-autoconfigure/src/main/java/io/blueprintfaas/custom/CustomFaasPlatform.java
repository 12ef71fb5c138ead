package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * One platform that speaks the custom platform specification: makes the executors and
 * lifecycles of its jobs, which share its client.
 */
public final class CustomFaasPlatform {

	private final HttpFunctionClient client;

	private final @Nullable URI baseUrl;

	private final @Nullable String urlTemplate;

	private final CustomFaasLimits limits;

	CustomFaasPlatform(HttpFunctionClient client, @Nullable URI baseUrl, @Nullable String urlTemplate,
			CustomFaasLimits limits) {
		this.client = client;
		this.baseUrl = baseUrl;
		this.urlTemplate = urlTemplate;
		this.limits = limits;
	}

	/**
	 * A platform at the routes of the specification.
	 * @param client client to call it with
	 * @param baseUrl its address
	 * @param maxPackageSize largest package it takes
	 * @param maxUnpackedSize largest package it takes, unpacked
	 * @param deployTimeout longest wait for a deployment
	 * @return the platform
	 */
	public static CustomFaasPlatform at(HttpFunctionClient client, URI baseUrl, DataSize maxPackageSize,
			DataSize maxUnpackedSize, Duration deployTimeout) {
		return new CustomFaasPlatform(client, baseUrl, null,
				new CustomFaasLimits(maxPackageSize, maxUnpackedSize, deployTimeout));
	}

	/**
	 * Checks the settings of a job against the ranges of the specification.
	 * @param job the job
	 * @throws InvalidFaasJobException if one is out of range
	 */
	public static void checkSettings(FaasJobDefinition job) {
		CustomJobRules.check(job);
	}

	/**
	 * Makes the executor of a job.
	 * @param job the job
	 * @return the executor
	 * @throws InvalidFaasJobException if the address of its function is missing or wrong
	 */
	public FaasExecutor executor(FaasJobDefinition job) {
		return new CustomFaasExecutor(job, function(job), this.client);
	}

	/**
	 * Makes the lifecycle of a job.
	 * @param job the job
	 * @return the lifecycle
	 * @throws InvalidFaasJobException if the address of its function is missing or wrong
	 */
	public FaasLifecycle lifecycle(FaasJobDefinition job) {
		CustomFunction function = function(job);
		URI resource = function.resource();
		return (resource != null) ? new CustomFaasLifecycle(job, function.id(), resource, this.client, this.limits)
				: new EndpointLifecycle(job);
	}

	private CustomFunction function(FaasJobDefinition job) {
		String ownTemplate = job.bind(CustomJobProperties.class).urlTemplate();
		return CustomFunctionResolver.resolve(job, this.baseUrl,
				(ownTemplate != null) ? ownTemplate : this.urlTemplate);
	}

}
