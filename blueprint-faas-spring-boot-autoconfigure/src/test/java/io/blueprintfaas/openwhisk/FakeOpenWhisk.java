package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;

/**
 * OpenWhisk on loopback, as far as packages, actions and activations go, with its
 * unpleasant parts: answers that come later, records that are not there yet, limits, and
 * requests that its published interface does not describe.
 */
public final class FakeOpenWhisk implements AutoCloseable {

	private final StubServer server = StubServer.start();

	private final Set<String> keys = new CopyOnWriteArraySet<>();

	private final List<FakeWhiskRequest> requests = new CopyOnWriteArrayList<>();

	private final Map<String, Deque<StubAnswer>> refusals = new ConcurrentHashMap<>();

	private final String namespace;

	private final FakeWhiskEntities entities;

	private final FakeWhiskActivations activations;

	private final FakeWhiskApi api;

	private volatile FakeWhiskLimits limits;

	private volatile Duration handOver;

	private volatile Consumer<FakeWhiskRequest> before = (request) -> {
	};

	private FakeOpenWhisk(String namespace, FakeWhiskLimits limits) {
		this.namespace = namespace;
		this.limits = limits;
		this.handOver = Duration.ofMillis(limits.longestWait());
		this.entities = new FakeWhiskEntities(namespace);
		this.activations = new FakeWhiskActivations(namespace);
		this.api = new FakeWhiskApi(this, this.entities, this.activations);
		this.keys.add("23bc46b1-71f6-4ed5-8c54-816aa4f8c502:123zO3xZCLrMN6v2BKK1dXYFpXlPkccOFqm12CdAsMgRU4VrNZ9lyGVC");
		this.server.answerLater(this::answer);
	}

	/**
	 * Starts one with the limits of OpenWhisk itself and namespace {@code guest}.
	 * @return the server
	 */
	public static FakeOpenWhisk start() {
		return start("guest", FakeWhiskLimits.OPENWHISK);
	}

	/**
	 * Starts one.
	 * @param namespace the namespace its keys belong to
	 * @param limits what it allows
	 * @return the server
	 */
	public static FakeOpenWhisk start(String namespace, FakeWhiskLimits limits) {
		return new FakeOpenWhisk(namespace, limits);
	}

	/**
	 * Address of the server.
	 * @return the address, without the API's path
	 */
	public URI address() {
		return this.server.uri();
	}

	/**
	 * A key that the server takes.
	 * @return user and password, with a colon between them
	 */
	public String apiKey() {
		return this.keys.iterator().next();
	}

	/**
	 * The namespace of all keys.
	 * @return its name
	 */
	public String namespace() {
		return this.namespace;
	}

	/**
	 * Takes a key more from now on.
	 * @param key user and password, with a colon between them
	 */
	public void addKey(String key) {
		this.keys.add(key);
	}

	/**
	 * Takes a key no longer.
	 * @param key user and password, with a colon between them
	 */
	public void revoke(String key) {
		this.keys.remove(key);
	}

	/**
	 * An action, whether it is there or not.
	 * @param name name of its package, a slash, and its own name; or the latter alone
	 * @return the action
	 */
	public FakeWhiskAction action(String name) {
		return this.entities.action(name);
	}

	/**
	 * Puts an action there, with its package, that runs no real code.
	 * @param name name of its package, a slash, and its own name
	 * @return the action
	 */
	public FakeWhiskAction deployed(String name) {
		int slash = name.indexOf('/');
		if (slash > 0) {
			this.entities.putPackage(name.substring(0, slash), FakeWhiskEntities.MAPPER.createObjectNode(), true);
		}
		ObjectNode body = FakeWhiskEntities.MAPPER.createObjectNode();
		body.putObject("exec").put("kind", "go:default").put("code", "package main");
		this.entities.putAction(name, body, true, this.limits);
		return action(name);
	}

	/**
	 * What was received, in this order, refused requests included.
	 * @return the requests
	 */
	public List<FakeWhiskRequest> requests() {
		return this.requests;
	}

