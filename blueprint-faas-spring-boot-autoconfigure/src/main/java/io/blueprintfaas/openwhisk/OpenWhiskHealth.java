package io.blueprintfaas.openwhisk;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.openwhisk.OpenWhiskAccessException.Reason;

/**
 * Asks whether a function is there, without running it.
 */
final class OpenWhiskHealth {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final OpenWhiskAction action;

	private final OpenWhiskClient client;

	OpenWhiskHealth(OpenWhiskAction action, OpenWhiskClient client) {
		this.action = action;
		this.client = client;
	}

	Mono<FaasStatus> status() {
		return this.client
			.exchange(TIMEOUT,
					(namespace) -> HttpFunctionRequest.of(HttpMethod.GET,
							namespace.resolve(this.action.path(namespace) + "?code=false"), TIMEOUT))
			.map(this::read)
			.timeout(TIMEOUT)
			.onErrorResume((failure) -> Mono.just(failed(failure)));
	}

	private FaasStatus read(HttpFunctionAnswer answer) {
		String text = HttpFailures.describe(answer, LenientJson.text(LenientJson.read(answer.body()), "error"));
		return switch (answer.status()) {
			case 200 -> LenientJson.read(answer.body()).isObject() ? FaasStatus.available()
					: FaasStatus.unknown(text + ", which is no description of a function");
			case 404 -> FaasStatus.notDeployed("There is no function %s (%s)".formatted(this.action, text));
			case 403 -> FaasStatus.unknown("The key may not look at function %s (%s)".formatted(this.action, text));
			default -> FaasStatus.unavailable(text);
		};
	}

	private FaasStatus failed(Throwable failure) {
		String text = String.valueOf(failure.getMessage());
		if (failure instanceof OpenWhiskAccessException ex && ex.getReason() == Reason.NOT_DEPLOYED) {
			return FaasStatus.notDeployed(text);
		}
		return FaasStatus.unavailable((failure instanceof TimeoutException)
				? "No answer within %d s".formatted(TIMEOUT.toSeconds()) : text);
	}

}
