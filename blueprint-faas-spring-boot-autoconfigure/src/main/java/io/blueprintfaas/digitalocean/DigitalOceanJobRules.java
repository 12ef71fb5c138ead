package io.blueprintfaas.digitalocean;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.provider.NearestName;

/**
 * What DigitalOcean Functions takes otherwise than OpenWhisk does, checked at startup.
 */
final class DigitalOceanJobRules {

	private static final List<String> REGIONS = List.of("ams3", "blr1", "fra1", "lon1", "nyc1", "sfo3", "sgp1", "syd1",
			"tor1");

	private static final Set<String> LANGUAGES = Set.of("go", "nodejs", "php", "python");

	private final FaasJobDefinition job;

	private final DigitalOceanFaasProperties properties;

	private DigitalOceanJobRules(FaasJobDefinition job, DigitalOceanFaasProperties properties) {
		this.job = job;
		this.properties = properties;
	}

	static void check(FaasJobDefinition job, DigitalOceanFaasProperties properties) {
		DigitalOceanJobRules rules = new DigitalOceanJobRules(job, properties);
		rules.checkRegion();
		rules.checkKind();
	}

	private void checkRegion() {
		String region = this.properties.region();
		if (this.properties.namespace() != null || this.properties.apiHost() != null) {
			// It is where the namespace is
			return;
		}
		if (region == null) {
			throw new InvalidFaasJobException(
					"Job %s has provider 'digitalocean', but no region is set, and there is no default"
						.formatted(this.job.key()),
					"Set 'blueprint.faas.digitalocean.region', for example to 'fra1', or 'blueprint.faas.digitalocean.namespace' to the id of a namespace");
		}
		if (!REGIONS.contains(region)) {
			throw new InvalidFaasJobException(
					"Job %s needs 'blueprint.faas.digitalocean.region', which is '%s', but provider 'digitalocean' takes %s"
						.formatted(this.job.key(), region, String.join(", ", REGIONS)),
					proposal(region)
							+ "; for a region that is new, make the namespace yourself and set 'blueprint.faas.digitalocean.namespace' to its id");
		}
	}

	private static String proposal(String region) {
		Optional<String> nearest = NearestName.of(region, REGIONS);
		return nearest
			.map((name) -> "Did you mean '%s'?".formatted(name) + " Change 'blueprint.faas.digitalocean.region'")
			.orElse("Change 'blueprint.faas.digitalocean.region'");
	}

	private void checkKind() {
		String own = this.job.bind(Keys.class).kind();
		String kind = (own != null) ? own : this.properties.kind();
		String language = kind.split(":", 2)[0];
		if (LANGUAGES.contains(language)) {
			return;
		}
		String property = (own != null) ? this.job.property("kind") : "blueprint.faas.digitalocean.kind";
		String rule = "java".equals(language) ? "go, nodejs, php and python: it has no runtime for Java"
				: "go, nodejs, php and python" + ("blackbox".equals(language) ? ", and no images of yours" : "");
		throw new InvalidFaasJobException(
				"Job %s needs '%s', which is '%s', but provider 'digitalocean' takes %s".formatted(this.job.key(),
						property, kind, rule),
				"java".equals(language) ? javaFix(property)
						: "Set '%s' to one of these, for example 'go:default'".formatted(property));
	}

	private String javaFix(String property) {
		return "Set '%s' to 'go:default' and '%s' to 'bundled-jre' (experimental: the package brings its own Java), or '%s' to code built elsewhere, or name in '%s' a function that is there already, or choose a provider that has Java"
			.formatted(property, this.job.property("package"), this.job.property("artifact"),
					this.job.property("function"));
	}

	/**
	 * The key of a job that is checked here too.
	 *
	 * @param kind runtime of the function, or {@code null} for that of all
	 */
	record Keys(@Nullable String kind) {

	}

}
