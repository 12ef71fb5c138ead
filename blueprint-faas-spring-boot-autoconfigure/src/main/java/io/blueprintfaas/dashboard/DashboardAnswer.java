package io.blueprintfaas.dashboard;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * What the page gets, whichever web server sends it.
 *
 * @param status status of the answer
 * @param headers headers of the answer
 * @param body body of the answer, empty for none
 */
record DashboardAnswer(HttpStatus status, HttpHeaders headers, byte[] body) {

	private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
			+ "img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

	DashboardAnswer {
		headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
		headers.set("Cross-Origin-Resource-Policy", "same-origin");
		headers.set("Referrer-Policy", "no-referrer");
		headers.set("X-Content-Type-Options", "nosniff");
		headers.set("X-Frame-Options", "DENY");
	}

}
