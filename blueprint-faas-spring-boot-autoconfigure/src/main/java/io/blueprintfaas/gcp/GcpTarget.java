package io.blueprintfaas.gcp;

/**
 * Where the control plane finds a function.
 *
 * @param project project of the function
 * @param region region of the function
 * @param name name of the function
 */
record GcpTarget(String project, String region, String name) {

	// The parts of a full name, as in projects/P/locations/R/functions/F.
	static GcpTarget of(String resourceName) {
		String[] parts = resourceName.split("/");
		return new GcpTarget(parts[1], parts[3], parts[5]);
	}

	// What the function belongs to.
	String parent() {
		return "projects/%s/locations/%s".formatted(this.project, this.region);
	}

	String resourceName() {
		return "%s/functions/%s".formatted(parent(), this.name);
	}

}
