package io.blueprintfaas.openwhisk;

import java.util.regex.Pattern;

import io.blueprintfaas.openwhisk.OpenWhiskJobProperties.Packaging;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Which runtime can run which code, checked at startup.
 */
final class OpenWhiskKindRules {

	static final String BLACKBOX = "blackbox";

	private static final Pattern KIND = Pattern.compile("[A-Za-z0-9_.-]+(?::[A-Za-z0-9_.-]+)?");

	private static final String JAVA = "OpenWhisk's kind of Java runs Java 8, and Spring Boot 4 needs Java 17 or newer";

	private OpenWhiskKindRules() {
	}

	static void check(FaasJobDefinition job, OpenWhiskSettings settings, OpenWhiskJobProperties keys) {
		if (keys.image() != null) {
			checkImage(job, keys);
			return;
		}
		String kind = (keys.kind() != null) ? keys.kind() : settings.kind();
		String property = (keys.kind() != null) ? job.property("kind") : settings.prefix() + ".kind";
		if (!KIND.matcher(kind).matches()) {
			throw InvalidFaasJobException.outOfRange(job, property, kind,
					"a language, or a language and a version with a colon between them, for example 'go:default'");
		}
		if (BLACKBOX.equals(kind)) {
			throw withoutImage(job, settings, property);
		}
		if (job.artifact() == null) {
			checkOwn(job, settings, keys, kind, property);
		}
	}

	private static void checkImage(FaasJobDefinition job, OpenWhiskJobProperties keys) {
		if (keys.kind() != null && !BLACKBOX.equals(keys.kind())) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to '%s', but a function from an image, as in '%s', is of kind 'blackbox'"
						.formatted(job.key(), job.property("kind"), keys.kind(), job.property("image")),
					"Remove one of them");
		}
		if (keys.packaging() == Packaging.BUNDLED_JRE) {
			throw new InvalidFaasJobException(
					"Job %s sets both '%s' and '%s', but an image brings its own code".formatted(job.key(),
							job.property("image"), job.property("package")),
					"Remove one of them");
		}
		if (keys.image().isBlank() || keys.image().chars().anyMatch(Character::isWhitespace)) {
			throw InvalidFaasJobException.outOfRange(job, job.property("image"), keys.image(),
					"the name of an image, for example 'my-account/my-function:1.0'");
		}
	}

	private static InvalidFaasJobException withoutImage(FaasJobDefinition job, OpenWhiskSettings settings,
			String property) {
		return settings.selfHosted()
				? new InvalidFaasJobException(
						"Job %s has 'blackbox' in '%s', which takes an image, but sets none".formatted(job.key(),
								property),
						"Set '%s'".formatted(job.property("image")))
				: InvalidFaasJobException.outOfRange(job, property, BLACKBOX,
						"the platform's own runtimes, no images of yours");
	}

	// This application can become the code of a runtime that starts executables.
	private static void checkOwn(FaasJobDefinition job, OpenWhiskSettings settings, OpenWhiskJobProperties keys,
			String kind, String property) {
		String language = kind.split(":", 2)[0];
		if ("java".equals(language)) {
			throw new InvalidFaasJobException(
					"Job %s has '%s' in '%s', but %s".formatted(job.key(), kind, property, JAVA), ways(job, settings));
		}
		if (keys.packaging() == Packaging.BUNDLED_JRE && !"go".equals(language)) {
			throw new InvalidFaasJobException(
					"Job %s has '%s' in '%s', but a package with its own Java is started by runtimes of kind 'go' only"
						.formatted(job.key(), kind, property),
					"Set '%s' to 'go:default' or another version of it".formatted(property));
		}
	}

	// What to do to have something deployed.
	static String ways(FaasJobDefinition job, OpenWhiskSettings settings) {
		String image = settings.selfHosted()
				? ", or '%s' to an image of yours that contains this application".formatted(job.property("image")) : "";
		return "Set '%s' to 'bundled-jre' with a kind of 'go' (experimental: it brings its own Java)%s, or '%s' to code built elsewhere, or name in '%s' a function that is there already"
			.formatted(job.property("package"), image, job.property("artifact"), job.property("function"));
	}

}
