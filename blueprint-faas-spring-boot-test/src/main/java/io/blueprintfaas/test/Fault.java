package io.blueprintfaas.test;

import java.time.Duration;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasContractException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;

/**
 * What befalls one try of a call.
 */
@FunctionalInterface
public interface Fault {

	/**
	 * Answers in place of the function.
	 * @param call job, provider and invocation
	 * @param function runs the function when subscribed to
	 * @return the answer, or an error
	 */
	Mono<FaasResponse> apply(FaasCall call, Mono<FaasResponse> function);

	/**
	 * Nothing goes wrong.
	 * @return no fault
	 */
	static Fault none() {
		return (call, function) -> function;
	}

	/**
	 * The function answers later.
	 * @param delay how much later
	 * @return the fault
	 */
	static Fault delay(Duration delay) {
		return (call, function) -> Mono.delay(delay).then(function);
	}

	/**
	 * The provider is not reached: the function does not run.
	 * @return the fault
	 */
	static Fault unavailable() {
		return (call, function) -> Mono
			.error(new FaasUnavailableException("The test makes the provider unavailable", call, null));
	}

	/**
	 * The provider refuses the call because of a limit: the function does not run.
	 * @return the fault
	 */
	static Fault throttled() {
		return (call, function) -> Mono
			.error(new FaasThrottledException("The test makes the provider throttle", call, null, null));
	}

	/**
	 * The provider refuses the call because of a limit, and asks to wait.
	 * @param retryAfter how long it asks to wait
	 * @return the fault
	 */
	static Fault throttled(Duration retryAfter) {
		return (call, function) -> Mono
			.error(new FaasThrottledException("The test makes the provider throttle", call, retryAfter, null));
	}

	/**
	 * The function runs, and its answer is lost: for the caller the outcome is unknown.
	 * @return the fault
	 */
	static Fault lostAnswer() {
		return (call, function) -> function
			.then(Mono.error(() -> new FaasTimeoutException("The test loses the answer", call, null)));
	}

	/**
	 * The call is lost on its way, and the function does not run: for the caller the
	 * outcome is unknown.
	 * @return the fault
	 */
	static Fault lostRequest() {
		return (call, function) -> Mono.error(new FaasTimeoutException("The test loses the request", call, null));
	}

	/**
	 * There is no such function.
	 * @return the fault
	 */
	static Fault notDeployed() {
		return (call, function) -> Mono
			.error(new FaasNotDeployedException("The test removes the function", call, null));
	}

	/**
	 * Credentials or rights are missing.
	 * @return the fault
	 */
	static Fault accessDenied() {
		return (call, function) -> Mono.error(new FaasAccessDeniedException("The test denies access", call, null));
	}

	/**
	 * The function was built from another version of the handler, and refuses the call.
	 * @return the fault
	 */
	static Fault contractMismatch() {
		return (call, function) -> Mono
			.error(new FaasContractException("The test has another version deployed", call, null));
	}

	/**
	 * The handler throws, in the function.
	 * @param type class of the exception
	 * @param message its message
	 * @return the fault
	 */
	static Fault handlerThrows(Class<? extends Throwable> type, String message) {
		return (call, function) -> Mono.error(new FaasFunctionException(type.getName(), message, null, call));
	}

}
