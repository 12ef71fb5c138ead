package io.blueprintfaas.observation;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.RequestReplySenderContext;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.invocation.FaasCallOutcome;

/**
 * What is known of a call while it is observed. Its carrier is the headers of the
 * request, so trace context travels with the call.
 */
public final class FaasObservationContext extends RequestReplySenderContext<Map<String, String>, FaasResponse> {

	private final FaasRequest request;

	private final String firstProvider;

	private @Nullable FaasCallOutcome outcome;

	/**
	 * Context of a call that begins.
	 * @param request the request
	 * @param provider name of the provider that is asked first
	 */
	public FaasObservationContext(FaasRequest request, String provider) {
		super(FaasObservationContext::set, Kind.CLIENT);
		this.request = request;
		this.firstProvider = provider;
		setCarrier(new HashMap<>(request.headers()));
		setRemoteServiceName(provider);
	}

	// Functions look for names in lower case
	private static void set(@Nullable Map<String, String> headers, String name, String value) {
		Objects.requireNonNull(headers).put(name.toLowerCase(Locale.ROOT), value);
	}

	/**
	 * What is called.
	 * @return the request, as it came
	 */
	public FaasRequest getRequest() {
		return this.request;
	}

	/**
	 * Who answered or failed last; the provider that is asked first until then.
	 * @return name of the provider
	 */
	public String getProvider() {
		FaasResponse response = getResponse();
		if (response != null && response.provider() != null) {
			return response.provider();
		}
		return (getError() instanceof FaasException ex) ? ex.getCall().provider() : this.firstProvider;
	}

	/**
	 * How the call ended.
	 * @return the outcome, or {@code null} while the call is under way
	 */
	public @Nullable FaasCallOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Notes how the call ended.
	 * @param outcome the outcome
	 */
	public void setOutcome(FaasCallOutcome outcome) {
		this.outcome = outcome;
	}

	// The request with the headers that were added to the carrier.
	FaasRequest outgoing() {
		Map<String, String> headers = Objects.requireNonNull(getCarrier());
		return headers.equals(this.request.headers()) ? this.request
				: new FaasRequest(this.request.job(), this.request.payload(), this.request.invocationId(),
						this.request.deadline(), headers, this.request.contract());
	}

}
