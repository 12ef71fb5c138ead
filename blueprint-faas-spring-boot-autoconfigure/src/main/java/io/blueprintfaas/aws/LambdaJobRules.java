package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.provider.ReadableSize;

/**
 * Ranges of Lambda, checked at startup.
 */
final class LambdaJobRules {

	private static final DataSize MIN_MEMORY = DataSize.ofMegabytes(128);

	private static final DataSize MIN_STORAGE = DataSize.ofMegabytes(512);

	private static final DataSize MAX_SIZE = DataSize.ofMegabytes(10240);

	private static final long MAX_TIMEOUT = Duration.ofSeconds(900).toMillis();

	private static final int MAX_LAYERS = 5;

	private static final List<String> ARCHITECTURES = List.of("x86_64", "arm64");

	private static final Pattern VERSION = Pattern.compile("\\$LATEST|\\d+");

	private final FaasJobDefinition job;

	private final FunctionSettings settings;

	private LambdaJobRules(FaasJobDefinition job, FunctionSettings settings) {
		this.job = job;
		this.settings = settings;
	}

	static void check(FaasJobDefinition job, FunctionSettings settings, String runtime, AwsFaasProperties properties,
			AwsJobProperties jobProperties) {
		LambdaJobRules rules = new LambdaJobRules(job, settings);
		rules.checkRuntime(runtime, jobProperties);
		rules.checkArchitecture(LambdaConfiguration.architecture(properties, jobProperties), jobProperties);
		rules.checkLayers(LambdaConfiguration.layers(properties, jobProperties), jobProperties);
		rules.checkSize("memory", settings.memory(), MIN_MEMORY, "from 128MB to 10240MB in whole megabytes");
		rules.checkSize("ephemeral-storage", jobProperties.ephemeralStorage(), MIN_STORAGE,
				"from 512MB to 10240MB in whole megabytes");
		rules.checkTimeout(settings.timeout());
		rules.checkConcurrency();
		rules.checkWarmCapacity(runtime, LambdaFunction.of(job, properties), jobProperties);
		rules.checkTags("tags", jobProperties.tags(), jobProperties.tags());
		rules.checkTags("tags", null, properties.tags());
		LambdaEnvironmentRules.check(job, settings.environment());
	}

	// Whether a qualifier is fixed, so that no deployment can move it.
	static boolean isVersion(@Nullable String qualifier) {
		return qualifier != null && VERSION.matcher(qualifier).matches();
	}

	private void checkRuntime(String runtime, AwsJobProperties jobProperties) {
		if (!LambdaRuntimes.isUsable(runtime)) {
			throw outOfRange("runtime", jobProperties.runtime(), runtime,
					"a Java runtime or a custom one: " + String.join(", ", LambdaRuntimes.KNOWN));
		}
	}

	private void checkArchitecture(String architecture, AwsJobProperties jobProperties) {
		if (!ARCHITECTURES.contains(architecture)) {
			throw outOfRange("architecture", jobProperties.architecture(), architecture,
					String.join(" or ", ARCHITECTURES));
		}
	}

	private void checkLayers(List<String> layers, AwsJobProperties jobProperties) {
		if (layers.size() > MAX_LAYERS) {
			throw outOfRange("layers", jobProperties.layers(), layers.size() + " layers", "at most " + MAX_LAYERS);
		}
	}

	private void checkTags(String key, @Nullable Object own, Map<String, String> tags) {
		for (String tag : tags.keySet()) {
			if (tag.startsWith("aws:") || tag.startsWith(LambdaOwnership.TAG_PREFIX)) {
				throw outOfRange(key, own, tag,
						"names that begin neither with 'aws:' nor with '%s', which have a meaning"
							.formatted(LambdaOwnership.TAG_PREFIX));
			}
		}
	}

	private void checkSize(String key, @Nullable DataSize size, DataSize min, String rule) {
		if (size != null && (size.compareTo(min) < 0 || size.compareTo(MAX_SIZE) > 0
				|| size.toBytes() % DataSize.ofMegabytes(1).toBytes() != 0)) {
			throw outOfRange(key, size, size, rule);
		}
	}

	private void checkTimeout(@Nullable Duration timeout) {
		if (timeout != null && (timeout.toMillis() < 1000 || timeout.toMillis() > MAX_TIMEOUT
				|| timeout.toNanos() % 1_000_000_000 != 0)) {
			throw outOfRange("timeout", timeout, timeout, "from 1s to 900s in whole seconds");
		}
	}

	private void checkConcurrency() {
		Integer most = this.settings.maxConcurrency();
		if (most != null && this.settings.keepWarm() > most) {
			throw outOfRange("keep-warm", most, this.settings.keepWarm(),
					"at most what '%s' allows, which is %d".formatted(this.job.property("max-concurrency"), most));
		}
	}

	private void checkWarmCapacity(String runtime, LambdaFunction function, AwsJobProperties jobProperties) {
		if (jobProperties.snapStart()) {
			checkSnapStart(runtime, jobProperties);
		}
		String key = jobProperties.snapStart() ? "snap-start" : "keep-warm";
		if ((jobProperties.snapStart() || this.settings.keepWarm() > 0)
				&& (function.qualifier() == null || isVersion(function.qualifier()))) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s', which Lambda has for published versions only, but callers of function '%s' use %s"
						.formatted(this.job.key(), this.job.property(key), function.name(), called(function)),
					"Name an alias in '%s', which deploying then moves, or remove '%s'"
						.formatted(this.job.property("qualifier"), this.job.property(key)));
		}
	}

	private static String called(LambdaFunction function) {
		return (function.qualifier() != null) ? "version '%s'".formatted(function.qualifier()) : "its unpublished code";
	}

	private void checkSnapStart(String runtime, AwsJobProperties jobProperties) {
		if (this.settings.keepWarm() > 0) {
			throw withSnapStart("'%s'".formatted(this.job.property("keep-warm")), "Remove one of them");
		}
		if (!LambdaRuntimes.isManagedJava(runtime)) {
			throw withSnapStart("runtime '%s'".formatted(runtime),
					"Use java17, java21 or java25, or remove '%s'".formatted(this.job.property("snap-start")));
		}
		DataSize storage = jobProperties.ephemeralStorage();
		if (storage != null && storage.compareTo(MIN_STORAGE) > 0) {
			throw withSnapStart("more than 512MB in '%s', which is %s".formatted(this.job.property("ephemeral-storage"),
					ReadableSize.exact(storage)), "Remove one of them");
		}
	}

	private InvalidFaasJobException withSnapStart(String what, String action) {
		return new InvalidFaasJobException("Job %s sets '%s', which Lambda does not offer together with %s"
			.formatted(this.job.key(), this.job.property("snap-start"), what), action);
	}

	private InvalidFaasJobException outOfRange(String key, @Nullable Object own, Object value, String rule) {
		String property = (own != null) ? this.job.property(key) : "blueprint.faas.aws." + key;
		return InvalidFaasJobException.outOfRange(this.job, property, value, rule);
	}

}
