package io.blueprintfaas.openwhisk;

import java.util.Set;
import java.util.function.Supplier;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.openwhisk.OpenWhiskJobProperties.InvocationType;
import io.blueprintfaas.openwhisk.OpenWhiskJobProperties.Packaging;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.packaging.PackagingException;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * The functions of one provider that has the API of OpenWhisk: makes the executors and
 * lifecycles of its jobs, which share its client. Nothing here touches the network.
 */
public final class OpenWhiskFunctions {

	private final OpenWhiskSettings settings;

	private final OpenWhiskClient client;

	/**
	 * The functions of a provider.
	 * @param settings what its functions share
	 * @param access knows where they are
	 * @param client client to reach them with; its own limit of a body must leave room
	 * for a whole activation record, which is a result and the function's log
	 */
	public OpenWhiskFunctions(OpenWhiskSettings settings, OpenWhiskAccess access, HttpFunctionClient client) {
		this.settings = settings;
		this.client = new OpenWhiskClient(access, client);
	}

	/**
	 * Keys of a job that this provider knows.
	 * @return their names in dashed form
	 */
	public Set<String> jobKeys() {
		return OpenWhiskJobProperties.keys(this.settings.selfHosted());
	}

	/**
	 * Makes the executor of a job, and checks the job.
	 * @param job the job
	 * @return the executor
	 * @throws InvalidFaasJobException if a setting is missing or out of range
	 */
	public FaasExecutor executor(FaasJobDefinition job) {
		OpenWhiskAction action = OpenWhiskAction.of(job, this.settings);
		OpenWhiskConfiguration.of(job, job.settings(), this.settings);
		boolean event = job.bind(OpenWhiskJobProperties.class).invocationType() == InvocationType.EVENT;
		return new OpenWhiskFaasExecutor(job, action, this.client, this.settings, event);
	}

	/**
	 * Makes the lifecycle of a job.
	 * @param job the job
	 * @return the lifecycle
	 * @throws InvalidFaasJobException if a setting is missing or out of range
	 */
	public FaasLifecycle lifecycle(FaasJobDefinition job) {
		OpenWhiskFaasExecutor executor = new OpenWhiskFaasExecutor(job, OpenWhiskAction.of(job, this.settings),
				this.client, this.settings, false);
		return new OpenWhiskFaasLifecycle(job, this.settings, this.client,
				(payload) -> executor.send(payload, this.settings.deployTimeout()),
				OpenWhiskPace.of(this.settings.deployTimeout()));
	}

	/**
	 * How the application is laid out in the package of a job.
	 * @param job the job
	 * @param bundled layout of a package that brings its own Java, asked for if the job
	 * wants that
	 * @return the layout
	 * @throws PackagingException if the job does not say how the application is to be
	 * packaged
	 */
	public PackageLayout layout(FaasJobDefinition job, Supplier<? extends PackageLayout> bundled) {
		OpenWhiskJobProperties keys = job.bind(OpenWhiskJobProperties.class);
		if (keys.image() != null) {
			return new ImageLayout(keys.image());
		}
		if (keys.packaging() == Packaging.BUNDLED_JRE) {
			return bundled.get();
		}
		throw new PackagingException("Job %s does not say what its function runs. %s".formatted(job.key(),
				OpenWhiskKindRules.ways(job, this.settings)), null);
	}

}
