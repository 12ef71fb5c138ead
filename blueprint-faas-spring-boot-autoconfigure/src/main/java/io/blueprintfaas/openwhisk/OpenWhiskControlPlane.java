package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.http.HttpRequestBody;
import io.blueprintfaas.http.LenientJson;

/**
 * Requests about one function during one run of a lifecycle. Each belongs to a step,
 * which its failure names. Time runs from when this is made.
 */
final class OpenWhiskControlPlane {

	private static final String OVERWRITE = "?overwrite=true";

	private final OpenWhiskClient client;

	private final OpenWhiskAction action;

	private final OpenWhiskDeploymentFailures failures;

	private final OpenWhiskPace pace;

	private final long end;

	OpenWhiskControlPlane(OpenWhiskClient client, OpenWhiskAction action, OpenWhiskDeploymentFailures failures,
			OpenWhiskPace pace) {
		this.client = client;
		this.action = action;
		this.failures = failures;
		this.pace = pace;
		this.end = System.nanoTime() + pace.limit().toNanos();
	}

	OpenWhiskAction action() {
		return this.action;
	}

	OpenWhiskDeploymentFailures failures() {
		return this.failures;
	}

	// The function without its code, or empty if there is none.
	Mono<OpenWhiskState> find(OpenWhiskStep step) {
		return this.client.namespace(left())
			.onErrorMap((failure) -> this.failures.of(step, failure))
			.flatMap((namespace) -> ask(step, (at) -> at.resolve(this.action.path(at) + "?code=false"))
				.map((json) -> new OpenWhiskState(json, namespace.resolve(this.action.path(namespace)))));
	}

	// The package of the function, or empty if there is none.
	Mono<JsonNode> findPackage(OpenWhiskStep step) {
		return ask(step, (at) -> at.resolve(this.action.packagePath(at)));
	}

	// What everybody may know of the platform, or empty if it does not tell.
	Mono<JsonNode> describe() {
		return this.client
			.exchangeOpenly(this.pace.read(),
					(at) -> HttpFunctionRequest.of(HttpMethod.GET, at.resolve(""), this.pace.read()))
			.filter(HttpFunctionAnswer::isSuccessful)
			.map((answer) -> LenientJson.read(answer.body()))
			.filter(JsonNode::isObject)
			// To know it would be better, but it is the platform that decides
			.onErrorResume(HttpExchangeException.class, (failure) -> Mono.empty())
			.onErrorMap((failure) -> this.failures.of(OpenWhiskStep.CHOOSING, failure));
	}

	Mono<JsonNode> put(Supplier<byte[]> body) {
		return change(OpenWhiskStep.UPLOADING, HttpMethod.PUT, (at) -> at.resolve(this.action.path(at) + OVERWRITE),
				new HttpRequestBody.Bytes(body));
	}

	Mono<JsonNode> putPackage(Supplier<byte[]> body) {
		return change(OpenWhiskStep.PREPARING, HttpMethod.PUT,
				(at) -> at.resolve(this.action.packagePath(at) + OVERWRITE), new HttpRequestBody.Bytes(body));
	}

	Mono<JsonNode> delete() {
		return change(OpenWhiskStep.REMOVING, HttpMethod.DELETE, (at) -> at.resolve(this.action.path(at)),
				HttpRequestBody.none());
	}

	Mono<JsonNode> deletePackage() {
		return change(OpenWhiskStep.REMOVING_PACKAGE, HttpMethod.DELETE,
				(at) -> at.resolve(this.action.packagePath(at)), HttpRequestBody.none());
	}

	// Another try as soon as the change that is under way has ended.
	Retry inTurn(FaasProgress progress) {
		return this.pace.within(left(), (failure) -> {
			boolean conflict = failure.getCause() instanceof OpenWhiskRefusal refusal && refusal.isConflict();
			if (conflict) {
				progress.step("waiting for another change of the function to end");
			}
			return conflict;
		});
	}

	Mono<Long> pause(long number) {
		return this.pace.pause(number);
	}

	private Duration left() {
		return Duration.ofNanos(Math.max(1_000_000, this.end - System.nanoTime()));
	}

	private Duration atLeast(Duration time) {
		return (left().compareTo(time) > 0) ? left() : time;
	}

	private Mono<JsonNode> ask(OpenWhiskStep step, Function<OpenWhiskNamespace, URI> address) {
		return send(HttpMethod.GET, address, HttpRequestBody.none(), this.pace.read())
			.retryWhen(this.pace.within(this.pace.read(), OpenWhiskControlPlane::isPassing))
			.onErrorResume((failure) -> failure instanceof OpenWhiskRefusal refusal && refusal.isNotFound(),
					(notFound) -> Mono.empty())
			.onErrorMap((failure) -> this.failures.of(step, failure));
	}

	// Sent once, except if it was refused for the number of requests.
	private Mono<JsonNode> change(OpenWhiskStep step, HttpMethod method, Function<OpenWhiskNamespace, URI> address,
			HttpRequestBody body) {
		return Mono.defer(() -> send(method, address, body, atLeast(this.pace.read())))
			.retryWhen(this.pace.within(left(),
					(failure) -> failure instanceof OpenWhiskRefusal refusal && refusal.isThrottled()))
			.onErrorMap((failure) -> this.failures.of(step, failure));
	}

	private Mono<JsonNode> send(HttpMethod method, Function<OpenWhiskNamespace, URI> address, HttpRequestBody body,
			Duration timeout) {
		HttpHeaders headers = new HttpHeaders();
		if (!(body instanceof HttpRequestBody.None)) {
			headers.setContentType(MediaType.APPLICATION_JSON);
		}
		return this.client
			.exchange(timeout,
					(namespace) -> new HttpFunctionRequest(method, address.apply(namespace), headers, body, timeout))
			.map(OpenWhiskControlPlane::read);
	}

	private static JsonNode read(HttpFunctionAnswer answer) {
		if (!answer.isSuccessful()) {
			throw new OpenWhiskRefusal(answer);
		}
		return LenientJson.read(answer.body());
	}

	private static boolean isPassing(Throwable failure) {
		return (failure instanceof OpenWhiskRefusal refusal && refusal.isPassing())
				|| failure instanceof HttpExchangeException ex
						&& ex.getReason() != HttpExchangeException.Reason.TOO_LARGE;
	}

}
