package io.blueprintfaas;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How a provider is to run a function. What is {@code null} is left to the provider's
 * default; which values a provider takes, its documentation says.
 *
 * @param memory memory limit of one instance
 * @param timeout longest run of one call
 * @param environment environment variables of the function; may hold secrets
 * @param maxConcurrency most calls at a time
 * @param keepWarm number of instances to keep started; 0 for none
 * @param extras what only one provider knows, by its own key
 */
public record FunctionSettings(@Nullable DataSize memory, @Nullable Duration timeout, Map<String, String> environment,
		@Nullable Integer maxConcurrency, int keepWarm, Map<String, String> extras) {

	/**
	 * Every setting at the provider's default.
	 */
	public static final FunctionSettings DEFAULTS = new FunctionSettings(null, null, Map.of(), null, 0, Map.of());

	public FunctionSettings {
		Assert.isTrue(memory == null || memory.toBytes() > 0,
				() -> "'memory' must be more than 0, but is %s".formatted(memory));
		Assert.isTrue(timeout == null || timeout.compareTo(Duration.ZERO) > 0,
				() -> "'timeout' must be more than 0, but is %s".formatted(timeout));
		Assert.isTrue(maxConcurrency == null || maxConcurrency > 0,
				() -> "'maxConcurrency' must be at least 1, but is %d".formatted(maxConcurrency));
		Assert.isTrue(keepWarm >= 0, () -> "'keepWarm' must not be negative, but is %d".formatted(keepWarm));
		environment = Map.copyOf(environment);
		extras = Map.copyOf(extras);
	}

	/**
	 * Shows the settings without the values of environment and extras, which may be
	 * secrets.
	 */
	@Override
	public String toString() {
		return "FunctionSettings[memory=%s, timeout=%s, environment=%s, maxConcurrency=%s, keepWarm=%d, extras=%s]"
			.formatted(this.memory, this.timeout, this.environment.keySet(), this.maxConcurrency, this.keepWarm,
					this.extras.keySet());
	}

}
