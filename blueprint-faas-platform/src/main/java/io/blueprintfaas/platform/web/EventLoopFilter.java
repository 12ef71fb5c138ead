package io.blueprintfaas.platform.web;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.HandlerFilterFunction;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;

/**
 * Writes each answer on the event loop of its connection. Reactor Netty 1.3.7 may stop
 * reading a connection for good if one answer is completed on another thread and the next
 * one at once on the event loop.
 */
final class EventLoopFilter implements HandlerFilterFunction<ServerResponse, ServerResponse> {

	@Override
	public Mono<ServerResponse> filter(ServerRequest request, HandlerFunction<ServerResponse> next) {
		Mono<ServerResponse> response = next.handle(request);
		ServerHttpRequest http = request.exchange().getRequest();
		Object connection = ServerHttpRequestDecorator.getNativeRequest(http);
		return (connection instanceof Connection reactorNetty)
				? response.publishOn(Schedulers.fromExecutor(reactorNetty.channel().eventLoop())) : response;
	}

}
