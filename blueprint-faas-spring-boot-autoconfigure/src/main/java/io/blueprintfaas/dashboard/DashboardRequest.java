package io.blueprintfaas.dashboard;

import java.net.URI;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * What the page asks for, whichever web server took the request.
 *
 * @param uri address that was asked for
 * @param headers headers of the request
 * @param path variables of the path by name
 * @param query parameters of the query by name, {@code null} for one that is not there
 * @param csrf token that Spring Security expects with operations; empty if it does not
 */
record DashboardRequest(URI uri, HttpHeaders headers, Function<String, String> path,
		Function<String, @Nullable String> query, Mono<CsrfHeader> csrf) {

}
