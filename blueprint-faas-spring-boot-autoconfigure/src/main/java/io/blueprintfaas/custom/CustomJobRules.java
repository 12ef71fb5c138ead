package io.blueprintfaas.custom;

import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Ranges of the specification, checked at startup.
 */
final class CustomJobRules {

	private static final DataSize MIN_MEMORY = DataSize.ofMegabytes(128);

	private static final DataSize MAX_MEMORY = DataSize.ofGigabytes(10);

	private static final long MEMORY_STEP = DataSize.ofMegabytes(64).toBytes();

	private static final long MAX_TIMEOUT = Duration.ofSeconds(900).toMillis();

	private static final int MAX_CONCURRENCY = 1000;

	private static final Pattern FUNCTION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

	private CustomJobRules() {
	}

	static void check(FaasJobDefinition job) {
		checkMemory(job, job.settings().memory());
		checkTimeout(job, job.settings().timeout());
		checkConcurrency(job, job.settings().maxConcurrency());
		checkFunction(job, function(job));
	}

	// Id of the function: the configured one, or the number of the job.
	static String function(FaasJobDefinition job) {
		return (job.function() != null) ? job.function() : "job" + job.key().id();
	}

	private static void checkMemory(FaasJobDefinition job, @Nullable DataSize memory) {
		if (memory != null && (memory.compareTo(MIN_MEMORY) < 0 || memory.compareTo(MAX_MEMORY) > 0
				|| memory.toBytes() % MEMORY_STEP != 0)) {
			throw outOfRange(job, "memory", memory, "from 128MB to 10GB in steps of 64MB");
		}
	}

	private static void checkTimeout(FaasJobDefinition job, @Nullable Duration timeout) {
		if (timeout != null
				&& (timeout.toMillis() < 1000 || timeout.toMillis() > MAX_TIMEOUT || timeout.toMillis() % 1000 != 0)) {
			throw outOfRange(job, "timeout", timeout, "from 1s to 900s in whole seconds");
		}
	}

	private static void checkConcurrency(FaasJobDefinition job, @Nullable Integer concurrency) {
		if (concurrency != null && (concurrency < 1 || concurrency > MAX_CONCURRENCY)) {
			throw outOfRange(job, "max-concurrency", concurrency, "from 1 to 1000");
		}
	}

	private static void checkFunction(FaasJobDefinition job, String function) {
		if (!FUNCTION.matcher(function).matches()) {
			throw outOfRange(job, "function", function,
					"letters, digits, '-' and '_', beginning with a letter or digit, at most 64 characters");
		}
	}

	private static InvalidFaasJobException outOfRange(FaasJobDefinition job, String key, Object value, String rule) {
		return InvalidFaasJobException.outOfRange(job, job.property(key), value, rule);
	}

}
