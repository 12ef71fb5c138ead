package io.blueprintfaas.runtime.openwhisk;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.runtime.PlatformTime;

/**
 * One activation as OpenWhisk hands it to a runtime.
 *
 * @param request the request, which OpenWhisk calls the value
 * @param deadline milliseconds since 1970 at which OpenWhisk ends the container, or
 * {@code null} if it does not say
 */
record Activation(byte[] request, @Nullable Long deadline) {

	/**
	 * Reads an activation.
	 * @param message what OpenWhisk sent
	 * @return the activation, with its request as it was sent
	 * @throws IllegalArgumentException if it is none
	 */
	static Activation read(byte[] message) {
		Map<String, byte[]> fields = JsonFields.of(message);
		byte[] request = fields.get("value");
		if (request == null) {
			throw new IllegalArgumentException("it has no field 'value'");
		}
		byte[] deadline = fields.get("deadline");
		return new Activation(request, (deadline != null) ? millis(JsonFields.text(deadline)) : null);
	}

	// A number in the interface as it is written down, but text in what OpenWhisk sends
	private static @Nullable Long millis(String deadline) {
		return deadline.matches("[0-9]{1,18}") ? Long.valueOf(deadline) : null;
	}

	/**
	 * How long the answer may take.
	 * @return the time, or {@code null} if that is not known
	 */
	@Nullable Duration limit() {
		return (this.deadline != null) ? PlatformTime.limit(this.deadline - System.currentTimeMillis()) : null;
	}

	@Override
	public String toString() {
		return "Activation[request=%d bytes, deadline=%s]".formatted(this.request.length, this.deadline);
	}

}
