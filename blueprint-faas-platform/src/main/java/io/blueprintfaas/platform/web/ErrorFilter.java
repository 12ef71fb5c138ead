package io.blueprintfaas.platform.web;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Mono;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Turns what a handler throws into an answer of the specification.
 */
final class ErrorFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

	private static final Log logger = LogFactory.getLog(ErrorFilter.class);

	@Override
	public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
		return Mono.defer(() -> next.handle(request)).onErrorResume((ex) -> answer(request, ex));
	}

	private Mono<ServerResponse> answer(ServerRequest request, Throwable ex) {
		if (ex instanceof PlatformException failure) {
			return ErrorAnswers.of(failure, (headers) -> {
			});
		}
		if (DisconnectedClientHelper.isClientDisconnectedException(ex)) {
			logger.debug("A client left while it was answered", ex);
			return Mono.error(ex);
		}
		logger.error("%s %s failed".formatted(request.method(), request.path()), ex);
		return ErrorAnswers.of(PlatformException.of(500, "INTERNAL_ERROR", "The platform failed; its log says why"),
				(headers) -> {
				});
	}

}
