package io.blueprintfaas.gcp;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Which function a job calls.
 *
 * @param name its name, without project and region
 * @param region its region, or {@code null} if only its endpoint is known
 * @param projectId its project, or {@code null} for that of the credentials
 * @param endpoint its address, or {@code null} if it is to be looked up
 * @param audience audience of identity tokens, or {@code null} for the address
 */
record GcpFunction(String name, @Nullable String region, @Nullable String projectId, @Nullable URI endpoint,
		@Nullable String audience) {

	static final String RESOURCE_NAME = "projects/%s/locations/%s/functions/%s";

	private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{2,61}[a-z0-9]");

	private static final Pattern REGION = Pattern.compile("[a-z]+-[a-z]+[0-9]{1,2}");

	private static final Pattern PROJECT = Pattern.compile("(?:[a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]|[0-9]{6,19}");

	private static final Pattern FULL_NAME = Pattern.compile("projects/([^/]+)/locations/([^/]+)/functions/([^/]+)");

	private static final String NAME_RULE = "4 to 63 lower-case letters, digits and '-', beginning with a letter and not ending with '-'";

	private static final String REGION_RULE = "the name of a region, for example 'europe-west1'";

	private static final String PROJECT_RULE = "the id or number of a project";

	// The function of a job by the job's keys or, without them, by rule: the name of the
	// prefix and the job's number, in the region and the project of all.
	static GcpFunction of(FaasJobDefinition job, GcpFaasProperties properties) {
		GcpJobProperties keys = job.bind(GcpJobProperties.class);
		URI endpoint = job.endpoint();
		if (endpoint != null) {
			checkEndpoint(job, endpoint);
			return new GcpFunction(byRule(job, properties), null, null, endpoint, keys.audience());
		}
		Matcher fullName = FULL_NAME.matcher((job.function() != null) ? job.function() : "");
		return fullName.matches() ? withFullName(job, fullName, keys) : withName(job, properties, keys);
	}

	// Full name of the function, as the API of Cloud Functions takes it.
	String resourceName(String defaultProjectId) {
		return RESOURCE_NAME.formatted((this.projectId != null) ? this.projectId : defaultProjectId, this.region,
				this.name);
	}

	// Audience of identity tokens for calls at an address. That of a Cloud Run service is
	// its address without a path.
	String audienceAt(URI address) {
		if (this.audience != null) {
			return this.audience;
		}
		String root = "%s://%s".formatted(address.getScheme(), address.getRawAuthority());
		boolean service = address.getHost() != null && address.getHost().endsWith(".run.app");
		return (service || "/".equals(address.getRawPath())) ? root : HttpAddress.withoutSecrets(address);
	}

	@Override
	public String toString() {
		return (this.endpoint != null) ? "at " + HttpAddress.withoutSecrets(this.endpoint)
				: "'%s' in %s".formatted(this.name, this.region);
	}

	private static GcpFunction withFullName(FaasJobDefinition job, Matcher fullName, GcpJobProperties keys) {
		String property = job.property("function");
		return new GcpFunction(check(job, property, fullName.group(3), NAME, NAME_RULE),
				check(job, property, fullName.group(2), REGION, REGION_RULE),
				check(job, property, fullName.group(1), PROJECT, PROJECT_RULE), null, keys.audience());
	}

	private static GcpFunction withName(FaasJobDefinition job, GcpFaasProperties properties, GcpJobProperties keys) {
		String projectId = properties.projectId();
		if (projectId != null) {
			check(job, "blueprint.faas.gcp.project-id", projectId, PROJECT, PROJECT_RULE);
		}
		return new GcpFunction(name(job, properties), region(job, properties, keys), projectId, null, keys.audience());
	}

	private static String name(FaasJobDefinition job, GcpFaasProperties properties) {
		if (job.function() != null) {
			return check(job, job.property("function"), job.function(), NAME, NAME_RULE
					+ ", or a full name as in projects/my-project/locations/europe-west1/functions/my-function");
		}
		String name = byRule(job, properties);
		if (!NAME.matcher(name).matches()) {
			throw new InvalidFaasJobException(
					"'blueprint.faas.gcp.function-prefix' is '%s', which makes '%s' the name of the function of job %s, but provider 'gcp' takes %s"
						.formatted(properties.functionPrefix(), name, job.key(), NAME_RULE),
					"Change 'blueprint.faas.gcp.function-prefix', or set '%s'".formatted(job.property("function")));
		}
		return name;
	}

	private static String byRule(FaasJobDefinition job, GcpFaasProperties properties) {
		return "%s-job-%d".formatted(properties.functionPrefix(), job.key().id());
	}

	private static String region(FaasJobDefinition job, GcpFaasProperties properties, GcpJobProperties keys) {
		if (keys.region() != null) {
			return check(job, job.property("region"), keys.region(), REGION, REGION_RULE);
		}
		if (properties.region() == null) {
			throw new InvalidFaasJobException(
					"Job %s has provider 'gcp', but no region is set, and there is no default".formatted(job.key()),
					"Set 'blueprint.faas.gcp.region', for example to 'europe-west1', or '%s' for this job alone"
						.formatted(job.property("region")));
		}
		return check(job, "blueprint.faas.gcp.region", properties.region(), REGION, REGION_RULE);
	}

	private static String check(FaasJobDefinition job, String property, String value, Pattern pattern, String rule) {
		if (!pattern.matcher(value).matches()) {
			throw new InvalidFaasJobException("Job %s needs '%s', which is '%s', but provider 'gcp' takes %s"
				.formatted(job.key(), property, value, rule), "Change '%s'".formatted(property));
		}
		return value;
	}

	private static void checkEndpoint(FaasJobDefinition job, URI endpoint) {
		boolean https = "https".equals(endpoint.getScheme());
		if (endpoint.getHost() == null || !(https || isLocal(endpoint))) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to '%s', but provider 'gcp' takes an https address with a host, and http only on this machine"
						.formatted(job.key(), job.property("endpoint"), HttpAddress.withoutSecrets(endpoint)),
					"Correct '%s': an identity token must not travel unprotected".formatted(job.property("endpoint")));
		}
	}

	// A function that runs here, to try it out: nobody checks tokens there.
	static boolean isLocal(URI endpoint) {
		return "http".equals(endpoint.getScheme()) && endpoint.getHost() != null && isLoopback(endpoint.getHost());
	}

	private static boolean isLoopback(String host) {
		return "localhost".equals(host) || "[::1]".equals(host) || host.matches("127(\\.\\d{1,3}){3}");
	}

}
