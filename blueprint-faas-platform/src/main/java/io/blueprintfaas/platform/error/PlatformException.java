package io.blueprintfaas.platform.error;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A request that the platform does not carry out, or that failed. It is an answer, not a
 * defect, and so has no stack trace.
 */
public final class PlatformException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final int status;

	private final String code;

	private final transient Map<String, Object> details;

	private final transient @Nullable Duration retryAfter;

	private PlatformException(int status, String code, String message, Map<String, Object> details,
			@Nullable Duration retryAfter) {
		super(message, null, false, false);
		this.status = status;
		this.code = code;
		this.details = Collections.unmodifiableMap(details);
		this.retryAfter = retryAfter;
	}

	/**
	 * An answer with a status and a code.
	 * @param status the HTTP status, 400 to 599
	 * @param code what happened, in capitals
	 * @param message what happened, for people
	 * @return the exception
	 */
	public static PlatformException of(int status, String code, String message) {
		return new PlatformException(status, code, message, Map.of(), null);
	}

	/**
	 * The request is wrong (400).
	 * @param code what is wrong, in capitals
	 * @param message what is wrong, and the rule
	 * @return the exception
	 */
	public static PlatformException badRequest(String code, String message) {
		return of(400, code, message);
	}

	/**
	 * There is no such function (404).
	 * @param functionId the function asked for
	 * @return the exception
	 */
	public static PlatformException notFound(String functionId) {
		return of(404, "FUNCTION_NOT_FOUND", "There is no function '%s'".formatted(functionId)).with("function_id",
				functionId);
	}

	/**
	 * Something is larger than its limit (413).
	 * @param what what is too large
	 * @param limit the limit in bytes
	 * @return the exception
	 */
	public static PlatformException tooLarge(String what, long limit) {
		return of(413, "TOO_LARGE", "%s is larger than its limit of %d bytes".formatted(what, limit))
			.with("limit_bytes", limit);
	}

	/**
	 * Not now, but later (503).
	 * @param message why not now
	 * @param retryAfter when to try again
	 * @return the exception
	 */
	public static PlatformException overloaded(String message, Duration retryAfter) {
		return new PlatformException(503, "OVERLOADED", message, Map.of(), retryAfter);
	}

	/**
	 * The same with one detail more.
	 * @param name name of the detail
	 * @param value a JSON value; {@code null} adds nothing
	 * @return a new exception
	 */
	public PlatformException with(String name, @Nullable Object value) {
		if (value == null) {
			return this;
		}
		Map<String, Object> more = new LinkedHashMap<>(this.details);
		more.put(name, value);
		return new PlatformException(this.status, this.code, message(), more, this.retryAfter);
	}

	/**
	 * The same with another status.
	 * @param other the HTTP status, 400 to 599
	 * @return a new exception
	 */
	public PlatformException withStatus(int other) {
		return new PlatformException(other, this.code, message(), this.details, this.retryAfter);
	}

	private String message() {
		String message = getMessage();
		return (message != null) ? message : this.code;
	}

	/**
	 * The HTTP status.
	 * @return a number from 400 to 599
	 */
	public int status() {
		return this.status;
	}

	/**
	 * What happened, for programs.
	 * @return a word in capitals
	 */
	public String code() {
		return this.code;
	}

	/**
	 * What belongs to it.
	 * @return values by name; may be empty
	 */
	public Map<String, Object> details() {
		return this.details;
	}

	/**
	 * When to try again.
	 * @return a time span, or {@code null} if trying again does not help
	 */
	public @Nullable Duration retryAfter() {
		return this.retryAfter;
	}

	/**
	 * The error object of the specification.
	 * @return error, code and details
	 */
	public Map<String, Object> body() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("error", message());
		body.put("code", this.code);
		body.put("details", this.details);
		return body;
	}

}
