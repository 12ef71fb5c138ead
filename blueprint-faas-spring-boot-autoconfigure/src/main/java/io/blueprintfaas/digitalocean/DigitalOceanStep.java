package io.blueprintfaas.digitalocean;

/**
 * What is asked of DigitalOcean's own API.
 */
enum DigitalOceanStep {

	FINDING("finding the namespace", "function:read"),

	CREATING("creating the namespace", "function:create"),

	CREATING_KEY("creating an access key", "function:admin"),

	REVOKING_KEY("revoking an access key", "function:admin");

	private final String text;

	private final String scope;

	DigitalOceanStep(String text, String scope) {
		this.text = text;
		this.scope = scope;
	}

	// To be read after "failed while".
	String text() {
		return this.text;
	}

	// What the token must be allowed.
	String scope() {
		return this.scope;
	}

}
