package io.blueprintfaas.openwhisk;

import reactor.core.publisher.Mono;

/**
 * Knows where functions are and with which key they are reached. It is asked at each
 * request, so it should answer from memory where it can.
 */
public interface OpenWhiskAccess {

	/**
	 * The namespace of the functions, found out at first use if that takes requests.
	 * @return the namespace, never empty, or an error: {@link OpenWhiskAccessException}
	 * says what it means for a call
	 */
	Mono<OpenWhiskNamespace> namespace();

	/**
	 * Something else than a namespace whose key was refused with status 401, and so has
	 * run nothing. The request is then sent once more. Many requests may be refused with
	 * the same key at a time.
	 * @param refused what was refused
	 * @return another namespace or the same with another key, or empty if there is none
	 */
	default Mono<OpenWhiskNamespace> refused(OpenWhiskNamespace refused) {
		return Mono.empty();
	}

}
