package io.blueprintfaas;

import java.io.Serializable;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Which call a failure belongs to: what every {@link FaasException} says of itself.
 *
 * @param job the job
 * @param provider name of the provider
 * @param invocationId identity of the call, or {@code null} if the failure belongs to no
 * call, as in a deployment
 */
public record FaasCall(JobKey job, String provider, @Nullable UUID invocationId) implements Serializable {

	/**
	 * The call of a request.
	 * @param request the request
	 * @param provider name of the provider
	 * @return the call
	 */
	public static FaasCall of(FaasRequest request, String provider) {
		return new FaasCall(request.job(), provider, request.invocationId());
	}

	@Override
	public String toString() {
		String text = "job %s, provider '%s'".formatted(this.job, this.provider);
		return (this.invocationId != null) ? text + ", invocation " + this.invocationId : text;
	}

}
