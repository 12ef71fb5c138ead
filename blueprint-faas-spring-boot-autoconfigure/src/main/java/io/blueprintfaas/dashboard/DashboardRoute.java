package io.blueprintfaas.dashboard;

import java.util.function.Function;

import org.springframework.http.HttpMethod;
import reactor.core.publisher.Mono;

/**
 * One thing that can be asked for.
 *
 * @param method method of the request
 * @param pattern path of the request
 * @param handler answers it
 */
record DashboardRoute(HttpMethod method, String pattern, Function<DashboardRequest, Mono<DashboardAnswer>> handler) {

}
