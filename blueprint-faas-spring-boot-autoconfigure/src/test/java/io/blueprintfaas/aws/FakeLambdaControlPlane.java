package io.blueprintfaas.aws;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lambda's control plane over HTTP with what moto lacks: functions that are pending,
 * updates that take time, conflicts, revisions, snapshots, provisioned concurrency.
 */
public final class FakeLambdaControlPlane implements AutoCloseable {

	private static final JsonMapper JSON = new JsonMapper();

	private static final int PAGE = 2;

	private static final Pattern PATH = Pattern
		.compile("/[0-9-]+/functions(?:/([^/]+)(?:/([a-z-]+)(?:/([^/]+))?)?)?/?");

	private static final Pattern TAGS = Pattern.compile("/[0-9-]+/tags/(.+)");

	static {
		// Otherwise each answer waits 40 ms for the acknowledgement of its head
		System.setProperty("sun.net.httpserver.nodelay", "true");
	}

	private final HttpServer server;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Map<String, FakeFunction> functions = new TreeMap<>();

	private final List<String> log = new ArrayList<>();

	final FakeLambdaBehaviour behaviour = new FakeLambdaBehaviour();

	volatile Function<byte[], Answer> invocation = (payload) -> new Answer(
			"{\"job_id\":7,\"result\":\"\",\"success\":true}", null, null);

