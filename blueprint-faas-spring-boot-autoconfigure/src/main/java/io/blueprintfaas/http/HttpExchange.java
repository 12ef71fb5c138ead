package io.blueprintfaas.http;

import java.time.Duration;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One request on its way, from subscribing to the whole answer.
 */
final class HttpExchange {

	private final WebClient webClient;

	private final HttpFunctionRequest request;

	private final DataSize maxPayload;

	private final long start = System.nanoTime();

	private volatile boolean sent;

	HttpExchange(WebClient webClient, HttpFunctionRequest request, DataSize maxPayload) {
		this.webClient = webClient;
		this.request = request;
		this.maxPayload = maxPayload;
	}

	Mono<HttpFunctionAnswer> run(HttpCredential credential) {
		return attempt(credential)
			.flatMap((answer) -> (answer.status() == 401) ? again(credential, answer) : Mono.just(answer))
			.timeout(this.request.timeout(), Mono.error(() -> HttpExchangeFailures.late(this.request, this.sent)))
			.onErrorMap((failure) -> HttpExchangeFailures.of(failure, this.request, this.sent));
	}

	// The one case of sending twice: the target refused to look at the first.
	private Mono<HttpFunctionAnswer> again(HttpCredential credential, HttpFunctionAnswer refused) {
		return credential.renew().flatMap((renewed) -> renewed ? attempt(credential) : Mono.just(refused));
	}

	private Mono<HttpFunctionAnswer> attempt(HttpCredential credential) {
		this.sent = false;
		return credential.headers()
			.defaultIfEmpty(HttpHeaders.EMPTY)
			.onErrorMap((failure) -> HttpExchangeFailures.credential(failure, this.request))
			.flatMap(this::send);
	}

	private Mono<HttpFunctionAnswer> send(HttpHeaders credential) {
		return this.webClient.method(this.request.method())
			.uri(this.request.uri())
			.headers((headers) -> headers.putAll(this.request.headers()))
			.headers((headers) -> headers.putAll(credential))
			.body(body())
			.exchangeToMono(this::read);
	}

	private BodyInserter<?, ClientHttpRequest> body() {
		return (output, context) -> {
			BodyInserter<?, ? super ClientHttpRequest> inserter = inserter(this.request.body());
			this.sent = true;
			return inserter.insert(output, context);
		};
	}

	private BodyInserter<?, ? super ClientHttpRequest> inserter(HttpRequestBody body) {
		if (body instanceof HttpRequestBody.Bytes bytes) {
			return inserter(bytes.content().get());
		}
		if (body instanceof HttpRequestBody.File file) {
			return BodyInserters.fromResource(new FileSystemResource(file.path()));
		}
		return BodyInserters.empty();
	}

	private BodyInserter<?, ClientHttpRequest> inserter(byte[] bytes) {
		if (bytes.length > this.maxPayload.toBytes()) {
			throw HttpExchangeFailures.requestTooLarge(this.request, bytes.length, this.maxPayload);
		}
		return (output, context) -> {
			output.getHeaders().setContentLength(bytes.length);
			return output.writeWith(Mono.just(output.bufferFactory().wrap(bytes)));
		};
	}

	private Mono<HttpFunctionAnswer> read(ClientResponse response) {
		return content(response).map((body) -> new HttpFunctionAnswer(this.request, response.statusCode().value(),
				response.headers().asHttpHeaders(), body, Duration.ofNanos(System.nanoTime() - this.start)));
	}

	private Mono<byte[]> content(ClientResponse response) {
		Flux<DataBuffer> buffers = response.bodyToFlux(DataBuffer.class);
		long length = response.headers().contentLength().orElse(-1);
		if (length > this.maxPayload.toBytes() && !this.request.method().matches("HEAD")) {
			return buffers.doOnNext(DataBufferUtils::release)
				.take(1)
				.then(Mono.error(() -> HttpExchangeFailures.answerTooLarge(this.request, Long.toString(length),
						this.maxPayload, null)));
		}
		return DataBufferUtils.join(buffers, (int) this.maxPayload.toBytes())
			.onErrorMap(DataBufferLimitException.class,
					(ex) -> HttpExchangeFailures.answerTooLarge(this.request, "more than " + this.maxPayload.toBytes(),
							this.maxPayload, ex))
			.map(HttpExchange::bytes)
			.defaultIfEmpty(new byte[0]);
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

}
