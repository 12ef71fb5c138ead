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
 * @param project its project, or {@code null} for that of the credentials
 * @param region its region, or {@code null} if only its endpoint is known
 * @param name its name, without project and region
 * @param endpoint its address, or {@code null} if it is to be looked up
 * @param audience audience of identity tokens, or {@code null} for the address
 */
record GcpFunction(@Nullable String project, @Nullable String region, String name, @Nullable URI endpoint,
		@Nullable String audience) {

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
		GcpCallRules.checkDeadline(job);
		URI endpoint = job.endpoint();
		if (endpoint != null) {
			GcpCallRules.checkEndpoint(job, endpoint);
			return new GcpFunction(null, null, byRule(job, properties), endpoint, keys.audience());
		}
		Matcher fullName = FULL_NAME.matcher((job.function() != null) ? job.function() : "");
		return fullName.matches() ? withFullName(job, fullName, keys) : withName(job, properties, keys);
	}

	// The same with its project, if that is not said.
	GcpFunction in(String defaultProject) {
		return (this.project != null) ? this
				: new GcpFunction(defaultProject, this.region, this.name, this.endpoint, this.audience);
	}

	// Where the function lives. Its project must be known.
	String parent() {
		return "projects/%s/locations/%s".formatted(this.project, this.region);
	}

	// Its full name, as the API of Cloud Functions takes it. Its project must be known.
	String resourceName() {
		return "%s/functions/%s".formatted(parent(), this.name);
	}

	// Audience of identity tokens for calls at an address. That of a Cloud Run service is
	// its address without a path.
	String audienceAt(URI address) {
		if (this.audience != null) {
			return this.audience;
		}
		String full = HttpAddress.withoutSecrets(address);
		String path = (address.getRawPath() != null) ? address.getRawPath() : "";
		boolean service = address.getHost() != null && address.getHost().endsWith(".run.app");
		return (service || "/".equals(path)) ? full.substring(0, full.length() - path.length()) : full;
	}

	@Override
	public String toString() {
		return (this.endpoint != null) ? "at " + HttpAddress.withoutSecrets(this.endpoint)
				: "'%s' in %s".formatted(this.name, this.region);
	}

	private static GcpFunction withFullName(FaasJobDefinition job, Matcher fullName, GcpJobProperties keys) {
		String property = job.property("function");
		return new GcpFunction(check(job, property, fullName.group(1), PROJECT, PROJECT_RULE),
				check(job, property, fullName.group(2), REGION, REGION_RULE),
				check(job, property, fullName.group(3), NAME, NAME_RULE), null, keys.audience());
	}

	private static GcpFunction withName(FaasJobDefinition job, GcpFaasProperties properties, GcpJobProperties keys) {
		String project = properties.projectId();
		if (project != null) {
			check(job, "blueprint.faas.gcp.project-id", project, PROJECT, PROJECT_RULE);
		}
		return new GcpFunction(project, region(job, properties, keys), name(job, properties), null, keys.audience());
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

}
