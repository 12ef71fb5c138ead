package io.blueprintfaas.dashboard;

import java.util.List;

import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Serves the page with Spring MVC.
 */
final class MvcDashboard {

	private static final String CSRF_TOKEN = "org.springframework.security.web.csrf.CsrfToken";

	private MvcDashboard() {
	}

	static RouterFunction<ServerResponse> router(List<DashboardRoute> routes) {
		RouterFunctions.Builder router = RouterFunctions.route();
		for (DashboardRoute route : routes) {
			router.route(RequestPredicates.method(route.method()).and(RequestPredicates.path(route.pattern())),
					(request) -> response(route.handler().apply(adapt(request))));
		}
		return router.build();
	}

	private static DashboardRequest adapt(ServerRequest request) {
		return new DashboardRequest(request.uri(), request.headers().asHttpHeaders(), request::pathVariable,
				(name) -> request.param(name).orElse(null),
				Mono.defer(() -> Mono.justOrEmpty(request.attribute(CSRF_TOKEN)).map(Csrf::header)));
	}

	// On a thread that may wait.
	private static ServerResponse response(Mono<DashboardAnswer> pending) {
		DashboardAnswer answer = pending.blockOptional().orElseThrow();
		ServerResponse.BodyBuilder response = ServerResponse.status(answer.status())
			.headers((headers) -> headers.putAll(answer.headers()));
		return (answer.body().length > 0) ? response.body(answer.body()) : response.build();
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
