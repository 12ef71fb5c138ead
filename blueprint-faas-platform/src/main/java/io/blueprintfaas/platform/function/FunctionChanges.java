package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.deployment.DeploymentStore;
import io.blueprintfaas.platform.deployment.GivenConfig;
import io.blueprintfaas.platform.deployment.Sha256;
import io.blueprintfaas.platform.error.PlatformException;

/**
 * Deploys, replaces and deletes functions, one change of a function at a time.
 */
final class FunctionChanges {

	private final Map<String, DeployedFunction> functions;

	private final DeploymentStore store;

	private final Engine engine;

	private final FunctionLocks locks = new FunctionLocks();

	FunctionChanges(Map<String, DeployedFunction> functions, DeploymentStore store, Engine engine) {
		this.functions = functions;
		this.store = store;
		this.engine = engine;
	}

	/**
	 * Takes up what is deployed already.
	 * @throws IOException if the deployments cannot be read
	 */
	void load() throws IOException {
		for (Deployment deployment : this.store.load()) {
			DeployedFunction function = newFunction(deployment, new FunctionStatistics());
			this.functions.put(deployment.functionId(), function);
			function.pool().ensure(deployment.warmInstances());
		}
	}

	private DeployedFunction newFunction(Deployment deployment, FunctionStatistics statistics) {
		return new DeployedFunction(deployment, new FunctionPool(deployment, this.engine), statistics);
	}

	FunctionState deploy(String functionId, Path upload, GivenConfig given, boolean replace) {
		return this.locks.withLock(functionId, () -> {
			try {
				return deployLocked(functionId, upload, given, replace);
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Function '%s' cannot be deployed".formatted(functionId), ex);
			}
		});
	}

	private FunctionState deployLocked(String functionId, Path upload, GivenConfig given, boolean replace)
			throws IOException {
		DeployedFunction present = this.functions.get(functionId);
		if (present != null && !replace) {
			throw PlatformException
				.of(409, "FUNCTION_EXISTS",
						"There is a function '%s' already: delete it, or set the header 'X-Blueprint-Replace: true'"
							.formatted(functionId))
				.with("function_id", functionId);
		}
		String sha256 = Sha256.of(upload);
		if (present != null && present.deployment().isSame(sha256, given.config())) {
			return present.state(false);
		}
		return putInPlace(this.store.prepare(functionId, upload, sha256, given), present);
	}

	private FunctionState putInPlace(Deployment deployment, @Nullable DeployedFunction present) throws IOException {
		DeployedFunction function = newFunction(deployment,
				(present != null) ? present.statistics() : new FunctionStatistics());
		try {
			startFirst(function);
			this.store.commit(deployment);
		}
		catch (IOException | RuntimeException ex) {
			discardWhenDrained(function);
			function.pool().abort();
			throw ex;
		}
		this.functions.put(deployment.functionId(), function);
		if (present != null) {
			retire(present);
		}
		return function.state(true);
	}

	// who deploys what cannot be started has made a mistake, and need not try again
	private static void startFirst(DeployedFunction function) {
		try {
			function.startFirst();
		}
		catch (PlatformException ex) {
			throw ex.code().equals("START_FAILED") ? ex.withStatus(400) : ex;
		}
	}

	void delete(String functionId) {
		this.locks.withLock(functionId, () -> {
			DeployedFunction function = this.functions.get(functionId);
			if (function == null) {
				throw PlatformException.notFound(functionId);
			}
			remove(function.deployment());
			retire(function);
			return function;
		});
	}

	private void remove(Deployment deployment) {
		try {
			this.store.remove(deployment);
			this.functions.remove(deployment.functionId());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Function '%s' cannot be deleted".formatted(deployment.functionId()), ex);
		}
	}

	private void retire(DeployedFunction function) {
		discardWhenDrained(function);
		function.pool().retire();
	}

	private void discardWhenDrained(DeployedFunction function) {
		function.pool().drained().thenRun(() -> this.store.discard(function.deployment()));
	}

	/**
	 * Waits for the changes that are under way, and refuses others from then on.
	 * @param atMost how long to wait
	 * @return {@code false} if some are still under way
	 */
	boolean close(Duration atMost) {
		return this.locks.close(atMost);
	}

}
