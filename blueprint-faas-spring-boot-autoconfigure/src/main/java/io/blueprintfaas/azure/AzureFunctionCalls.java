package io.blueprintfaas.azure;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import reactor.core.publisher.Mono;

import io.blueprintfaas.azure.AzureAppAddress.Located;
import io.blueprintfaas.http.FunctionAnswers;
import io.blueprintfaas.http.HttpExchangeException;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionRequest;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * Sends calls to where one function is. A call that nobody was there to take has not run:
 * if the app has another address now, it is sent there.
 */
final class AzureFunctionCalls {

	private static final HttpHeaders JSON = json();

	private final AzureFunction function;

	private final AzureAppAddress address;

	private final AzureProofs proofs;

	private final HttpFunctionClient client;

	AzureFunctionCalls(AzureFunction function, AzureDirectory directory, HttpFunctionClient client) {
		this.function = function;
		this.address = directory.address(function.app());
		this.proofs = directory.proofs(function);
		this.client = client;
	}

	Mono<HttpFunctionAnswer> post(Supplier<byte[]> body, Instant deadline) {
		URI endpoint = this.function.endpoint();
		return (endpoint != null) ? send(endpoint, body, deadline)
				: this.address.find(until(deadline)).flatMap((at) -> post(at, body, deadline));
	}

	private Mono<HttpFunctionAnswer> post(Located at, Supplier<byte[]> body, Instant deadline) {
		return send(at, body, deadline)
			.onErrorResume(AzureFunctionCalls::isUnreached, (failure) -> again(at, body, deadline, Mono.error(failure)))
			.flatMap((answer) -> FunctionAnswers.isNobody(answer) ? again(at, body, deadline, Mono.just(answer))
					: Mono.just(answer));
	}

	private Mono<HttpFunctionAnswer> again(Located at, Supplier<byte[]> body, Instant deadline,
			Mono<HttpFunctionAnswer> first) {
		return this.address.findAgain(at, until(deadline))
			.map(Located::uri)
			.onErrorResume(CallPreparationException.class,
					(failure) -> (failure.reason() == Reason.NOT_DEPLOYED) ? Mono.error(failure) : Mono.just(at.uri()))
			.flatMap((uri) -> uri.equals(at.uri()) ? first : send(uri.resolve(this.function.path()), body, deadline));
	}

	private Mono<HttpFunctionAnswer> send(Located at, Supplier<byte[]> body, Instant deadline) {
		return send(at.uri().resolve(this.function.path()), body, deadline);
	}

	private Mono<HttpFunctionAnswer> send(URI uri, Supplier<byte[]> body, Instant deadline) {
		return this.client.exchange(HttpFunctionRequest.post(uri, JSON, body, until(deadline)),
				this.proofs.credential());
	}

	private static boolean isUnreached(Throwable failure) {
		return failure instanceof HttpExchangeException exchange
				&& exchange.getReason() == HttpExchangeException.Reason.NOT_SENT
				&& AzureFailures.find(failure, CallPreparationException.class) == null;
	}

	private static Duration until(Instant deadline) {
		Duration remaining = Duration.between(Instant.now(), deadline);
		return (remaining.toMillis() > 0) ? remaining : Duration.ofMillis(1);
	}

	private static HttpHeaders json() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.APPLICATION_JSON);
		headers.set(HttpHeaders.ACCEPT, MediaType.APPLICATION_JSON_VALUE);
		return HttpHeaders.readOnlyHttpHeaders(headers);
	}

}
