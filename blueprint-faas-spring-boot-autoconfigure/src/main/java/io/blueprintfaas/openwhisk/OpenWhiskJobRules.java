package io.blueprintfaas.openwhisk;

import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.openwhisk.OpenWhiskJobProperties.InvocationType;
import io.blueprintfaas.openwhisk.OpenWhiskJobProperties.Packaging;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.provider.ReadableSize;

/**
 * What a platform with the API of OpenWhisk asks of jobs, checked at startup.
 */
final class OpenWhiskJobRules {

	private static final long MEGABYTE = DataSize.ofMegabytes(1).toBytes();

	private static final DataSize MAX_LOGS = DataSize.ofMegabytes(1024);

	private final FaasJobDefinition job;

	private final OpenWhiskSettings settings;

	private final OpenWhiskJobProperties keys;

	private OpenWhiskJobRules(FaasJobDefinition job, OpenWhiskSettings settings, OpenWhiskJobProperties keys) {
		this.job = job;
		this.settings = settings;
		this.keys = keys;
	}

	static void check(FaasJobDefinition job, FunctionSettings wanted, OpenWhiskSettings settings,
			OpenWhiskJobProperties keys) {
		OpenWhiskJobRules rules = new OpenWhiskJobRules(job, settings, keys);
		rules.checkCode();
		rules.checkMemory(wanted.memory());
		rules.checkTimeout(wanted);
		rules.checkConcurrency(wanted);
		rules.checkLogs(keys.logs());
		rules.checkEvent();
		rules.checkAnnotations(keys.annotations());
		OpenWhiskEnvironmentRules.check(job, wanted.environment());
	}

	private void checkCode() {
		OpenWhiskKindRules.check(this.job, this.settings, this.keys);
		if (this.job.artifact() != null && this.keys.packaging() == Packaging.BUNDLED_JRE) {
			throw new InvalidFaasJobException(
					"Job %s sets both '%s' and '%s', but a function has one code".formatted(this.job.key(),
							this.job.property("artifact"), this.job.property("package")),
					"Remove one of them");
		}
	}

	private void checkMemory(@Nullable DataSize memory) {
		DataSize least = this.settings.limits().minMemory();
		DataSize most = this.settings.limits().maxMemory();
		if (memory != null && (memory.compareTo(least) < 0 || memory.compareTo(most) > 0
				|| memory.toBytes() % MEGABYTE != 0)) {
			throw outOfRange("memory", memory, "from %s to %s in whole megabytes%s".formatted(ReadableSize.exact(least),
					ReadableSize.exact(most), more("max-memory")));
		}
	}

	private void checkTimeout(FunctionSettings wanted) {
		long most = this.settings.limits().maxTimeout().toMillis();
		long timeout = (wanted.timeout() != null) ? wanted.timeout().toMillis() : this.settings.timeout().toMillis();
		if (timeout < OpenWhiskLimits.MIN_TIMEOUT.toMillis() || timeout > most) {
			throw outOfRange("timeout", timeout + "ms", "from 100ms to %ds%s".formatted(most / 1000, more("max-timeout")));
		}
	}

	private void checkConcurrency(FunctionSettings wanted) {
		if (wanted.maxConcurrency() != null) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to %d, but provider '%s' has no limit of calls for one function".formatted(
							this.job.key(), this.job.property("max-concurrency"), wanted.maxConcurrency(),
							this.job.provider()),
					"Remove '%s'; calls at a time are limited for the namespace as a whole"
						.formatted(this.job.property("max-concurrency")));
		}
		Integer concurrency = this.keys.concurrency();
		if (concurrency != null && concurrency < 1) {
			throw outOfRange("concurrency", concurrency, "at least 1");
		}
	}

	private void checkLogs(@Nullable DataSize logs) {
		if (logs != null && (logs.isNegative() || logs.compareTo(MAX_LOGS) > 0 || logs.toBytes() % MEGABYTE != 0)) {
			throw outOfRange("logs", logs, "from 0MB to 1GB in whole megabytes");
		}
	}

	private void checkEvent() {
		JobSignature signature = this.job.signature();
		if (this.keys.invocationType() == InvocationType.EVENT && signature != null
				&& signature.resultType() != void.class) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to 'event', but its handler has a result of type %s, and nobody waits for the result of an event"
						.formatted(this.job.key(), this.job.property("invocation-type"),
								signature.resultType().getTypeName()),
					"Remove '%s', or let the handler return void".formatted(this.job.property("invocation-type")));
		}
	}

	private void checkAnnotations(Map<String, String> annotations) {
		for (String name : new TreeSet<>(annotations.keySet())) {
			if (name.startsWith(OpenWhiskAnnotations.PREFIX) || OpenWhiskAnnotations.RESERVED.contains(name)) {
				throw outOfRange("annotations", name,
						"names that do not begin with '%s' and are none of %s, which have a meaning".formatted(
								OpenWhiskAnnotations.PREFIX, new TreeSet<>(OpenWhiskAnnotations.RESERVED)));
			}
		}
	}

	private String more(String key) {
		return this.settings.selfHosted()
				? "; if yours takes more, say so in '%s.%s'".formatted(this.settings.prefix(), key) : "";
	}

	private InvalidFaasJobException outOfRange(String key, Object value, String rule) {
		return InvalidFaasJobException.outOfRange(this.job, this.job.property(key), value, rule);
	}

}