	private FakeLambdaControlPlane() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::exchange);
		this.server.start();
	}

	/**
	 * Starts on a free port.
	 * @return the running server
	 * @throws IOException if it cannot listen
	 */
	public static FakeLambdaControlPlane start() throws IOException {
		return new FakeLambdaControlPlane();
	}

	/**
	 * Where it listens.
	 * @return the address
	 */
	public URI uri() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	// Netty's client would take two seconds to close.
	LambdaAsyncClient client() {
		return LambdaAsyncClient.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.endpointOverride(uri())
			.httpClientBuilder(AwsCrtAsyncHttpClient.builder())
			.build();
	}

	/**
	 * Package that a function runs.
	 * @param function name of the function
	 * @return the zip
	 */
	public byte[] code(String function) {
		return function(function).zip();
	}

	/**
	 * Runs functions.
	 * @param run answers a payload
	 */
	public void run(Function<byte[], Answer> run) {
		this.invocation = run;
	}

	synchronized FakeFunction function(String name) {
		FakeFunction found = this.functions.get(name);
		if (found == null) {
			throw FakeLambdaException
				.notFound("Function not found: arn:aws:lambda:us-east-1:123456789012:function:" + name);
		}
		return found;
	}

	// A function that somebody else made.
	synchronized FakeFunction add(String name, Map<String, Object> request) {
		FakeFunction made = new FakeFunction(name, request, this.behaviour);
		this.functions.put(name, made);
		return made;
	}

	synchronized boolean has(String name) {
		return this.functions.containsKey(name);
	}

	/**
	 * Operations since the last time.
	 * @return their names, in their order
	 */
	public synchronized List<String> take() {
		List<String> taken = List.copyOf(this.log);
		this.log.clear();
		return taken;
	}

	@Override
	public void close() {
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	private void exchange(HttpExchange exchange) throws IOException {
		try (exchange) {
			byte[] body = exchange.getRequestBody().readAllBytes();
			try {
				handle(exchange, body);
			}
			catch (FakeLambdaException ex) {
				exchange.getResponseHeaders().set("x-amzn-errortype", ex.code());
				send(exchange, ex.status(), JSON.writeValueAsBytes(Map.of("Type", "User", "Message", ex.getMessage())));
			}
			catch (RuntimeException ex) {
				exchange.getResponseHeaders().set("x-amzn-errortype", "ServiceException");
				send(exchange, 500, JSON.writeValueAsBytes(Map.of("Message", "the fake failed: " + ex)));
			}
		}
	}

	private void handle(HttpExchange exchange, byte[] body) throws IOException {
		String operation = FakeLambdaOperations.name(exchange);
		if (operation.equals("Invoke")) {
			synchronized (this) {
				this.log.add(operation);
				this.behaviour.check(operation);
				function(name(exchange)).configuration(query(exchange).get("Qualifier"));
			}
			answer(exchange, this.invocation.apply(body));
			return;
		}
		Map<String, Object> request = (body.length > 0) ? JSON.readValue(body, new TypeReference<>() {
		}) : new LinkedHashMap<>();
		Object answer;
		synchronized (this) {
			this.log.add(operation);
			this.behaviour.check(operation);
			answer = answer(operation, exchange, request);
		}
		send(exchange, FakeLambdaOperations.status(operation),
				(answer != null) ? JSON.writeValueAsBytes(answer) : new byte[0]);
	}

	private void answer(HttpExchange exchange, Answer answer) throws IOException {
		if (answer.log() != null) {
			exchange.getResponseHeaders()
				.set("X-Amz-Log-Result",
						Base64.getEncoder().encodeToString(answer.log().getBytes(StandardCharsets.UTF_8)));
		}
		if (answer.error() != null) {
			exchange.getResponseHeaders().set("X-Amz-Function-Error", answer.error());
		}
		send(exchange, 200, answer.payload().getBytes(StandardCharsets.UTF_8));
	}

	private @Nullable Object answer(String operation, HttpExchange exchange, Map<String, Object> request) {
		Map<String, String> query = query(exchange);
		String qualifier = query.get("Qualifier");
		return switch (operation) {
			case "CreateFunction" -> create(request);
			case "TagResource" -> tag(exchange, request);
			case "UntagResource" -> untag(exchange);
			case "DeleteFunction" -> delete(name(exchange), qualifier);
			case "GetFunction" -> get(function(name(exchange)), qualifier);
			case "ListVersionsByFunction" ->
				page("Versions", function(name(exchange)).allVersions(), query.get("Marker"));
			case "ListAliases" ->
				page("Aliases", List.copyOf(function(name(exchange)).aliases.values()), query.get("Marker"));
			default -> onFunction(operation, function(name(exchange)), matcher(exchange).group(3), qualifier, request);
		};
	}

	private @Nullable Object onFunction(String operation, FakeFunction function, @Nullable String item,
			@Nullable String qualifier, Map<String, Object> request) {
		switch (operation) {
			case "UpdateFunctionCode" -> function.updateCode(request);
			case "UpdateFunctionConfiguration" -> function.updateConfiguration(request);
			case "PutFunctionConcurrency" -> function.reserved = (int) require(request, "ReservedConcurrentExecutions");
			case "DeleteFunctionConcurrency" -> function.reserved = null;
			case "DeleteAlias" -> function.aliases.remove(item);
			case "DeleteProvisionedConcurrencyConfig" -> removeProvisioned(function, qualifier);
			case "DeleteFunctionEventInvokeConfig" -> function.events.remove(String.valueOf(qualifier));
			default -> {
				return onQualifier(operation, function, item, qualifier, request);
			}
		}
		return operation.startsWith("Update") ? function.configuration(null) : null;
	}

	private Object onQualifier(String operation, FakeFunction function, @Nullable String item,
			@Nullable String qualifier, Map<String, Object> request) {
		return switch (operation) {
			case "PublishVersion" -> function.publish(request);
			case "CreateAlias" -> createAlias(function, request);
			case "UpdateAlias" -> function.putAlias(request, alias(function, item));
			case "GetAlias" -> function.aliases.get(alias(function, item));
			case "PutProvisionedConcurrencyConfig" -> function.provision(String.valueOf(qualifier),
					(int) require(request, "ProvisionedConcurrentExecutions"));
			case "GetProvisionedConcurrencyConfig" -> function.lookAtProvisioned(String.valueOf(qualifier));
			case "ListProvisionedConcurrencyConfigs" ->
				Map.of("ProvisionedConcurrencyConfigs", List.copyOf(function.provisioned.values()));
			case "GetFunctionEventInvokeConfig" -> events(function, qualifier);
			case "PutFunctionEventInvokeConfig", "UpdateFunctionEventInvokeConfig" ->
				putEvents(operation, function, qualifier, request);
			default -> throw new FakeLambdaException(404, "UnknownOperationException", operation);
		};
	}

	private static void removeProvisioned(FakeFunction function, @Nullable String qualifier) {
		if (function.provisioned.remove(String.valueOf(qualifier)) == null) {
			throw new FakeLambdaException(404, "ResourceNotFoundException", "No Provisioned Concurrency Config found");
		}
	}

	private Object create(Map<String, Object> request) {
		for (String required : List.of("FunctionName", "Role", "Code", "Runtime", "Handler")) {
			require(request, required);
		}
		String name = request.get("FunctionName").toString();
		if (this.functions.containsKey(name)) {
			throw FakeLambdaException.conflict("Function already exist: " + name);
		}
		return add(name, request).configuration(null);
	}

	private static Object createAlias(FakeFunction function, Map<String, Object> request) {
		String alias = require(request, "Name").toString();
		require(request, "FunctionVersion");
		if (function.aliases.containsKey(alias)) {
			throw FakeLambdaException.conflict("Alias already exists: " + alias);
		}
		return function.putAlias(request, alias);
	}

	private static String alias(FakeFunction function, @Nullable String alias) {
		if (alias == null || !function.aliases.containsKey(alias)) {
			throw FakeLambdaException.notFound("Alias not found: " + alias);
		}
		return alias;
	}

	private static Object events(FakeFunction function, @Nullable String qualifier) {
		Map<String, Object> found = function.events.get(String.valueOf(qualifier));
		if (found == null) {
			throw FakeLambdaException
				.notFound("The function %s doesn't have an EventInvokeConfig".formatted(function.name));
		}
		return found;
	}

	private static Object putEvents(String operation, FakeFunction function, @Nullable String qualifier,
			Map<String, Object> request) {
		if (qualifier != null) {
			function.configuration(qualifier);
		}
		Map<String, Object> put = new LinkedHashMap<>();
		if (operation.startsWith("Update")) {
			put.putAll(function.events.get(String.valueOf(qualifier)));
		}
		put.putAll(request);
		function.events.put(String.valueOf(qualifier), put);
		return put;
	}

	private @Nullable Object tag(HttpExchange exchange, Map<String, Object> request) {
		FakeFunction function = tagged(exchange);
		require(request, "Tags");
		FakeFunction.map(request, "Tags").forEach((key, value) -> function.tags.put(key, value.toString()));
		return null;
	}

	private @Nullable Object untag(HttpExchange exchange) {
		FakeFunction function = tagged(exchange);
		for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
			function.tags.remove(URLDecoder.decode(pair.substring(pair.indexOf('=') + 1), StandardCharsets.UTF_8));
		}
		return null;
	}

	private FakeFunction tagged(HttpExchange exchange) {
		Matcher matcher = TAGS.matcher(exchange.getRequestURI().getPath());
		if (!matcher.matches()) {
			throw FakeLambdaException.invalid("Resource");
		}
		return function(matcher.group(1).substring(matcher.group(1).lastIndexOf(':') + 1));
	}

	private @Nullable Object delete(String name, @Nullable String qualifier) {
		if (qualifier != null) {
			function(name).deleteVersion(qualifier);
		}
		else if (!function(name).provisioned.isEmpty()) {
			throw FakeLambdaException.conflict("Provisioned concurrency is configured for " + name);
		}
		else {
			this.functions.remove(name);
		}
		return null;
	}

	private static Object get(FakeFunction function, @Nullable String qualifier) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("Configuration", function.look(qualifier));
		answer.put("Tags", function.tags);
		if (function.reserved != null) {
			answer.put("Concurrency", Map.of("ReservedConcurrentExecutions", function.reserved));
		}
		return answer;
	}

	private static Object page(String field, List<Map<String, Object>> all, @Nullable String marker) {
		int from = (marker != null) ? Integer.parseInt(marker) : 0;
		int to = Math.min(all.size(), from + PAGE);
		Map<String, Object> page = new LinkedHashMap<>();
		page.put(field, all.subList(from, to));
		if (to < all.size()) {
			page.put("NextMarker", String.valueOf(to));
		}
		return page;
	}

	private static Object require(Map<String, Object> request, String field) {
		Object value = request.get(field);
		if (value == null || value.toString().isEmpty()) {
			throw new FakeLambdaException(400, "ValidationException", "1 validation error detected: Value null at '"
					+ field + "' failed to satisfy constraint: Member must not be null");
		}
		return value;
	}

	private static String name(HttpExchange exchange) {
		return matcher(exchange).group(1);
	}

	static Matcher matcher(HttpExchange exchange) {
		Matcher matcher = PATH.matcher(exchange.getRequestURI().getPath());
		if (!matcher.matches()) {
			throw new FakeLambdaException(404, "UnknownOperationException", exchange.getRequestURI().getPath());
		}
		return matcher;
	}

	private static Map<String, String> query(HttpExchange exchange) {
		Map<String, String> query = new LinkedHashMap<>();
		String raw = exchange.getRequestURI().getRawQuery();
		for (String pair : (raw != null) ? raw.split("&") : new String[0]) {
			int equals = pair.indexOf('=');
			query.put(pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
		}
		return query;
	}

	private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
		exchange.getResponseHeaders().set("Content-Type", "application/json");
		exchange.sendResponseHeaders(status, (body.length > 0) ? body.length : -1);
		if (body.length > 0) {
			exchange.getResponseBody().write(body);
		}
	}

	/**
	 * What an invocation answers.
	 *
	 * @param payload the payload
	 * @param error kind of the function's error, or {@code null} if it succeeded
	 * @param log end of the log, or {@code null}
	 */
	public record Answer(String payload, @Nullable String error, @Nullable String log) {

		Answer(String payload, @Nullable String error) {
			this(payload, error, null);
		}

	}

}
