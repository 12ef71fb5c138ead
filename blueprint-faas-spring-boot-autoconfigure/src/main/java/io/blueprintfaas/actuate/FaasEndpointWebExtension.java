package io.blueprintfaas.actuate;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.blueprintfaas.operations.FaasOperationException;

/**
 * The endpoint over HTTP: says what is wrong with a request, and by the status whether an
 * operation is over.
 */
@EndpointWebExtension(endpoint = FaasEndpoint.class)
public class FaasEndpointWebExtension {

	private static final int ACCEPTED = 202;

	private static final int CONFLICT = 409;

	private final FaasEndpoint endpoint;

	/**
	 * Extends an endpoint.
	 * @param endpoint the endpoint
	 */
	public FaasEndpointWebExtension(FaasEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * One job.
	 * @param job name of the job
	 * @param deployment whether to ask its providers what is deployed
	 * @return what is known of it, or why it is not
	 */
	@ReadOperation
	public WebEndpointResponse<Object> job(@Selector String job, @Nullable Boolean deployment) {
		return answer(() -> new WebEndpointResponse<>(this.endpoint.job(job, deployment)));
	}

	/**
	 * Does something with a job.
	 * @param job name of the job
	 * @param operation {@code deploy}, {@code undeploy}, {@code warm} or {@code route}
	 * @param mode with {@code route}, where calls go
	 * @param provider with {@code deploy}, the only provider to deploy to
	 * @return how far it is, or why it was not begun
	 */
	@WriteOperation
	public WebEndpointResponse<Object> operate(@Selector String job, @Nullable String operation, @Nullable String mode,
			@Nullable String provider) {
		return answer(() -> {
			OperationDescriptor descriptor = this.endpoint.operate(job, operation, mode, provider);
			return new WebEndpointResponse<>(descriptor,
					descriptor.report().underWay() ? ACCEPTED : WebEndpointResponse.STATUS_OK);
		});
	}

	private static WebEndpointResponse<Object> answer(Supplier<WebEndpointResponse<Object>> answer) {
		try {
			return answer.get();
		}
		catch (FaasOperationException ex) {
			return new WebEndpointResponse<>(new Refusal(String.valueOf(ex.getMessage())), status(ex.getReason()));
		}
	}

	private static int status(FaasOperationException.Reason reason) {
		return switch (reason) {
			case UNKNOWN_JOB -> WebEndpointResponse.STATUS_NOT_FOUND;
			case INVALID -> WebEndpointResponse.STATUS_BAD_REQUEST;
			case BUSY -> CONFLICT;
		};
	}

	/**
	 * Why nothing was done.
	 *
	 * @param error a sentence that says what would be accepted
	 */
	public record Refusal(String error) implements OperationResponseBody {

	}

}
