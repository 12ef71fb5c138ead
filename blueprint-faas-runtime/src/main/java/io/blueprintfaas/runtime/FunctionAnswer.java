package io.blueprintfaas.runtime;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Answer to a request, for platforms that distinguish invocations that failed: by an
 * error of their own, or by a status.
 */
public final class FunctionAnswer {

	private final WireResponse response;

	private final WireVersion version;

	private final @Nullable Throwable failure;

	private final boolean understood;

	private FunctionAnswer(WireResponse response, WireVersion version, @Nullable Throwable failure,
			boolean understood) {
		this.response = response;
		this.version = version;
		this.failure = failure;
		this.understood = understood;
	}

	static FunctionAnswer of(WireRequest request, CallOutcome outcome) {
		Throwable failure = outcome.thrown();
		if (failure == null && !outcome.response().success() && WireHeaders.isEvent(request)) {
			failure = FunctionCallException.of(outcome.response());
		}
		return new FunctionAnswer(outcome.response(), request.version(), failure, true);
	}

	// Who sent it does not read answers either
	static FunctionAnswer unreadable(WireResponse response) {
		return new FunctionAnswer(response, WireVersion.V1_0, FunctionCallException.of(response), false);
	}

	/**
	 * The answer in bytes. It says of a failure what {@link #failure()} says.
	 * @return the answer as JSON on one line, in the form of the request
	 */
	public byte[] body() {
		try {
			return WireFormat.writeResponse(this.response, this.version);
		}
		catch (Throwable ex) {
			WireResponse unwritten = Failures.payload(this.response.jobId(), "The answer cannot be written", ex,
					this.response.metrics());
			return WireFormat.writeResponse(unwritten, this.version);
		}
	}

	/**
	 * Whether the handler returned. If not, {@link #body()} says why, whoever is to
	 * blame.
	 * @return {@code true} if the body has a result
	 */
	public boolean success() {
		return this.response.success();
	}

	/**
	 * The form of {@link #body()}.
	 * @return the version of the wire format of the request; the first one if it could
	 * not be read
	 */
	public WireVersion version() {
		return this.version;
	}

	/**
	 * Why the platform should count the invocation as failed. That is what the handler
	 * threw, unwrapped; or, if nobody reads {@link #body()}, a
	 * {@link FunctionCallException} with any other reason: the request was sent as
	 * {@link WireHeaders#EVENT}, or could not be read. A call that was refused, or
	 * exceeded its deadline, is answered otherwise: the platform did its part.
	 * @return the failure, or {@code null} if the invocation is answered by its body
	 */
	public @Nullable Throwable failure() {
		return this.failure;
	}

	/**
	 * Whether the request could be read. If not, it is not one of this function's callers
	 * who sent it.
	 * @return {@code false} if it is no request
	 */
	public boolean understood() {
		return this.understood;
	}

}
