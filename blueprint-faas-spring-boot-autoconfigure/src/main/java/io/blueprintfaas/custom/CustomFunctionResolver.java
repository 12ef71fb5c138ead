package io.blueprintfaas.custom;

import java.net.URI;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Finds the addresses of a job's function in its configuration.
 */
final class CustomFunctionResolver {

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]*)}");

	private CustomFunctionResolver() {
	}

	static CustomFunction resolve(FaasJobDefinition job, @Nullable URI baseUrl, @Nullable String urlTemplate) {
		String id = CustomJobRules.function(job);
		if (job.endpoint() != null) {
			return new CustomFunction(id, checkAddress(job, "endpoint", job.endpoint().toString()), null);
		}
		URI resource = (baseUrl != null) ? CustomFunction.resource(baseUrl, id) : null;
		if (urlTemplate != null) {
			return new CustomFunction(id, expand(job, urlTemplate, baseUrl, id), resource);
		}
		if (baseUrl == null) {
			throw new InvalidFaasJobException(
					"Job %s has provider '%s', but there is no address to call it at".formatted(job.key(),
							job.provider()),
					"Set 'blueprint.faas.custom.base-url', or '%s' to a platform of 'blueprint.faas.custom.platforms', or '%s' to the function's own address"
						.formatted(job.property("platform"), job.property("endpoint")));
		}
		return CustomFunction.at(baseUrl, id);
	}

	private static URI expand(FaasJobDefinition job, String template, @Nullable URI baseUrl, String id) {
		Map<String, String> values = Map.of("base-url", (baseUrl != null) ? CustomFunction.withoutSlash(baseUrl) : "",
				"job-id", Long.toString(job.key().id()), "job-name", job.key().name(), "function", id);
		Matcher matcher = PLACEHOLDER.matcher(template);
		String expanded = matcher
			.replaceAll((found) -> Matcher.quoteReplacement(value(job, template, values, found.group(1))));
		return checkAddress(job, "url-template", expanded);
	}

	private static String value(FaasJobDefinition job, String template, Map<String, String> values, String name) {
		String value = values.get(name);
		if (value == null || value.isEmpty()) {
			throw new InvalidFaasJobException(
					"The URL template '%s' of job %s has the placeholder {%s}, %s".formatted(template, job.key(), name,
							(value != null) ? "but no 'base-url' is set" : "which does not exist"),
					(value != null) ? "Set 'base-url' of the platform, or write the address into the template"
							: "Use {base-url}, {job-id}, {job-name} or {function}");
		}
		return value;
	}

	private static URI checkAddress(FaasJobDefinition job, String key, String address) {
		try {
			URI uri = URI.create(address);
			if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
				return uri;
			}
		}
		catch (IllegalArgumentException ex) {
			throw noAddress(job, key, ex);
		}
		throw noAddress(job, key, null);
	}

	private static InvalidFaasJobException noAddress(FaasJobDefinition job, String key,
			@Nullable IllegalArgumentException cause) {
		return new InvalidFaasJobException(
				"The '%s' of job %s does not give an http or https address with a host".formatted(key, job.key()),
				"Correct it, for example to http://localhost:8080/square", cause);
	}

}
