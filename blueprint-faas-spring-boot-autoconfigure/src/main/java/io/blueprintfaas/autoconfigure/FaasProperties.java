package io.blueprintfaas.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.wire.WireVersion;

/**
 * Which jobs run where, and how.
 *
 * @param enabled Whether jobs are delegated. If not, all run locally.
 * @param startupReport Whether to log a table of all jobs and where they run at startup.
 * @param jobs Jobs by name. A job without an entry runs locally.
 */
@ConfigurationProperties(FaasProperties.PREFIX)
public record FaasProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean startupReport,
		@DefaultValue Map<String, Job> jobs) {

	static final String PREFIX = "blueprint.faas";

	/**
	 * The jobs that have a provider, none if delegation is off.
	 */
	Map<String, Job> mappedJobs() {
		Map<String, Job> mapped = new LinkedHashMap<>(this.enabled ? this.jobs : Map.of());
		mapped.values().removeIf((job) -> job.provider() == null);
		return mapped;
	}

	/**
	 * Settings of one job.
	 *
	 * @param provider Provider that runs the job. Without one the job runs locally.
	 * @param id Number of the job on the wire, for a job that has no handler in this
	 * application.
	 * @param endpoint Address of a function that is there already.
	 * @param function Name of the function at the provider.
	 * @param artifact Executable or zip to deploy in place of this application.
	 * @param memory Memory limit of one instance.
	 * @param timeout Longest run of one call.
	 * @param deadline How long a caller waits for one try. Longer than the timeout by 15
	 * seconds if not set.
	 * @param environment Environment variables of the function.
	 * @param maxConcurrency Most calls of the function at a time.
	 * @param keepWarm Number of instances to keep started.
	 * @param extras Settings that only the provider knows.
	 * @param wire Wire format the function speaks. By default v1.1 for packages of this
	 * application, otherwise v1.0.
	 * @param codec Name of the codec. By default raw for a handler that takes and returns
	 * bytes, otherwise json.
	 * @param fallback What to do with a call that the provider did not run.
	 * @param retry When to send a failed call again.
	 */
	public record Job(@Nullable String provider, @Nullable Long id, @Nullable URI endpoint, @Nullable String function,
			@Nullable Path artifact, @Nullable DataSize memory, @Nullable Duration timeout, @Nullable Duration deadline,
			@DefaultValue Map<String, String> environment, @Nullable Integer maxConcurrency,
			@DefaultValue("0") int keepWarm, @DefaultValue Map<String, String> extras, @Nullable WireVersion wire,
			@Nullable String codec, @DefaultValue("none") Fallback fallback, @DefaultValue Retry retry) {

		public Job {
			provider = (provider != null && !provider.isBlank()) ? provider : null;
			Assert.isTrue(deadline == null || deadline.compareTo(Duration.ZERO) > 0,
					() -> "'deadline' must be more than 0, but is " + deadline);
		}

		/**
		 * Shows the settings without environment and extras, which may hold secrets.
		 */
		@Override
		public String toString() {
			return "Job[provider=%s, id=%s, endpoint=%s, function=%s, memory=%s, timeout=%s]".formatted(this.provider,
					this.id, this.endpoint, this.function, this.memory, this.timeout);
		}

	}

	/**
	 * When to send a failed call again: only if the function did not run, or the job is
	 * idempotent.
	 *
	 * @param maxAttempts Most times one call is sent. No retry if 1.
	 * @param delay Wait before the second try.
	 * @param multiplier Factor by which the wait grows from try to try.
	 * @param maxDelay Longest wait between two tries.
	 * @param jitter Share of each wait that is random, from 0 to 1.
	 */
	public record Retry(@DefaultValue("1") int maxAttempts, @DefaultValue("200ms") Duration delay,
			@DefaultValue("2") double multiplier, @DefaultValue("10s") Duration maxDelay,
			@DefaultValue("0.5") double jitter) {

		public Retry {
			Assert.isTrue(maxAttempts >= 1, () -> "'maxAttempts' must be at least 1, but is " + maxAttempts);
			Assert.isTrue(!delay.isNegative(), () -> "'delay' must not be negative, but is " + delay);
			Assert.isTrue(multiplier >= 1, () -> "'multiplier' must be at least 1, but is " + multiplier);
			Assert.isTrue(maxDelay.compareTo(delay) >= 0,
					() -> "'maxDelay' must not be less than 'delay' (%s), but is %s".formatted(delay, maxDelay));
			Assert.isTrue(jitter >= 0 && jitter <= 1, () -> "'jitter' must be from 0 to 1, but is " + jitter);
		}

	}

	/**
	 * What to do with a call that the provider did not run.
	 */
	public enum Fallback {

		/**
		 * Fail.
		 */
		NONE,

		/**
		 * Run the job locally. After an unknown outcome only if the job is idempotent.
		 */
		LOCAL

	}

}
