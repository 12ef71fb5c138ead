package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Ranges of Azure Functions, which depend on the plan, checked at startup.
 */
final class AzureJobRules {

	private static final String PREFIX = "blueprint.faas.azure.";

	private static final Duration LONGEST_OF_CONSUMPTION = Duration.ofMinutes(10);

	private static final int MAX_CONCURRENCY = 1000;

	private static final int MAX_TAGS = 40;

	private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9]{3,24}");

	private static final Pattern PLAN = Pattern.compile("[A-Za-z0-9-]{1,60}");

	private static final Pattern REGION = Pattern.compile("[A-Za-z0-9 ]{3,60}");

	private static final Pattern TAG = Pattern.compile("[^<>%&\\\\?/]{1,512}");

	private static final Pattern RESERVED_TAG = Pattern.compile("(?i)(?:blueprint-faas-|microsoft|azure|windows).*");

	private final FaasJobDefinition job;

	private final AzureFaasProperties properties;

	private AzureJobRules(FaasJobDefinition job, AzureFaasProperties properties) {
		this.job = job;
		this.properties = properties;
	}

	static void check(FaasJobDefinition job, FunctionSettings settings, AzureFaasProperties properties) {
		AzureJobRules rules = new AzureJobRules(job, properties);
		rules.checkRuntime();
		rules.checkMemory(settings.memory());
		rules.checkTimeout(settings.timeout());
		rules.checkWarmInstances(settings.keepWarm());
		rules.checkConcurrency(properties.instanceConcurrency());
		rules.checkForm("region", properties.region(), REGION, "the name of a region, for example 'westeurope'");
		rules.checkForm("storage-account", properties.storageAccount(), ACCOUNT,
				"3 to 24 lower-case letters and digits");
		rules.checkForm("plan-name", properties.planName(), PLAN, "1 to 60 letters, digits and '-'");
		rules.checkTags(properties.tags());
		AzureEnvironmentRules.check(job, settings.environment());
	}

	private void checkRuntime() {
		String runtime = AzureRuntimes.of(this.properties.runtime());
		if (!AzureRuntimes.JAVA.contains(runtime) && !AzureRuntimes.CUSTOM.equals(runtime)) {
			throw shared("runtime", runtime,
					"a version of Java, which is %s, or 'custom'".formatted(String.join(", ", AzureRuntimes.JAVA)));
		}
		if (is(AzurePlan.CONSUMPTION) && AzureRuntimes.JAVA.contains(runtime)
				&& runtime.compareTo(AzureRuntimes.LAST_OF_CONSUMPTION) > 0) {
			throw new InvalidFaasJobException(
					"Job %s needs runtime '%s', but with plan 'consumption' provider 'azure' has Java 17 and 21 only"
						.formatted(this.job.key(), runtime),
					"Set '%splan' to 'flex-consumption', or build and run this application with Java 21 and set '%sruntime' to '21'"
						.formatted(PREFIX, PREFIX));
		}
	}

	private void checkMemory(@Nullable DataSize memory) {
		if (memory != null && memory.compareTo(AzureSizes.maxMemory(this.properties.plan())) > 0) {
			throw outOfRange("memory", memory, switch (this.properties.plan()) {
				case FLEX_CONSUMPTION -> "at most 4GB with plan 'flex-consumption', in sizes of 512MB, 2GB and 4GB";
				case CONSUMPTION -> "at most 1536MB with plan 'consumption', where all instances are of that size";
				case PREMIUM -> "at most 14GB with plan 'premium', in sizes of 3584MB, 7GB and 14GB";
			});
		}
	}

	private void checkTimeout(@Nullable Duration timeout) {
		if (timeout != null && (timeout.toMillis() < 1000 || timeout.toNanosPart() != 0)) {
			throw outOfRange("timeout", timeout, "at least 1s, in whole seconds");
		}
		if (timeout != null && is(AzurePlan.CONSUMPTION) && timeout.compareTo(LONGEST_OF_CONSUMPTION) > 0) {
			throw outOfRange("timeout", timeout, "at most 10m with plan 'consumption'");
		}
	}

	private void checkWarmInstances(int instances) {
		if (instances > 0 && is(AzurePlan.CONSUMPTION)) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to %d, but with plan 'consumption' provider 'azure' keeps no instance started"
						.formatted(this.job.key(), this.job.property("keep-warm"), instances),
					"Set '%splan' to 'flex-consumption' or 'premium', or remove '%s'".formatted(PREFIX,
							this.job.property("keep-warm")));
		}
		int most = is(AzurePlan.PREMIUM) ? 20 : AzureSizes.maxInstances(this.properties.plan());
		if (instances > most) {
			throw outOfRange("keep-warm", instances, "at most " + most);
		}
	}

	private void checkConcurrency(@Nullable Integer concurrency) {
		if (concurrency != null && !is(AzurePlan.FLEX_CONSUMPTION)) {
			throw shared("instance-concurrency", concurrency, "it with plan 'flex-consumption' only");
		}
		if (concurrency != null && (concurrency < 1 || concurrency > MAX_CONCURRENCY)) {
			throw shared("instance-concurrency", concurrency, "from 1 to 1000");
		}
	}

	private void checkForm(String key, @Nullable String value, Pattern form, String rule) {
		if (value != null && !value.isBlank() && !form.matcher(value.strip()).matches()) {
			throw shared(key, value, rule);
		}
	}

	private void checkTags(Map<String, String> tags) {
		if (tags.size() > MAX_TAGS) {
			throw shared("tags", "%d tags".formatted(tags.size()), "at most %d".formatted(MAX_TAGS));
		}
		new TreeMap<>(tags).forEach((name, value) -> {
			if (RESERVED_TAG.matcher(name).matches()) {
				throw shared("tags", name,
						"names that do not begin with 'blueprint-faas-', 'microsoft', 'azure' or 'windows', which have a meaning");
			}
			if (!TAG.matcher(name).matches()) {
				throw shared("tags", name, "names of at most 512 characters without any of < > % & \\ ? /");
			}
			if (value.length() > 256) {
				throw shared("tags." + name, "%d characters".formatted(value.length()),
						"values of at most 256 characters");
			}
		});
	}

	private boolean is(AzurePlan plan) {
		return this.properties.plan() == plan;
	}

	private InvalidFaasJobException outOfRange(String key, Object value, String rule) {
		return InvalidFaasJobException.outOfRange(this.job, this.job.property(key), value, rule);
	}

	private InvalidFaasJobException shared(String key, Object value, String rule) {
		return InvalidFaasJobException.outOfRange(this.job, PREFIX + key, value, rule);
	}

}
