package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * A step of deploying, inspecting, warming or removing a function failed.
 */
public class FaasDeploymentException extends FaasException {

	private final String step;

	/**
	 * A failed step.
	 * @param step what was being done, for example {@code uploading}
	 * @param message what the provider said, and what to do
	 * @param call job and provider
	 * @param cause the cause, or {@code null}
	 */
	public FaasDeploymentException(String step, String message, FaasCall call, @Nullable Throwable cause) {
		super("Failed while %s: %s".formatted(step, message), call, cause);
		this.step = step;
	}

	/**
	 * The step that failed.
	 * @return what was being done, for example {@code uploading}
	 */
	public String getStep() {
		return this.step;
	}

}
