package io.blueprintfaas.dashboard;

/**
 * The header in which Spring Security expects its token against forged requests.
 *
 * @param name name of the header
 * @param token its value
 */
record CsrfHeader(String name, String token) {

	/**
	 * Says nothing of the token.
	 */
	@Override
	public String toString() {
		return "CsrfHeader[name=%s]".formatted(this.name);
	}

}
