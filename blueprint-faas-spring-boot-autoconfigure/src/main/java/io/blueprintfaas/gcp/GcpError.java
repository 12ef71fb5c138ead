package io.blueprintfaas.gcp;

import java.util.Map;
import java.util.stream.Collectors;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.ErrorDetails;
import com.google.api.gax.rpc.StatusCode.Code;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.http.HttpFailures;

/**
 * What GCP says of a failure, in an answer or in the end of an operation.
 *
 * @param code its kind
 * @param message text for people; may be empty
 * @param reason machine-readable reason, for example {@code SERVICE_DISABLED}, or
 * {@code null}
 * @param metadata details of the reason
 * @param violations fields that were refused, for people; empty for none
 */
record GcpError(Code code, String message, @Nullable String reason, Map<String, String> metadata, String violations) {

	private static final Code[] CODES = { Code.OK, Code.CANCELLED, Code.UNKNOWN, Code.INVALID_ARGUMENT,
			Code.DEADLINE_EXCEEDED, Code.NOT_FOUND, Code.ALREADY_EXISTS, Code.PERMISSION_DENIED,
			Code.RESOURCE_EXHAUSTED, Code.FAILED_PRECONDITION, Code.ABORTED, Code.OUT_OF_RANGE, Code.UNIMPLEMENTED,
			Code.INTERNAL, Code.UNAVAILABLE, Code.DATA_LOSS, Code.UNAUTHENTICATED };

	static GcpError of(ApiException ex) {
		Code code = ex.getStatusCode().getCode();
		ErrorDetails details = ex.getErrorDetails();
		ErrorInfo info = (details != null) ? details.getErrorInfo() : null;
		return of(code, text(ex, code), info, (details != null) ? details.getBadRequest() : null);
	}

	static GcpError of(Status status) {
		Code code = (status.getCode() >= 0 && status.getCode() < CODES.length) ? CODES[status.getCode()] : Code.UNKNOWN;
		return of(code, status.getMessage(), detail(status, ErrorInfo.class), detail(status, BadRequest.class));
	}

	boolean isDisabledService() {
		return "SERVICE_DISABLED".equals(this.reason) || (this.code == Code.PERMISSION_DENIED
				&& this.message.contains("has not been used in project") && this.message.contains("disabled"));
	}

	// Too many requests in a short time: nothing has been done, and later it may be.
	boolean isRateLimited() {
		return this.code == Code.RESOURCE_EXHAUSTED && "RATE_LIMIT_EXCEEDED".equals(this.reason);
	}

	// Another change was under way, or somebody else was faster.
	boolean isConflict() {
		return this.code == Code.ABORTED || this.code == Code.ALREADY_EXISTS;
	}

	// Worth another try for requests that change nothing.
	boolean isPassing() {
		return switch (this.code) {
			case UNAVAILABLE, DEADLINE_EXCEEDED, INTERNAL -> true;
			default -> isRateLimited();
		};
	}

	// For example 'GCP answered NOT_FOUND: there is no such thing'.
	String describe(String who) {
		String text = this.message.isBlank() ? "" : ": " + HttpFailures.shorten(this.message);
		return "%s %s%s%s".formatted(who, this.code, text,
				this.violations.isEmpty() ? "" : " (%s)".formatted(HttpFailures.shorten(this.violations)));
	}

	private static GcpError of(Code code, String message, @Nullable ErrorInfo info, @Nullable BadRequest badRequest) {
		String violations = (badRequest != null) ? badRequest.getFieldViolationsList()
			.stream()
			.map((violation) -> "%s: %s".formatted(violation.getField(), violation.getDescription()))
			.collect(Collectors.joining("; ")) : "";
		return new GcpError(code, message, (info != null) ? info.getReason() : null,
				(info != null) ? info.getMetadataMap() : Map.of(), violations);
	}

	// The client puts names of classes and the code before the text.
	private static String text(ApiException ex, Code code) {
		String message = String.valueOf(ex.getMessage());
		String before = code + ": ";
		int start = message.indexOf(before);
		return (start >= 0) ? message.substring(start + before.length()) : message;
	}

	private static <T extends com.google.protobuf.Message> @Nullable T detail(Status status, Class<T> type) {
		for (Any detail : status.getDetailsList()) {
			if (detail.is(type)) {
				try {
					return detail.unpack(type);
				}
				catch (InvalidProtocolBufferException ex) {
					// Broken details: the message has to do
					return null;
				}
			}
		}
		return null;
	}

}
