package io.blueprintfaas;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a bean method as a job: an ordinary local method until configuration maps the job
 * to a provider, and from then on a call to a serverless function that runs the same
 * method.
 *
 * <pre class="code">
 * &#64;FaasJob(id = 1, name = "thumbnail")
 * byte[] thumbnail(byte[] image, int width) { ... }
 * </pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface FaasJob {

	/**
	 * Number of the job on the wire, unique in the application.
	 * @return a value from 0 to 4294967295
	 */
	long id();

	/**
	 * Name of the job in configuration, unique in the application: letters, digits,
	 * {@code -} and {@code _}, beginning with a letter.
	 * @return the name, or an empty text to take the method's name
	 */
	String name() default "";

	/**
	 * Whether running the job twice with the same arguments does no harm. Only then is a
	 * call whose outcome is unknown retried or run locally instead.
	 * @return {@code true} if the job may run more than once for one call
	 */
	boolean idempotent() default false;

}
