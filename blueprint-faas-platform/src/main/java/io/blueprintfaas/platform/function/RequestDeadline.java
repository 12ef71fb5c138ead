package io.blueprintfaas.platform.function;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * When the caller of a request stops waiting: a function is told how much of it is left
 * when its turn has come.
 */
public final class RequestDeadline {

	private final long arrived;

	private final long millis;

	private final DeadlineField field;

	private RequestDeadline(long arrived, long millis, DeadlineField field) {
		this.arrived = arrived;
		this.millis = millis;
		this.field = field;
	}

	/**
	 * Looks for the deadline in a request.
	 * @param request the request, which is known to be one
	 * @param millis the deadline that it has, or {@code null}
	 * @param arrived when it arrived, by {@link System#nanoTime()}
	 * @return the deadline, or {@code null} if it has none
	 */
	public static @Nullable RequestDeadline of(byte[] request, @Nullable Long millis, long arrived) {
		DeadlineField field = (millis != null) ? DeadlineField.find(request) : null;
		return (millis != null && field != null) ? new RequestDeadline(arrived, millis, field) : null;
	}

	/**
	 * When the request arrived.
	 * @return a time of {@link System#nanoTime()}
	 */
	long arrived() {
		return this.arrived;
	}

	/**
	 * The deadline as it was sent.
	 * @return milliseconds; 0 or less if it had passed already
	 */
	long millis() {
		return this.millis;
	}

	/**
	 * Time that is left.
	 * @return milliseconds; 0 or less if the deadline has passed
	 */
	long remaining() {
		return this.millis - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - this.arrived);
	}

	// writes the request with the time that is left now
	void write(byte[] request, OutputStream out) throws IOException {
		out.write(request, 0, this.field.from());
		out.write(Long.toString(Math.max(0, remaining())).getBytes(StandardCharsets.US_ASCII));
		out.write(request, this.field.to(), request.length - this.field.to());
	}

}
