package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.deployment.DeploymentStore;
import io.blueprintfaas.platform.deployment.GivenConfig;
import io.blueprintfaas.platform.deployment.Sha256;
import io.blueprintfaas.platform.error.PlatformException;

/**
 * The functions of a platform: deploys, runs, inspects and deletes them. Everything but
 * {@link #invoke} and the inspections may block.
 */
public final class Functions implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Functions.class);

	private final Map<String, DeployedFunction> functions = new ConcurrentHashMap<>();

	private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

	private final DeploymentStore store;

	private final Engine engine;

	private volatile boolean closing;

	/**
	 * Takes up what is deployed already.
	 * @param store where deployments are kept
	 * @param settings how instances are run
	 * @throws IOException if the deployments cannot be read
	 */
	public Functions(DeploymentStore store, EngineSettings settings) throws IOException {
		this.store = store;
		this.engine = new Engine(settings);
		for (Deployment deployment : store.load()) {
			DeployedFunction function = newFunction(deployment, new FunctionStatistics());
			this.functions.put(deployment.functionId(), function);
			function.pool().ensure(warmInstances(deployment));
		}
	}

	/**
	 * How instances are run.
	 * @return the settings
	 */
	public EngineSettings settings() {
		return this.engine.settings();
	}

	private DeployedFunction newFunction(Deployment deployment, FunctionStatistics statistics) {
		return new DeployedFunction(deployment, new FunctionPool(deployment, this.engine), statistics);
	}

	private static int warmInstances(Deployment deployment) {
		return deployment.keepAlive() ? deployment.config().keepWarm() : 0;
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
		ReentrantLock lock = this.locks.computeIfAbsent(functionId, (id) -> new ReentrantLock());
		lock.lock();
		try {
			refuseIfClosing();
			DeployedFunction present = this.functions.get(functionId);
			if (present != null && !replace) {
				throw PlatformException
					.of(409, "FUNCTION_EXISTS", "There is a function '%s' already".formatted(functionId))
					.with("function_id", functionId);
			}
			String sha256 = Sha256.of(upload);
			if (present != null && present.deployment().isSame(sha256, given.config())) {
				return present.state(false);
			}
			return deploy(this.store.prepare(functionId, upload, sha256, given), present);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Function '%s' cannot be deployed".formatted(functionId), ex);
		}
		finally {
			lock.unlock();
			delete(upload);
		}
	}

	private FunctionState deploy(Deployment deployment, @Nullable DeployedFunction present) throws IOException {
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
			discardWhenDrained(present);
			present.pool().retire();
		}
		return function.state(true);
	}

	private void startFirst(DeployedFunction function) {
		if (!function.deployment().keepAlive()) {
			return;
		}
		List<Worker> started = function.pool().ensure(Math.max(1, warmInstances(function.deployment())));
		if (started.isEmpty()) {
			throw PlatformException.overloaded("All instances of the platform are in use", Duration.ofSeconds(5));
		}
		try {
			started.get(0).ready().join();
		}
		catch (CompletionException ex) {
			throw badPackage(ex);
		}
	}

	private static RuntimeException badPackage(CompletionException ex) {
		if (!(ex.getCause() instanceof PlatformException reason) || !reason.code().equals("START_FAILED")) {
			return (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		PlatformException refused = PlatformException.badRequest(reason.code(), String.valueOf(reason.getMessage()));
		for (Map.Entry<String, Object> detail : reason.details().entrySet()) {
			refused = refused.with(detail.getKey(), detail.getValue());
		}
		return refused;
	}

	private void discardWhenDrained(DeployedFunction function) {
		function.pool().drained().thenRun(() -> this.store.discard(function.deployment()));
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
		DeployedFunction function = this.functions.get(functionId);
		while (function != null && !this.closing) {
			FunctionPool pool = function.pool();
			sink.onCancel(() -> pool.cancel(call));
			if (pool.submit(call)) {
				function.statistics().count();
				return;
			}
			function = this.functions.get(functionId);
		}
		call.fail(this.closing ? Call.shuttingDown() : PlatformException.notFound(functionId));
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
	 * Deletes a function. Calls that it has taken are run to their end.
	 * @param functionId the function
	 */
	public void delete(String functionId) {
		ReentrantLock lock = this.locks.computeIfAbsent(functionId, (id) -> new ReentrantLock());
		lock.lock();
		try {
			DeployedFunction function = require(functionId);
			this.store.remove(function.deployment());
			this.functions.remove(functionId);
			discardWhenDrained(function);
			function.pool().retire();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Function '%s' cannot be deleted".formatted(functionId), ex);
		}
		finally {
			lock.unlock();
		}
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
		DeployedFunction function = require(functionId);
		if (!function.deployment().keepAlive()) {
			return 0;
		}
		try {
			function.pool()
				.ensure(Math.max(1, warmInstances(function.deployment())))
				.forEach((worker) -> worker.ready().join());
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
		return function.pool().readyInstances();
	}

	/**
	 * The end of what a function has written to its stderr.
	 * @param functionId the function
	 * @param lines how many lines
	 * @return text; may be empty
	 */
	public String log(String functionId, int lines) {
		return new ErrorLog(require(functionId).deployment().errorLog()).lastLines(lines);
	}

	/**
	 * A file to upload a package to.
	 * @return a path that does not exist
	 */
	public Path newUpload() {
		return this.store.newUpload();
	}

	/**
	 * Largest package that may be uploaded.
	 * @return bytes of the zip
	 */
	public DataSize uploadLimit() {
		return this.store.limits().upload();
	}

	/**
	 * Deletes a file that was not, or not completely, uploaded.
	 * @param upload from {@link #newUpload()}; need not exist
	 */
	public void dropUpload(Path upload) {
		delete(upload);
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
			throw Call.shuttingDown();
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
		List<FunctionPool> pools = this.functions.values().stream().map(DeployedFunction::pool).toList();
		pools.forEach(FunctionPool::retire);
		awaitDrained(pools);
		pools.forEach(FunctionPool::abort);
		this.engine.close();
		closeStore();
	}

	private void awaitDrained(List<FunctionPool> pools) {
		List<CompletableFuture<Void>> drained = new ArrayList<>();
		pools.forEach((pool) -> drained.add(pool.drained()));
		try {
			CompletableFuture.allOf(drained.toArray(new CompletableFuture<?>[0]))
				.get(this.engine.settings().gracePeriod().toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			logger.warn("Calls that still ran after the grace period are ended");
		}
		catch (ExecutionException ex) {
			logger.warn("Functions were not drained", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void closeStore() {
		try {
			this.store.close();
		}
		catch (IOException ex) {
			logger.warn("The lock of the data folder was not released", ex);
		}
	}

	private static void delete(Path upload) {
		try {
			Files.deleteIfExists(upload);
		}
		catch (IOException ex) {
			logger.warn("An upload cannot be deleted; the next start tries again", ex);
		}
	}

}
