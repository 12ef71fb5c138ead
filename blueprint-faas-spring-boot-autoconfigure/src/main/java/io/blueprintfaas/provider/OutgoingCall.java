package io.blueprintfaas.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

/**
 * A call on its way to a provider: the request in the wire format of its job, and how
 * long it may take.
 */
public final class OutgoingCall {

	private final FaasJobDefinition job;

	private final FaasRequest request;

	private final FaasCall call;

	private final Instant deadline;

	/**
	 * A call whose time runs from now on, if the request has no deadline.
	 * @param job the job
	 * @param request the request
	 */
	public OutgoingCall(FaasJobDefinition job, FaasRequest request) {
		this.job = job;
		this.request = request;
		this.call = FaasCall.of(request, job.provider());
		this.deadline = (request.deadline() != null) ? request.deadline() : Instant.now().plus(job.deadline());
	}

	/**
	 * Which call it is, for messages.
	 * @return job, provider and invocation id
	 */
	public FaasCall call() {
		return this.call;
	}

	/**
	 * When the caller stops waiting.
	 * @return the deadline of the request, or else of its job as of now
	 */
	public Instant deadline() {
		return this.deadline;
	}

	/**
	 * Time to the deadline.
	 * @return at least 1 ms
	 * @throws FaasUnavailableException if the deadline has passed, so that nothing is to
	 * be sent
	 */
	public Duration remaining() {
		Duration remaining = Duration.between(Instant.now(), this.deadline);
		if (remaining.toMillis() <= 0) {
			throw new FaasUnavailableException(
					"The call was not sent: its deadline passed %d ms ago".formatted(-remaining.toMillis()), this.call,
					null);
		}
		return remaining;
	}

	/**
	 * A header of the request, such as trace context.
	 * @param name name of the header, in whatever case
	 * @return its value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return this.request.headers()
			.entrySet()
			.stream()
			.filter((header) -> header.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * The request as it is now to be sent.
	 * @return the JSON text
	 */
	public byte[] body() {
		return body(Map.of());
	}

	/**
	 * The request as it is now to be sent, with headers for the function in addition to
	 * its own. Wire format v1.0 has no headers.
	 * @param headers the additional headers
	 * @return the JSON text
	 */
	public byte[] body(Map<String, String> headers) {
		return WireFormat
			.writeRequest((this.job.wire() == WireVersion.V1_1) ? complete(headers) : new WireRequest(WireVersion.V1_0,
					this.request.job().id(), this.request.payload(), null, null, Map.of(), null, false));
	}

	private WireRequest complete(Map<String, String> headers) {
		Map<String, String> all = new HashMap<>(this.request.headers());
		all.putAll(headers);
		long remaining = Math.max(0, Duration.between(Instant.now(), this.deadline).toMillis());
		return new WireRequest(WireVersion.V1_1, this.request.job().id(), this.request.payload(),
				this.request.invocationId().toString(), remaining, all, this.request.contract(), false);
	}

}
