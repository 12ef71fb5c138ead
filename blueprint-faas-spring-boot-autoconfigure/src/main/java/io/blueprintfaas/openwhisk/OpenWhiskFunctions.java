package io.blueprintfaas.openwhisk;

import java.util.Set;
import java.util.function.Supplier;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * The functions of one provider that has the API of OpenWhisk: makes the executors and
 * lifecycles of its jobs, which share its client. Nothing here touches the network.
 */
public final class OpenWhiskFunctions {

	private final OpenWhiskSettings settings;

	private final OpenWhiskAccess access;

	private final HttpFunctionClient client;

	/**
	 * The functions of a provider.
	 * @param settings what its functions share
	 * @param access knows where they are
	 * @param client client to reach them with; its own limit of a body must leave room
	 * for a whole activation record, which is a result and the function's log
	 */
	public OpenWhiskFunctions(OpenWhiskSettings settings, OpenWhiskAccess access, HttpFunctionClient client) {
		this.settings = settings;
		this.access = access;
		this.client = client;
	}

	/**
	 * Keys of a job that this provider knows.
	 * @return their names in dashed form
	 */
	public Set<String> jobKeys() {
		return Set.of("kind", "main", "package", "invocation-type", "annotations", "logs", "image", "concurrency");
	}

	/**
	 * Makes the executor of a job, and checks the job.
	 * @param job the job
	 * @return the executor
	 * @throws InvalidFaasJobException if a setting is missing or out of range
	 */
	public FaasExecutor executor(FaasJobDefinition job) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Makes the lifecycle of a job.
	 * @param job the job
	 * @return the lifecycle
	 * @throws InvalidFaasJobException if a setting is missing or out of range
	 */
	public FaasLifecycle lifecycle(FaasJobDefinition job) {
		throw new UnsupportedOperationException();
	}

	/**
	 * How the application is laid out in the package of a job.
	 * @param job the job
	 * @param bundled layout of a package that brings its own Java, asked for if the job
	 * wants that
	 * @return the layout
	 * @throws io.blueprintfaas.packaging.PackagingException if the job does not say how
	 * the application is to be packaged
	 */
	public PackageLayout layout(FaasJobDefinition job, Supplier<? extends PackageLayout> bundled) {
		return bundled.get();
	}

}
