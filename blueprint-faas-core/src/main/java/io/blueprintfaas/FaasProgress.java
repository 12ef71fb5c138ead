package io.blueprintfaas;

/**
 * Hears of the steps of a long operation, in their order.
 */
@FunctionalInterface
public interface FaasProgress {

	/**
	 * Nobody listens.
	 */
	FaasProgress NONE = (step) -> {
	};

	/**
	 * A step has begun or moved on.
	 * @param step what is going on, a short phrase for people, for example
	 * {@code uploading 21 MB}
	 */
	void step(String step);

}
