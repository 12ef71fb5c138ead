package io.blueprintfaas.azure;

import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.BinaryData;
import com.azure.core.util.Context;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FunctionPackage;

/**
 * Requests to the host that takes packages of one app. They bring tokens of Azure's
 * management, and go to no other host.
 */
final class AzureDeploymentHost {

	// What the client of Azure's libraries reads; its own default is a minute
	private static final String RESPONSE_TIMEOUT = "azure-response-timeout";

	private final AzurePlane plane;

	private final String host;

	AzureDeploymentHost(AzurePlane plane, String host) {
		this.plane = plane;
		this.host = host;
	}

	String host() {
		return this.host;
	}

	// Sends a package, piece by piece, and gives back the path of its deployment.
	Mono<String> send(String path, String contentType, FunctionPackage functionPackage) {
		HttpRequest request = request(HttpMethod.POST, path).setHeader(HttpHeaderName.CONTENT_TYPE, contentType)
			.setBody(BinaryData.fromFile(functionPackage.file()));
		return exchange(request, this.plane.left()).map((answer) -> deployment(answer.location(), answer.text()));
	}

	// An answer as text; empty if there is nothing at the path.
	Mono<String> get(String path) {
		return exchange(request(HttpMethod.GET, path), Duration.ofMinutes(1)).map(Answer::text)
			.onErrorResume((failure) -> AzureError.of(failure).isNotFound(), (missing) -> Mono.empty());
	}

	// Of an address there: its path, and never another host.
	static @Nullable String path(@Nullable String address) {
		if (address == null || address.isBlank()) {
			return null;
		}
		URI uri = URI.create(address.strip());
		return (uri.getRawQuery() != null) ? "%s?%s".formatted(uri.getRawPath(), uri.getRawQuery()) : uri.getRawPath();
	}

	private static String deployment(@Nullable String location, String body) {
		String id = body.strip().replace("\"", "");
		if (id.matches("[A-Za-z0-9_-]{1,100}")) {
			return "/api/deployments/" + id;
		}
		String path = path(location);
		return (path != null) ? path : "/api/deployments/latest";
	}

	private HttpRequest request(HttpMethod method, String path) {
		try {
			return new HttpRequest(method, URI.create("https://%s%s".formatted(this.host, path)).toURL());
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Mono<Answer> exchange(HttpRequest request, Duration timeout) {
		return Mono.defer(() -> this.plane.manager()
			.httpPipeline()
			.send(request.copy(), new Context(RESPONSE_TIMEOUT, timeout))
			.flatMap(AzureDeploymentHost::read));
	}

	private static Mono<Answer> read(HttpResponse response) {
		String location = response.getHeaderValue(HttpHeaderName.LOCATION);
		return response.getBodyAsString().defaultIfEmpty("").map((text) -> {
			if (response.getStatusCode() >= 300) {
				throw new AzureScmException(
						AzureError.of(response.getStatusCode(), text, AzureError.retryAfter(response)));
			}
			return new Answer(location, text);
		}).doFinally((signal) -> response.close());
	}

	/**
	 * A good answer.
	 *
	 * @param location the address it names, or {@code null}
	 * @param text its body
	 */
	private record Answer(@Nullable String location, String text) {

	}

}
