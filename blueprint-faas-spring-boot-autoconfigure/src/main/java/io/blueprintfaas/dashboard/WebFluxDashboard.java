package io.blueprintfaas.dashboard;

import java.util.List;

import org.springframework.security.web.server.csrf.CsrfToken;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Serves the page with Spring WebFlux.
 */
final class WebFluxDashboard {

	private static final String CSRF_TOKEN = "org.springframework.security.web.server.csrf.CsrfToken";

	private WebFluxDashboard() {
	}

	static RouterFunction<ServerResponse> router(List<DashboardRoute> routes) {
		RouterFunctions.Builder router = RouterFunctions.route();
		for (DashboardRoute route : routes) {
			router.route(RequestPredicates.method(route.method()).and(RequestPredicates.path(route.pattern())),
					(request) -> route.handler().apply(adapt(request)).flatMap(WebFluxDashboard::response));
		}
		return router.build();
	}

	private static DashboardRequest adapt(ServerRequest request) {
		return new DashboardRequest(request.uri(), request.headers().asHttpHeaders(), request::pathVariable,
				(name) -> request.queryParam(name).orElse(null), Mono.defer(() -> csrf(request)));
	}

	private static Mono<CsrfHeader> csrf(ServerRequest request) {
		Object token = request.exchange().getAttribute(CSRF_TOKEN);
		return (token instanceof Mono<?> pending) ? pending.map(Csrf::header) : Mono.empty();
	}

	private static Mono<ServerResponse> response(DashboardAnswer answer) {
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.status())
			.headers((headers) -> headers.putAll(answer.headers()));
		return (answer.body().length > 0) ? response.bodyValue(answer.body()) : response.build();
	}

	/**
	 * Used only with Spring Security.
	 */
	private static final class Csrf {

		static CsrfHeader header(Object token) {
			CsrfToken csrf = (CsrfToken) token;
			return new CsrfHeader(csrf.getHeaderName(), csrf.getToken());
		}

	}

}
