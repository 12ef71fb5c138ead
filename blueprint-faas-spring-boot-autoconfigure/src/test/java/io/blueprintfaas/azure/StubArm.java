package io.blueprintfaas.azure;

import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpRequest;
import reactor.core.publisher.Mono;

import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;

/**
 * Azure's resource manager as far as calls need it. It answers as it is told and
 * remembers what it was asked; whoever has not its token is refused.
 */
final class StubArm implements AutoCloseable {

	static final String TOKEN = "token-for-arm";

	private static final HttpClient CLIENT = HttpClient.createDefault();

	private final StubServer server = StubServer.start();

	volatile Supplier<Mono<StubAnswer>> site = () -> Mono.just(site("square.azurewebsites.net", "Running"));

	volatile Supplier<Mono<StubAnswer>> function = () -> Mono.just(function(false));

	volatile Supplier<Mono<StubAnswer>> keys = () -> Mono.just(keys("key-1"));

	StubArm() {
		this.server.answerLater(this::answer);
	}

	StubServer server() {
		return this.server;
	}

	// Leads what is meant for Azure to an address on loopback.
	static HttpClient leadingTo(URI target) {
		return (request) -> CLIENT.send(lead(request, target));
	}

	static StubAnswer site(String host, String state) {
		return StubAnswer.json(200, """
				{"id":"/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/a","name":"a",
				"type":"Microsoft.Web/sites","kind":"functionapp,linux","location":"West Europe",
				"properties":{"state":"%s","defaultHostName":"%s"}}""".formatted(state, host));
	}

	static StubAnswer function(boolean disabled) {
		return StubAnswer.json(200, """
				{"id":"/x","name":"a/f","type":"Microsoft.Web/sites/functions",
				"properties":{"name":"f","isDisabled":%s}}""".formatted(disabled));
	}

	static StubAnswer keys(String key) {
		return StubAnswer.json(200, "{\"another\":\"key-of-somebody\",\"default\":\"%s\"}".formatted(key));
	}

	static StubAnswer error(int status, String code, String message) {
		return StubAnswer.json(status, "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message));
	}

	// What was asked, without what comes before the app.
	List<String> asked() {
		return this.server.requests()
			.stream()
			.map((request) -> "%s %s".formatted(request.method(), request.path().replaceAll("^.*/sites|\\?.*$", "")))
			.toList();
	}

	@Override
	public void close() {
		this.server.close();
	}

	private Mono<StubAnswer> answer(StubRequest request) {
		if (!("Bearer " + TOKEN).equals(request.header("Authorization"))) {
			return Mono.just(error(401, "AuthenticationFailed", "Authentication failed."));
		}
		if (!request.path().contains("?api-version=20")) {
			return Mono.just(error(400, "MissingApiVersionParameter", "The api-version query parameter is required."));
		}
		String path = request.path().toLowerCase(Locale.ROOT).replaceAll("\\?.*$", "");
		if (path.endsWith("/listkeys") && request.method().equals("POST")) {
			return this.keys.get();
		}
		return path.contains("/functions/") ? this.function.get() : this.site.get();
	}

	private static HttpRequest lead(HttpRequest request, URI target) {
		URL url = request.getUrl();
		if (!"https".equals(url.getProtocol()) || !"management.azure.com".equals(url.getHost())) {
			throw new IllegalStateException("not for Azure: " + url);
		}
		try {
			HttpRequest copy = request.copy();
			copy.setUrl(target.resolve(url.getFile()).toURL());
			return copy;
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
