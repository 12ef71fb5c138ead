package io.blueprintfaas.platform.web;

import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ReactiveHttpOutputMessage;
import org.springframework.web.reactive.function.BodyInserter;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes answers. They do not go through message writers, so that the platform needs
 * none.
 */
final class JsonAnswers {

	private static final JsonMapper json = new JsonMapper();

	private JsonAnswers() {
	}

	static Mono<ServerResponse> ok(Object body) {
		return of(200, body, (headers) -> {
		});
	}

	static Mono<ServerResponse> of(int status, Object body, Consumer<HttpHeaders> headers) {
		return bytes(status, MediaType.APPLICATION_JSON, json.writeValueAsBytes(body), headers);
	}

	static Mono<ServerResponse> bytes(int status, MediaType type, byte[] body, Consumer<HttpHeaders> headers) {
		return ServerResponse.status(status)
			.contentType(type)
			.contentLength(body.length)
			.headers(headers)
			.body(inserter(body));
	}

	private static BodyInserter<byte[], ReactiveHttpOutputMessage> inserter(byte[] body) {
		return (message, context) -> message.writeWith(Mono.just(message.bufferFactory().wrap(body)));
	}

}
