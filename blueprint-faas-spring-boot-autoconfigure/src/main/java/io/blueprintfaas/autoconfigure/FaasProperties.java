package io.blueprintfaas.autoconfigure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.wire.WireVersion;

/**
 * Which jobs run where, and how.
 *
 * @param enabled Whether jobs are delegated. If not, all run locally.
 * @param startupReport Whether to log a table of all jobs and where they run at startup.
 * @param jobs Jobs by name. A job without an entry runs locally.
 * @param history What is remembered of calls.
 * @param status How providers are asked whether functions are there.
 */
@ConfigurationProperties(FaasProperties.PREFIX)
public record FaasProperties(@DefaultValue("true") boolean enabled, @DefaultValue("true") boolean startupReport,
		@DefaultValue Map<String, Job> jobs, @DefaultValue History history, @DefaultValue Status status) {

	static final String PREFIX = "blueprint.faas";

	/**
	 * The jobs that have a provider, none if delegation is off.
	 */
	Map<String, Job> mappedJobs() {
		Map<String, Job> mapped = new LinkedHashMap<>(this.enabled ? this.jobs : Map.of());
		mapped.values().removeIf((job) -> job.provider().isEmpty());
		return mapped;
	}

	/**
	 * What is remembered of the calls of each job that has a provider.
	 *
	 * @param calls Number of last calls, and of last errors, to keep.
	 * @param window Time up to now that latency percentiles are of, in whole minutes.
	 */
	public record History(@DefaultValue("50") int calls, @DefaultValue("10m") Duration window) {

		private static final long LONGEST_WINDOW = 60;

		public History {
			Assert.isTrue(calls >= 0, () -> "'calls' must not be negative, but is " + calls);
			Assert.isTrue(window.toMinutes() >= 1 && window.toMinutes() <= LONGEST_WINDOW,
					() -> "'window' must be from 1m to %dm, but is %s".formatted(LONGEST_WINDOW, window));
		}

	}

	/**
	 * How providers are asked whether functions are there, for health and pages. No
	 * function is run for that.
	 *
	 * @param timeout How long to wait for an answer.
	 * @param cache How long an answer is good. Zero to ask each time.
	 */
	public record Status(@DefaultValue("2s") Duration timeout, @DefaultValue("10s") Duration cache) {

		public Status {
			Assert.isTrue(timeout.toMillis() >= 1, () -> "'timeout' must be at least 1ms, but is " + timeout);
			Assert.isTrue(!cache.isNegative(), () -> "'cache' must not be negative, but is " + cache);
		}

	}

	/**
	 * Settings of one job.
	 *
	 * @param provider Provider that runs the job, or several of which the next is asked
	 * when one does not run it. Without one the job runs locally.
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
	 * @param mode Where calls go.
	 * @param overflow When calls stay here, with mode 'overflow'.
	 * @param fallback What to do with a call that the provider did not run.
	 * @param contractMismatch What to do with a call that the function refused because it
	 * was built from another version of the handler.
	 * @param retry When to send a failed call again.
	 * @param circuitBreaker When to send nothing for a while.
	 * @param bulkhead How many calls of this application may be under way.
	 */
	public record Job(@Nullable List<String> provider, @Nullable Long id, @Nullable URI endpoint,
			@Nullable String function, @Nullable Path artifact, @Nullable DataSize memory, @Nullable Duration timeout,
			@Nullable Duration deadline, @DefaultValue Map<String, String> environment,
			@Nullable Integer maxConcurrency, @DefaultValue("0") int keepWarm, @DefaultValue Map<String, String> extras,
			@Nullable WireVersion wire, @Nullable String codec, @DefaultValue("remote") RouteMode mode,
			@DefaultValue Overflow overflow, @DefaultValue("none") Fallback fallback,
			@DefaultValue("fail") ContractMismatch contractMismatch, @DefaultValue Retry retry,
			@Nullable CircuitBreaker circuitBreaker, @Nullable Bulkhead bulkhead) {

		public Job {
			provider = (provider != null) ? provider.stream().filter(StringUtils::hasText).distinct().toList()
					: List.of();
			Assert.isTrue(deadline == null || deadline.compareTo(Duration.ZERO) > 0,
					() -> "'deadline' must be more than 0, but is " + deadline);
		}

		/**
		 * Providers that run the job.
		 * @return their names, in the order in which they are asked; empty if the job
		 * runs locally
		 */
		@Override
		public List<String> provider() {
			return (this.provider != null) ? this.provider : List.of();
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
	 * When calls stay here, with mode {@code overflow}.
	 *
	 * @param localPermits Most calls that run here at a time. By default one for each
	 * processor.
	 * @param returnAt Once calls go to the provider, how few must be running here for the
	 * next to stay. By default half of the permits.
	 */
	public record Overflow(@Nullable Integer localPermits, @Nullable Integer returnAt) {

		public Overflow {
			Assert.isTrue(localPermits == null || localPermits >= 1,
					() -> "'localPermits' must be at least 1, but is " + localPermits);
			int permits = (localPermits != null) ? localPermits : processors();
			Assert.isTrue(returnAt == null || (returnAt >= 0 && returnAt < permits),
					() -> "'returnAt' must be from 0 to %d, one less than 'localPermits', but is %d"
						.formatted(permits - 1, returnAt));
		}

		int permits() {
			return (this.localPermits != null) ? this.localPermits : processors();
		}

		int lowMark() {
			return (this.returnAt != null) ? this.returnAt : permits() / 2;
		}

		private static int processors() {
			return Runtime.getRuntime().availableProcessors();
		}

	}

	/**
	 * When to send nothing to a provider for a while, as so many calls have failed: what
	 * the function did not run or whose outcome is unknown, never a handler's exception.
	 *
	 * @param enabled Whether there is one.
	 * @param failureRateThreshold Share of failed calls in percent that opens it.
	 * @param slowCallDurationThreshold What is a slow call. By default none is.
	 * @param slowCallRateThreshold Share of slow calls in percent that opens it.
	 * @param slidingWindowSize Number of last calls that count.
	 * @param minimumNumberOfCalls Number of calls before it can open.
	 * @param waitDurationInOpenState How long nothing is sent.
	 * @param permittedNumberOfCallsInHalfOpenState Number of calls that then decide
	 * whether it closes.
	 */
	public record CircuitBreaker(@DefaultValue("true") boolean enabled, @DefaultValue("50") float failureRateThreshold,
			@Nullable Duration slowCallDurationThreshold, @DefaultValue("100") float slowCallRateThreshold,
			@DefaultValue("20") int slidingWindowSize, @DefaultValue("10") int minimumNumberOfCalls,
			@DefaultValue("30s") Duration waitDurationInOpenState,
			@DefaultValue("5") int permittedNumberOfCallsInHalfOpenState) {

		public CircuitBreaker {
			percent("failureRateThreshold", failureRateThreshold);
			percent("slowCallRateThreshold", slowCallRateThreshold);
			Assert.isTrue(slidingWindowSize >= 1,
					() -> "'slidingWindowSize' must be at least 1, but is " + slidingWindowSize);
			Assert.isTrue(minimumNumberOfCalls >= 1 && minimumNumberOfCalls <= slidingWindowSize,
					() -> "'minimumNumberOfCalls' must be from 1 to %d, the 'slidingWindowSize', but is %d"
						.formatted(slidingWindowSize, minimumNumberOfCalls));
			Assert.isTrue(waitDurationInOpenState.toMillis() >= 1,
					() -> "'waitDurationInOpenState' must be at least 1ms, but is " + waitDurationInOpenState);
			Assert.isTrue(permittedNumberOfCallsInHalfOpenState >= 1,
					() -> "'permittedNumberOfCallsInHalfOpenState' must be at least 1, but is "
							+ permittedNumberOfCallsInHalfOpenState);
		}

		private static void percent(String name, float value) {
			Assert.isTrue(value > 0 && value <= 100,
					() -> "'%s' must be more than 0 and at most 100, but is %s".formatted(name, value));
		}

	}

	/**
	 * How many calls of this application may be under way at each provider of the job.
	 *
	 * @param maxConcurrentCalls Most calls under way.
	 * @param maxQueuedCalls Most calls that wait for one to end. One more fails at once.
	 * @param maxWait Longest wait.
	 */
	public record Bulkhead(@DefaultValue("25") int maxConcurrentCalls, @DefaultValue("0") int maxQueuedCalls,
			@DefaultValue("10s") Duration maxWait) {

		public Bulkhead {
			Assert.isTrue(maxConcurrentCalls >= 1,
					() -> "'maxConcurrentCalls' must be at least 1, but is " + maxConcurrentCalls);
			Assert.isTrue(maxQueuedCalls >= 0, () -> "'maxQueuedCalls' must not be negative, but is " + maxQueuedCalls);
			Assert.isTrue(maxWait.toMillis() >= 1, () -> "'maxWait' must be at least 1ms, but is " + maxWait);
		}

	}

	/**
	 * What to do with a call that the function refused because it was built from another
	 * version of the handler.
	 */
	public enum ContractMismatch {

		/**
		 * Fail.
		 */
		FAIL,

		/**
		 * Run the job locally.
		 */
		LOCAL

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
