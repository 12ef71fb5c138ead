package io.blueprintfaas.dashboard;

import java.net.URI;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Tells requests of the page from those that a page of another site has a browser send.
 */
final class RequestOrigin {

	/** A page of another origin cannot send it without asking first. */
	static final String HEADER = "X-Blueprint-Faas";

	private static final String FETCH_SITE = "Sec-Fetch-Site";

	/** By a browser's address bar, or by the page. */
	private static final Set<String> OWN = Set.of("none", "same-origin");

	private RequestOrigin() {
	}

	// Nobody else's page may read.
	static @Nullable String refusalOfReading(DashboardRequest request) {
		String site = request.headers().getFirst(FETCH_SITE);
		return (site == null || OWN.contains(site)) ? null
				: "The request comes from another site ('%s' is '%s'): open the page itself".formatted(FETCH_SITE,
						site);
	}

	// Nobody else's page may do anything, and no form.
	static @Nullable String refusalOfOperating(DashboardRequest request) {
		if (request.headers().getFirst(HEADER) == null) {
			return "The header '%s' is missing: operations are for the page, or for who sends that header"
				.formatted(HEADER);
		}
		String origin = request.headers().getOrigin();
		return (origin == null || isOwn(origin, request)) ? refusalOfReading(request)
				: "The request comes from another site: 'Origin' is '%s'".formatted(origin);
	}

	// Behind a proxy either the host as it was sent or as the framework understands it.
	private static boolean isOwn(String origin, DashboardRequest request) {
		String authority = authority(origin);
		String host = request.headers().getFirst(HttpHeaders.HOST);
		return authority != null && (authority.equalsIgnoreCase(host) || sameAs(authority, origin, request.uri()));
	}

	private static boolean sameAs(String authority, String origin, URI uri) {
		return authority.equalsIgnoreCase(uri.getAuthority()) && origin.startsWith(uri.getScheme() + ":");
	}

	private static @Nullable String authority(String origin) {
		try {
			return UriComponentsBuilder.fromUriString(origin).build().toUri().getAuthority();
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			return null;
		}
	}

}
