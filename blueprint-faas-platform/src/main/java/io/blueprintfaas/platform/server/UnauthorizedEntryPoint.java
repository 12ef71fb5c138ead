package io.blueprintfaas.platform.server;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.server.ServerAuthenticationEntryPoint;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.platform.web.ApiKeys;

/**
 * Answers requests without valid credentials as the specification wants it.
 */
final class UnauthorizedEntryPoint implements ServerAuthenticationEntryPoint {

	private final byte[] body = new JsonMapper().writeValueAsBytes(ApiKeys.unauthorized().body());

	@Override
	public Mono<Void> commence(ServerWebExchange exchange, AuthenticationException ex) {
		ServerHttpResponse response = exchange.getResponse();
		response.setStatusCode(HttpStatus.UNAUTHORIZED);
		response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
		response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
		DataBuffer buffer = response.bufferFactory().wrap(this.body);
		return response.writeWith(Mono.just(buffer));
	}

}