	/**
	 * Operations of what was received since the last time, for example
	 * {@code PUT action}.
	 * @return the operations, in their order
	 */
	public List<String> take() {
		List<String> taken = this.requests.stream().map(FakeWhiskRequest::operation).toList();
		this.requests.clear();
		return taken;
	}

	/**
	 * Refuses the next requests of a kind before anything else is looked at.
	 * @param operation the operation, for example {@code POST action}
	 * @param times how many
	 * @param answer the answer
	 */
	public void refuse(String operation, int times, StubAnswer answer) {
		Deque<StubAnswer> queue = this.refusals.computeIfAbsent(operation, (key) -> new ArrayDeque<>());
		synchronized (queue) {
			for (int i = 0; i < times; i++) {
				queue.add(answer);
			}
		}
	}

	/**
	 * An answer as OpenWhisk gives it to a request that it refuses.
	 * @param status the status
	 * @param message what it says
	 * @return the answer
	 */
	public static StubAnswer error(int status, String message) {
		ObjectNode body = FakeWhiskEntities.MAPPER.createObjectNode();
		return StubAnswer.json(status, body.put("error", message).put("code", "0Kx1r4MYEvKrJTk3SUWT").toString());
	}

	/**
	 * Lets each request be seen before it is answered.
	 * @param hook sees requests
	 */
	public void before(Consumer<FakeWhiskRequest> hook) {
		this.before = hook;
	}

	/**
	 * Sets how long a blocking invocation waits before it is handed over with status 202.
	 * @param wait the time; a longer one cannot be asked for
	 */
	public void handOverAfter(Duration wait) {
		this.handOver = wait;
	}

	/**
	 * Sets how often a record that is there is said not to be.
	 * @param looks the number of looks at each record
	 */
	public void missingRecords(int looks) {
		this.activations.missing = looks;
	}

	/**
	 * Keeps records only of invocations that were handed over, or did not block.
	 */
	public void forgetBlocking() {
		this.activations.storesBlocking = false;
	}

	/**
	 * Sets what is allowed.
	 * @param allowed the limits
	 */
	public void limits(FakeWhiskLimits allowed) {
		this.limits = allowed;
	}

	@Override
	public void close() {
		this.server.close();
		this.activations.close();
		this.entities.close();
	}

	FakeWhiskLimits limits() {
		return this.limits;
	}

	Duration handOver() {
		return this.handOver;
	}

	private Mono<StubAnswer> answer(StubRequest received) {
		return Mono.defer(() -> {
			FakeWhiskRequest request = FakeWhiskRequest.of(received);
			this.requests.add(request);
			this.before.accept(request);
			StubAnswer refusal = refusal(request.operation());
			return (refusal != null) ? Mono.just(refusal) : checked(request);
		}).onErrorResume(FakeWhiskException.class, (refused) -> Mono.just(refused.answer()));
	}

	private Mono<StubAnswer> checked(FakeWhiskRequest request) {
		if (!"api".equals(request.resource())) {
			authorize(request);
		}
		FakeWhiskRules.check(request);
		return this.api.answer(request);
	}

	private @Nullable StubAnswer refusal(String operation) {
		Deque<StubAnswer> queue = this.refusals.getOrDefault(operation, new ArrayDeque<>());
		synchronized (queue) {
			return queue.poll();
		}
	}

	private void authorize(FakeWhiskRequest request) {
		String sent = String.valueOf(request.header("Authorization"));
		boolean known = this.keys.stream()
			.map((key) -> "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8)))
			.anyMatch(sent::equals);
		if (!known) {
			throw new FakeWhiskException(401, "The supplied authentication is invalid");
		}
		boolean own = request.path().size() <= 3 || Set.of("_", this.namespace).contains(request.path().get(3));
		if (!own) {
			throw new FakeWhiskException(403,
					"The supplied authentication is not authorized to access '%s'.".formatted(request.path().get(3)));
		}
	}

}
