package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import io.blueprintfaas.platform.deployment.DeploymentStore;
import io.blueprintfaas.platform.deployment.GivenConfig;
import io.blueprintfaas.platform.deployment.Uploads;
import io.blueprintfaas.platform.error.PlatformException;

/**
 * The functions of a platform: deploys, runs, inspects and deletes them. Everything but
 * {@link #invoke} and the inspections may block.
 */
public final class Functions implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Functions.class);

	private static final Duration CHANGES_END = Duration.ofSeconds(10);

	private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();

	private final DeploymentStore store;

	private final Engine engine;

	private final FunctionChanges changes;

	private volatile boolean closing;

	/**
	 * Takes up what is deployed already.
	 * @param store where deployments are kept; closed with the functions, or if this
	 * fails
	 * @param settings how instances are run
	 * @throws IOException if the deployments cannot be read
	 */
	public Functions(DeploymentStore store, EngineSettings settings) throws IOException {
		this.store = store;
		this.engine = new Engine(settings);
		this.changes = new FunctionChanges(this.functions, store, this.engine);
		load();
	}

	private void load() throws IOException {
		try {
			this.changes.load();
		}
		catch (IOException | RuntimeException ex) {
			close();
			throw ex;
		}
	}

	/**
	 * How instances are run.
	 * @return the settings
	 */
	public EngineSettings settings() {
		return this.engine.settings();
	}

	/**
	 * Where packages are uploaded to.
	 * @return the folder
	 */
	public Uploads uploads() {
		return this.store.uploads();
	}

	/**
	 * Deploys a function. If that fails, what was deployed before stays as it was.
	 * @param functionId the function
	 * @param upload its package, which is moved or deleted
	 * @param given how it is to be run
	 * @param replace whether another version may be there already
	 * @return the function
	 */
	public FunctionState deploy(String functionId, Path upload, GivenConfig given, boolean replace) {
		try {
			refuseIfClosing();
			return this.changes.deploy(functionId, upload, given, replace);
		}
		finally {
			uploads().drop(upload);
		}
	}

	/**
	 * Deletes a function. Calls that it has taken are run to their end.
	 * @param functionId the function
	 */
	public void delete(String functionId) {
		refuseIfClosing();
		this.changes.delete(functionId);
	}

	/**
	 * Calls a function. Cancelling takes the call out of the queue; one that runs, runs
	 * on.
	 * @param functionId the function
	 * @param request what to ask it
	 * @return its answer, or a {@link PlatformException}
	 */
	public Mono<CallAnswer> invoke(String functionId, CallRequest request) {
		return Mono.create((sink) -> submit(functionId, request, sink));
	}

	private void submit(String functionId, CallRequest request, MonoSink<CallAnswer> sink) {
		Call call = new Call(request, sink);
		// once: a sink that gets a second such action runs it at once
		sink.onCancel(call::cancel);
		DeployedFunction function = this.functions.get(functionId);
		while (function != null && !this.closing) {
			if (call.submitTo(function.pool())) {
				function.statistics().count();
				return;
			}
			function = this.functions.get(functionId);
		}
		call.fail(this.closing ? Refusals.shuttingDown() : PlatformException.notFound(functionId));
	}

	/**
	 * What there is to say of a function.
	 * @param functionId the function
	 * @return the state
	 */
	public FunctionState find(String functionId) {
		return require(functionId).state(false);
	}

	private DeployedFunction require(String functionId) {
		DeployedFunction function = this.functions.get(functionId);
		if (function == null) {
			throw PlatformException.notFound(functionId);
		}
		return function;
	}

	/**
	 * All functions.
	 * @return their states, by name
	 */
	public List<FunctionState> list() {
		return this.functions.values()
			.stream()
			.map((function) -> function.state(false))
			.sorted(Comparator.comparing((state) -> state.deployment().functionId()))
			.toList();
	}

	/**
	 * Starts instances of a kept-alive function, at least one, and waits until they are
	 * ready.
	 * @param functionId the function
	 * @return the number of instances that are ready; 0 for a function that is started
	 * for each call
	 */
	public int warm(String functionId) {
		refuseIfClosing();
		return require(functionId).warm();
	}

	/**
	 * The end of what a function has written to its stderr.
	 * @param functionId the function
	 * @param lines how many lines
	 * @return text; may be empty
	 */
	public String log(String functionId, int lines) {
		return new ErrorLog(require(functionId).deployment().errorLog(), settings().maxLog().toBytes())
			.lastLines(lines);
	}

	/**
	 * Whether new calls are refused, for the platform is being closed.
	 * @return {@code true} once {@link #close} was called
	 */
	public boolean isClosing() {
		return this.closing;
	}

	private void refuseIfClosing() {
		if (this.closing) {
			throw Refusals.shuttingDown();
		}
	}

	/**
	 * Refuses new calls, lets running ones end within the grace period, and kills what is
	 * left.
	 */
	@Override
	public void close() {
		if (this.closing) {
			return;
		}
		this.closing = true;
		this.engine.close();
		if (!this.changes.close(CHANGES_END)) {
			logger.warn("A function is still being deployed; the next start removes what is left of it");
		}
		closeStore();
	}

	private void closeStore() {
		try {
			this.store.close();
		}
		catch (IOException ex) {
			logger.warn("The lock of the data folder was not released", ex);
		}
	}

}
