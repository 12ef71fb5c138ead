package io.blueprintfaas.azure;

/**
 * How an app is hosted, and so what it costs, how it scales and what it can be set to.
 */
enum AzurePlan {

	/**
	 * Flex Consumption: billed by use, scales to zero, instances can be kept warm.
	 */
	FLEX_CONSUMPTION,

	/**
	 * Consumption on Linux: billed by use, scales to zero, nothing can be kept warm.
	 */
	CONSUMPTION,

	/**
	 * Elastic Premium: at least one instance is always there, and billed.
	 */
	PREMIUM

}
