package io.blueprintfaas.custom;

import io.blueprintfaas.http.HttpCredential;

/**
 * Makes credentials of OAuth 2.0 client registrations; there is one only if the library
 * for it is.
 */
interface OAuth2Credentials {

	/**
	 * The credential of a registration.
	 * @param registration id of the registration
	 * @return the credential; it asks for a token at first use
	 */
	HttpCredential credential(String registration);

}
