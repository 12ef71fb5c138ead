package io.blueprintfaas.gcp;

import java.math.BigDecimal;
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
 * Ranges of Cloud Functions, checked at startup.
 */
final class GcpJobRules {

	private static final DataSize MIN_MEMORY = DataSize.ofMegabytes(128);

	private static final DataSize MAX_MEMORY = DataSize.ofGigabytes(32);

	// From here on an instance gets a whole processor by itself
	private static final DataSize WHOLE_CPU_MEMORY = DataSize.ofGigabytes(2);

	private static final long MAX_TIMEOUT = Duration.ofSeconds(3600).toMillis();

	private static final int MAX_CONCURRENCY = 1000;

	private static final BigDecimal MIN_CPU = new BigDecimal("0.08");

	private static final Pattern CPUS = Pattern.compile("[12468]");

	private static final Pattern LABEL_KEY = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

	private static final Pattern LABEL_VALUE = Pattern.compile("[a-z0-9_-]{0,63}");

	private static final Pattern SERVICE_ACCOUNT = Pattern.compile("[^/@\\s]+@[^/@\\s]+");

	private static final Pattern BUILD_SERVICE_ACCOUNT = Pattern.compile("projects/[^/\\s]+/serviceAccounts/[^/\\s]+");

	private static final Pattern CONNECTOR = Pattern
		.compile("projects/[^/\\s]+/locations/[^/\\s]+/connectors/[^/\\s]+");

	private final FaasJobDefinition job;

	private final GcpConfiguration configuration;

	private GcpJobRules(FaasJobDefinition job, GcpConfiguration configuration) {
		this.job = job;
		this.configuration = configuration;
	}

	static void check(FaasJobDefinition job, FunctionSettings settings, GcpConfiguration configuration,
			GcpFaasProperties properties, GcpJobProperties jobProperties) {
		GcpJobRules rules = new GcpJobRules(job, configuration);
		rules.checkRuntime(jobProperties);
		rules.checkMemory(settings.memory());
		rules.checkTimeout(settings.timeout());
		rules.checkConcurrency(jobProperties);
		rules.checkCpu(configuration.cpu());
		rules.checkWarmInstances(settings);
		rules.checkForm("service-account", jobProperties.serviceAccount(), configuration.serviceAccount(),
				SERVICE_ACCOUNT, "the e-mail address of a service account");
		rules.checkForm("build-service-account", null, configuration.buildServiceAccount(), BUILD_SERVICE_ACCOUNT,
				"projects/<project>/serviceAccounts/<e-mail address>");
		rules.checkForm("vpc-connector", jobProperties.vpcConnector(), configuration.vpcConnector(), CONNECTOR,
				"projects/<project>/locations/<region>/connectors/<connector>");
		rules.checkLabels(jobProperties.labels(), jobProperties.labels());
		rules.checkLabels(null, properties.labels());
		GcpEnvironmentRules.check(job, settings.environment());
	}

	private void checkRuntime(GcpJobProperties jobProperties) {
		if (!GcpRuntimes.KNOWN.contains(this.configuration.runtime())) {
			throw outOfRange("runtime", jobProperties.runtime(), this.configuration.runtime(),
					"a Java runtime: " + String.join(", ", GcpRuntimes.KNOWN));
		}
	}

	private void checkMemory(@Nullable DataSize memory) {
		if (memory != null && (memory.compareTo(MIN_MEMORY) < 0 || memory.compareTo(MAX_MEMORY) > 0
				|| memory.toBytes() % DataSize.ofMegabytes(1).toBytes() != 0)) {
			throw outOfRange("memory", memory, memory, "from 128MB to 32GB in whole megabytes");
		}
	}

	private void checkTimeout(@Nullable Duration timeout) {
		if (timeout != null
				&& (timeout.toMillis() < 1000 || timeout.toMillis() > MAX_TIMEOUT || timeout.toNanosPart() != 0)) {
			throw outOfRange("timeout", timeout, timeout, "from 1s to 3600s in whole seconds");
		}
	}

	private void checkConcurrency(GcpJobProperties jobProperties) {
		int concurrency = jobProperties.instanceConcurrency();
		if (concurrency < 1 || concurrency > MAX_CONCURRENCY) {
			throw outOfRange("instance-concurrency", concurrency, concurrency, "from 1 to 1000");
		}
		if (concurrency > 1 && !hasWholeCpu()) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to %d, which takes at least one processor, but an instance has %s".formatted(
							this.job.key(), this.job.property("instance-concurrency"), concurrency, describeCpu()),
					"Set '%s' to 1 or more".formatted(this.job.property("cpu")));
		}
	}

	private boolean hasWholeCpu() {
		BigDecimal cpu = this.configuration.cpu();
		return (cpu != null) ? cpu.compareTo(BigDecimal.ONE) >= 0
				: this.configuration.memory().compareTo(WHOLE_CPU_MEMORY) >= 0;
	}

	private String describeCpu() {
		BigDecimal cpu = this.configuration.cpu();
		return (cpu != null) ? GcpQuantity.of(cpu)
				: "less by its memory, which is %dMB".formatted(this.configuration.memory().toMegabytes());
	}

	private void checkCpu(@Nullable BigDecimal cpu) {
		if (cpu != null && !isFraction(cpu) && !CPUS.matcher(GcpQuantity.of(cpu)).matches()) {
			throw outOfRange("cpu", cpu, GcpQuantity.of(cpu), "1, 2, 4, 6 or 8, or a part of one from 0.08 on");
		}
	}

	private static boolean isFraction(BigDecimal cpu) {
		return cpu.compareTo(MIN_CPU) >= 0 && cpu.compareTo(BigDecimal.ONE) < 0;
	}

	private void checkWarmInstances(FunctionSettings settings) {
		Integer most = this.configuration.maxInstances();
		if (most != null && settings.keepWarm() > most) {
			throw outOfRange("keep-warm", settings.keepWarm(), settings.keepWarm(),
					"at most the instances that '%s' allows, which are %d"
						.formatted(this.job.property("max-concurrency"), most));
		}
	}

	private void checkForm(String key, @Nullable String own, @Nullable String value, Pattern form, String rule) {
		if (value != null && !form.matcher(value).matches()) {
			throw outOfRange(key, own, value, rule);
		}
	}

	private void checkLabels(@Nullable Object own, Map<String, String> labels) {
		new TreeMap<>(labels).forEach((key, value) -> {
			if (key.startsWith(GcpOwnership.LABEL_PREFIX) || key.startsWith("goog")) {
				throw outOfRange("labels", own, key,
						"names that begin neither with 'goog' nor with '%s', which have a meaning"
							.formatted(GcpOwnership.LABEL_PREFIX));
			}
			if (!LABEL_KEY.matcher(key).matches()) {
				throw outOfRange("labels", own, key,
						"names of at most 63 lower-case letters, digits, '-' and '_', beginning with a letter");
			}
			if (!LABEL_VALUE.matcher(value).matches()) {
				throw outOfRange("labels." + key, own, value,
						"values of at most 63 lower-case letters, digits, '-' and '_'");
			}
		});
	}

	private InvalidFaasJobException outOfRange(String key, @Nullable Object own, Object value, String rule) {
		String property = (own != null) ? this.job.property(key) : "blueprint.faas.gcp." + key;
		return InvalidFaasJobException.outOfRange(this.job, property, value, rule);
	}

}
