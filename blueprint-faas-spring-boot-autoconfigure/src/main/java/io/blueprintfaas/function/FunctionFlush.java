package io.blueprintfaas.function;

/**
 * Sends on what the application has gathered, such as spans and metrics. Beans of this
 * type are called in a function after each call, before it is answered: a platform may
 * freeze or end the process at once after the answer. The call waits for it, so it is to
 * be bounded in time.
 *
 * <pre class="code">
 * &#64;Bean
 * FunctionFlush flushSpans(SdkTracerProvider tracerProvider) {
 *     return () -&gt; tracerProvider.forceFlush().join(500, TimeUnit.MILLISECONDS);
 * }
 * </pre>
 */
@FunctionalInterface
public interface FunctionFlush {

	/**
	 * Sends on what has been gathered. What it throws is logged; the call is answered
	 * nevertheless.
	 */
	void flush();

}
