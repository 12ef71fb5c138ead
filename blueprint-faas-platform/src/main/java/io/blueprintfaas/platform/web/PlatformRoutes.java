package io.blueprintfaas.platform.web;

import java.util.Map;
import java.util.Set;

import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.server.HandlerFunction;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.function.Functions;

/**
 * The routes of the specification, and an answer of its form for every other request.
 */
public final class PlatformRoutes {

	/**
	 * Path that answers without authentication whether the platform takes calls.
	 */
	public static final String HEALTH = "/api/health";

	private static final String FUNCTION = "/api/functions/{functionId}";

	private PlatformRoutes() {
	}

	/**
	 * All routes.
	 * @param functions what they work on
	 * @param keys asked for before each request but for {@link #HEALTH}
	 * @return the routes
	 */
	public static RouterFunction<ServerResponse> create(Functions functions, ApiKeys keys) {
		DeploymentHandler deployments = new DeploymentHandler(functions);
		InvocationHandler invocations = new InvocationHandler(functions);
		RouterFunctions.Builder routes = RouterFunctions.route();
		add(routes, FUNCTION + "/invoke", Map.of(HttpMethod.POST, invocations::invoke, HttpMethod.GET,
				deployments::health, HttpMethod.HEAD, deployments::health));
		add(routes, FUNCTION + "/health",
				Map.of(HttpMethod.GET, deployments::health, HttpMethod.HEAD, deployments::health));
		add(routes, FUNCTION + "/warm", Map.of(HttpMethod.POST, deployments::warm));
		add(routes, FUNCTION + "/logs", Map.of(HttpMethod.GET, deployments::log));
		add(routes, FUNCTION, Map.of(HttpMethod.PUT, deployments::deploy, HttpMethod.GET, deployments::find,
				HttpMethod.DELETE, deployments::delete));
		add(routes, "/api/functions", Map.of(HttpMethod.GET, deployments::list));
		add(routes, "/api/echo", Map.of(HttpMethod.POST, invocations::echo));
		add(routes, HEALTH, Map.of(HttpMethod.GET, deployments::platformHealth));
		routes.route(RequestPredicates.all(), (request) -> Mono
			.error(PlatformException.of(404, "NOT_FOUND", "There is no route '%s'".formatted(request.path()))));
		return routes.build().filter(new ErrorFilter()).filter(keys.filter()).filter(new EventLoopFilter());
	}

	private static void add(RouterFunctions.Builder routes, String path,
			Map<HttpMethod, HandlerFunction<ServerResponse>> handlers) {
		handlers.forEach((method, handler) -> routes
			.route(RequestPredicates.method(method).and(RequestPredicates.path(path)), handler));
		HttpMethod[] allowed = handlers.keySet().toArray(new HttpMethod[0]);
		routes.route(RequestPredicates.path(path),
				(request) -> ErrorAnswers.of(
						PlatformException.of(405, "METHOD_NOT_ALLOWED",
								"'%s' does not take %s".formatted(request.path(), request.method())),
						(headers) -> headers.setAllow(Set.of(allowed))));
	}

}
