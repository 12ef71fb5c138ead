package io.blueprintfaas.codec;

/**
 * How a handler hands over its result.
 */
public enum ResultShape {

	/**
	 * It returns the value, and the caller waits.
	 */
	VALUE,

	/**
	 * It returns a {@code CompletableFuture} or {@code CompletionStage}.
	 */
	FUTURE,

	/**
	 * It returns a {@code Mono}.
	 */
	MONO,

	/**
	 * It returns a {@code Flux}, which is sent as a list.
	 */
	FLUX

}
