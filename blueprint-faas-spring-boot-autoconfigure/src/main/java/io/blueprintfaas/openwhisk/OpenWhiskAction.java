package io.blueprintfaas.openwhisk;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Which function a job calls.
 *
 * @param namespace its namespace, or {@code null} for that of the key
 * @param packageName its package, or {@code null} for none
 * @param name its name in there
 */
record OpenWhiskAction(@Nullable String namespace, @Nullable String packageName, String name) {

	private static final String SEGMENT = "[A-Za-z0-9_](?:[A-Za-z0-9_@. -]{0,254}[A-Za-z0-9_@.-])?";

	private static final Pattern NAME = Pattern.compile(SEGMENT);

	private static final Pattern FULL_NAME = Pattern
		.compile("(?:/(%1$s)/)?(?:(%1$s)/)?(%1$s)".formatted(SEGMENT));

	private static final String RULE = "letters, digits, '_', '-', '@', '.' and inner spaces, at most 256 characters, beginning with a letter, a digit or '_'";

	// The function of a job by the job's key or, without it, by rule: the name of the
	// prefix and the job's number, in the package of all.
	static OpenWhiskAction of(FaasJobDefinition job, OpenWhiskSettings settings) {
		if (job.endpoint() != null) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s', but provider '%s' calls functions by name".formatted(job.key(),
							job.property("endpoint"), job.provider()),
					"Set '%s' to the name of the function, for example 'my-package/my-function'; a web function is called by provider 'custom'"
						.formatted(job.property("function")));
		}
		return (job.function() != null) ? named(job, job.function()) : byRule(job, settings);
	}

	// Its address below a namespace.
	String path(OpenWhiskNamespace at) {
		return "%s/actions/%s%s".formatted(namespacePath(at),
				(this.packageName != null) ? encode(this.packageName) + "/" : "", encode(this.name));
	}

	// Address of its package, which there must be.
	String packagePath(OpenWhiskNamespace at) {
		return "%s/packages/%s".formatted(namespacePath(at), encode(String.valueOf(this.packageName)));
	}

	// Its name with its package.
	String simpleName() {
		return (this.packageName != null) ? "%s/%s".formatted(this.packageName, this.name) : this.name;
	}

	@Override
	public String toString() {
		return (this.namespace != null) ? "'/%s/%s'".formatted(this.namespace, simpleName())
				: "'%s'".formatted(simpleName());
	}

	private String namespacePath(OpenWhiskNamespace at) {
		return "namespaces/" + encode((this.namespace != null) ? this.namespace : at.namespace());
	}

	static String encode(String segment) {
		return UriUtils.encode(segment, StandardCharsets.UTF_8);
	}

	private static OpenWhiskAction named(FaasJobDefinition job, String function) {
		Matcher name = FULL_NAME.matcher(function);
		if (!name.matches()) {
			throw InvalidFaasJobException.outOfRange(job, job.property("function"), function,
					"'function', 'package/function', '/namespace/function' or '/namespace/package/function', each of "
							+ RULE);
		}
		String namespace = OpenWhiskNamespace.OF_THE_KEY.equals(name.group(1)) ? null : name.group(1);
		return new OpenWhiskAction(namespace, name.group(2), name.group(3));
	}

	private static OpenWhiskAction byRule(FaasJobDefinition job, OpenWhiskSettings settings) {
		String name = "%s-job-%d".formatted(settings.functionPrefix(), job.key().id());
		check(job, settings, "function-prefix", settings.functionPrefix(), name);
		check(job, settings, "package-name", settings.packageName(), settings.packageName());
		return new OpenWhiskAction(null, settings.packageName(), name);
	}

	private static void check(FaasJobDefinition job, OpenWhiskSettings settings, String key, String value,
			String name) {
		if (!NAME.matcher(name).matches()) {
			throw new InvalidFaasJobException(
					"'%s.%s' is '%s', which makes '%s' a name for job %s, but provider '%s' takes %s".formatted(
							settings.prefix(), key, value, name, job.key(), job.provider(), RULE),
					"Change '%s.%s', or set '%s'".formatted(settings.prefix(), key, job.property("function")));
		}
	}

}
