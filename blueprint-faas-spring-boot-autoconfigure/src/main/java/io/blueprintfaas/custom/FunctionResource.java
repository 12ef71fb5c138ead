package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.http.HttpRequestBody;

/**
 * The management routes of one function. Each request belongs to a step, which its
 * failure names.
 */
final class FunctionResource {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final URI uri;

	private final HttpFunctionClient client;

	private final Duration deployTimeout;

	private final FaasCall call;

	FunctionResource(URI uri, HttpFunctionClient client, Duration deployTimeout, FaasCall call) {
		this.uri = uri;
		this.client = client;
		this.deployTimeout = deployTimeout;
		this.call = call;
	}

	// What is deployed, or empty if nothing is.
	Mono<PlatformDeployment> find(String step) {
		return exchange(step, HttpFunctionRequest.of(HttpMethod.GET, this.uri, TIMEOUT))
			.flatMap((answer) -> switch (answer.status()) {
				case 200 -> Mono.just(PlatformDeployment.read(answer));
				case 404 -> Mono.empty();
				default -> Mono.error(failure(step, answer));
			});
	}

	// The answer to the upload: 2xx, or 409 if something is there already.
	Mono<HttpFunctionAnswer> upload(String step, FunctionPackage functionPackage, FunctionSettings settings,
			boolean replace) {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.parseMediaType("application/zip"));
		headers.set(FunctionConfigHeader.NAME, FunctionConfigHeader.write(settings));
		if (replace) {
			headers.set("X-Blueprint-Replace", "true");
		}
		return exchange(step,
				new HttpFunctionRequest(HttpMethod.PUT, this.uri, headers,
						new HttpRequestBody.File(functionPackage.file()), this.deployTimeout))
			.flatMap((answer) -> (answer.isSuccessful() || answer.status() == 409) ? Mono.just(answer)
					: Mono.error(failure(step, answer)));
	}

	// Whether there was something to delete.
	Mono<Boolean> delete(String step) {
		return exchange(step, HttpFunctionRequest.of(HttpMethod.DELETE, this.uri, this.deployTimeout))
			.flatMap((answer) -> {
				if (answer.status() == 404) {
					return Mono.just(false);
				}
				return answer.isSuccessful() ? Mono.just(true) : Mono.error(failure(step, answer));
			});
	}

	// The answer, whatever its status.
	Mono<HttpFunctionAnswer> warm(String step) {
		return exchange(step,
				HttpFunctionRequest.of(HttpMethod.POST, CustomFunction.below(this.uri, "warm"), this.deployTimeout));
	}

	FaasDeploymentException failure(String step, HttpFunctionAnswer answer) {
		String detail = PlatformError.read(answer).detail();
		FaasException cause = HttpFailures.of(answer, detail, this.call);
		return failure(step, HttpFailures.describe(answer, detail), cause);
	}

	FaasDeploymentException failure(String step, String message, @Nullable Throwable cause) {
		return new FaasDeploymentException(step, message, this.call, cause);
	}

	private Mono<HttpFunctionAnswer> exchange(String step, HttpFunctionRequest request) {
		return this.client.exchange(request)
			.onErrorMap(HttpExchangeException.class,
					(ex) -> failure(step, String.valueOf(ex.getMessage()), HttpFailures.of(ex, this.call)));
	}

}
