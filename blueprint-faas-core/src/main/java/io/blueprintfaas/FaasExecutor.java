package io.blueprintfaas;

import reactor.core.publisher.Mono;

/**
 * Runs one job at one provider. An executor is bound to its job when it is made and is
 * safe for concurrent use.
 */
public interface FaasExecutor {

	/**
	 * Calls the function once. Nothing is sent before subscription; each subscription is
	 * a call of its own.
	 * @param request what to send
	 * @return the answer, or an error that is a {@link FaasException}; never empty
	 */
	Mono<FaasResponse> invoke(FaasRequest request);

	/**
	 * Whether the function is there and ready, found out without running it.
	 * @return the status, {@link FaasStatus.State#UNKNOWN} if the provider cannot tell;
	 * never empty and never an error
	 */
	default Mono<FaasStatus> status() {
		return Mono.just(FaasStatus.unknown("The provider cannot tell without running the function"));
	}

	/**
	 * Name of the provider, as in configuration.
	 * @return the name, for example {@code custom}
	 */
	String provider();

}
