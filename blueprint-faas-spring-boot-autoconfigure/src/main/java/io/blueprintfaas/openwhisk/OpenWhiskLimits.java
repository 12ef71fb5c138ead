package io.blueprintfaas.openwhisk;

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * What a platform with the API of OpenWhisk takes.
 *
 * @param maxPayload largest request of a call, as it is on the wire
 * @param maxCodeSize largest code of a function, in the Base64 form it is sent in
 * @param minMemory least memory of a function
 * @param maxMemory most memory of a function
 * @param maxTimeout longest run of a function
 */
public record OpenWhiskLimits(DataSize maxPayload, DataSize maxCodeSize, DataSize minMemory, DataSize maxMemory,
		Duration maxTimeout) {

	/**
	 * Shortest run that OpenWhisk can be told to end after.
	 */
	static final Duration MIN_TIMEOUT = Duration.ofMillis(100);

	public OpenWhiskLimits {
		positive("maxPayload", maxPayload);
		positive("maxCodeSize", maxCodeSize);
		positive("minMemory", minMemory);
		Assert.isTrue(maxMemory.compareTo(minMemory) >= 0,
				() -> "'maxMemory' must be at least 'minMemory', which is %s, but is %s".formatted(minMemory,
						maxMemory));
		Assert.isTrue(maxTimeout.compareTo(MIN_TIMEOUT) >= 0,
				() -> "'maxTimeout' must be at least 100ms, but is %s".formatted(maxTimeout));
	}

	/**
	 * Largest body that is sent or received: a function's code with its settings, or the
	 * record of a call with its result and its log.
	 * @return the size
	 */
	public DataSize largestBody() {
		return DataSize.ofBytes(Math.max(this.maxCodeSize.toBytes(), this.maxPayload.toBytes())
				+ DataSize.ofMegabytes(16).toBytes());
	}

	private static void positive(String name, DataSize value) {
		Assert.isTrue(value.toBytes() > 0, () -> "'%s' must be at least 1B, but is %s".formatted(name, value));
	}

}
