package io.blueprintfaas.digitalocean;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.openwhisk.OpenWhiskAccessException;

/**
 * DigitalOcean's own API did not do what it was asked for.
 */
final class DigitalOceanApiException extends OpenWhiskAccessException {

	/** Id of what is found out here: there is no such namespace, but it can be made. */
	static final String ABSENT = "absent";

	private final DigitalOceanStep step;

	private final int status;

	private final @Nullable String id;

	// The status is 0 if there was no answer; the id is that of the error, if there is
	// one.
	DigitalOceanApiException(DigitalOceanStep step, Reason reason, int status, @Nullable String id, String message,
			@Nullable Throwable cause) {
		this(step, reason, status, id, message, null, cause);
	}

	private DigitalOceanApiException(DigitalOceanStep step, Reason reason, int status, @Nullable String id,
			String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
		super(reason, message, retryAfter, cause);
		this.step = step;
		this.status = status;
		this.id = id;
	}

	static DigitalOceanApiException throttled(DigitalOceanStep step, @Nullable String id, String message,
			@Nullable Duration retryAfter) {
		return new DigitalOceanApiException(step, Reason.THROTTLED, 429, id, message, retryAfter, null);
	}

	// What is found out here without an answer that says so.
	static DigitalOceanApiException of(DigitalOceanStep step, Reason reason, String message) {
		return new DigitalOceanApiException(step, reason, 0, null, message, null);
	}

	DigitalOceanStep step() {
		return this.step;
	}

	// The service answers 404 to a body that it does not take.
	boolean isBadRequest() {
		return (this.status == 404 || this.status == 400) && "bad_request".equals(this.id);
	}

	// What was asked for is not there.
	boolean isMissing() {
		return this.status == 404 && !isBadRequest();
	}

	boolean isAbsent() {
		return ABSENT.equals(this.id);
	}

	boolean isConflict() {
		return this.status == 409;
	}

	// Whether asking again at once could not help.
	boolean isRefusal() {
		return (getReason() == Reason.ACCESS_DENIED || getReason() == Reason.NOT_DEPLOYED) && !isMissing();
	}

}
