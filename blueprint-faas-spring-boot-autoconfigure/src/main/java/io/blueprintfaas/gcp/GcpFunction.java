package io.blueprintfaas.gcp;

import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What a call addresses.
 *
 * @param project project of the function
 * @param region region of the function
 * @param name name of the function
 */
record GcpFunction(String project, String region, String name) {

	static GcpFunction of(FaasJobDefinition job, GcpFaasProperties properties) {
		GcpJobProperties keys = job.bind(GcpJobProperties.class);
		String name = (job.function() != null) ? job.function()
				: "%s-job-%d".formatted(properties.functionPrefix(), job.key().id());
		return new GcpFunction(String.valueOf(properties.projectId()),
				String.valueOf((keys.region() != null) ? keys.region() : properties.region()), name);
	}

	// Where the function lives.
	String parent() {
		return "projects/%s/locations/%s".formatted(this.project, this.region);
	}

	String resourceName() {
		return "%s/functions/%s".formatted(parent(), this.name);
	}

}
