package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.http.LenientJson;

/**
 * Asks whether a function is healthy: the platform's health route or, where only an
 * endpoint is known, the endpoint itself.
 */
final class CustomFunctionHealth {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final CustomFunction function;

	private final HttpFunctionClient client;

	CustomFunctionHealth(CustomFunction function, HttpFunctionClient client) {
		this.function = function;
		this.client = client;
	}

	Mono<FaasStatus> status() {
		URI resource = this.function.resource();
		Mono<FaasStatus> status = (resource != null) ? ofRoute(CustomFunction.below(resource, "health")) : ofEndpoint();
		return status.onErrorResume((ex) -> Mono.just(FaasStatus.unavailable(String.valueOf(ex.getMessage()))));
	}

	private Mono<FaasStatus> ofRoute(URI health) {
		return ask(HttpMethod.GET, health).map(CustomFunctionHealth::ofRoute);
	}

	private static FaasStatus ofRoute(HttpFunctionAnswer answer) {
		JsonNode body = LenientJson.read(answer.body());
		String detail = HttpFailures.describe(answer, LenientJson.text(body, "error"));
		return switch (answer.status()) {
			case 200 -> ofBody(LenientJson.text(body, "status"), detail);
			case 404 -> FaasStatus.notDeployed(detail);
			case 405, 501 -> FaasStatus.unknown(detail);
			default -> FaasStatus.unavailable(detail);
		};
	}

	private static FaasStatus ofBody(@Nullable String status, String detail) {
		if (status == null) {
			return FaasStatus.unknown(detail + " without a 'status'");
		}
		return "healthy".equals(status) ? FaasStatus.available() : FaasStatus.unavailable(detail + ": " + status);
	}

	private Mono<FaasStatus> ofEndpoint() {
		URI endpoint = this.function.invoke();
		return ask(HttpMethod.HEAD, endpoint)
			.flatMap((answer) -> isNotAllowed(answer) ? ask(HttpMethod.GET, endpoint) : Mono.just(answer))
			.map(CustomFunctionHealth::ofEndpoint);
	}

	private static FaasStatus ofEndpoint(HttpFunctionAnswer answer) {
		String detail = HttpFailures.describe(answer, null);
		if (isNotAllowed(answer) || answer.status() == 400) {
			return FaasStatus.unknown(detail + ": it cannot be told without calling the function");
		}
		if (answer.status() == 404 || answer.status() == 410) {
			return FaasStatus.notDeployed(detail);
		}
		return answer.isSuccessful() ? FaasStatus.available() : FaasStatus.unavailable(detail);
	}

	private static boolean isNotAllowed(HttpFunctionAnswer answer) {
		return answer.status() == 405 || answer.status() == 501;
	}

	private Mono<HttpFunctionAnswer> ask(HttpMethod method, URI uri) {
		return this.client.exchange(HttpFunctionRequest.of(method, uri, TIMEOUT));
	}

}
