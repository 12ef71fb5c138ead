package io.blueprintfaas.observation;

import java.util.Locale;
import java.util.Map;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.JobKey;

/**
 * What is known of a call inside the function. Its carrier is the headers of the request,
 * so the caller's trace goes on.
 */
public final class FaasHandleObservationContext extends ReceiverContext<Map<String, String>> {

	private final JobKey job;

	private final @Nullable String invocationId;

	private final boolean coldStart;

	/**
	 * Context of a call that begins.
	 * @param job the job
	 * @param invocationId identity of the call, or {@code null} if its caller gave none
	 * @param headers headers of the request
	 * @param coldStart whether the call had to wait for this instance to start
	 */
	public FaasHandleObservationContext(JobKey job, @Nullable String invocationId, Map<String, String> headers,
			boolean coldStart) {
		super(FaasHandleObservationContext::get, Kind.SERVER);
		this.job = job;
		this.invocationId = invocationId;
		this.coldStart = coldStart;
		setCarrier(headers);
	}

	private static @Nullable String get(Map<String, String> headers, String name) {
		String value = headers.get(name);
		return (value != null) ? value : headers.get(name.toLowerCase(Locale.ROOT));
	}

	/**
	 * The job.
	 * @return number and name
	 */
	public JobKey getJob() {
		return this.job;
	}

	/**
	 * Identity of the call.
	 * @return the id, or {@code null} if the caller gave none
	 */
	public @Nullable String getInvocationId() {
		return this.invocationId;
	}

	/**
	 * Whether the call had to wait for this instance to start.
	 * @return {@code true} for the first call of an instance
	 */
	public boolean isColdStart() {
		return this.coldStart;
	}

}
