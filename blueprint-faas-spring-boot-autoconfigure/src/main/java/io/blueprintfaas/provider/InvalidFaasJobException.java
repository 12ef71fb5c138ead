package io.blueprintfaas.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/**
 * A job cannot be delegated the way it is declared or configured. Found at startup.
 */
public class InvalidFaasJobException extends NestedRuntimeException {

	private final String description;

	private final String action;

	/**
	 * A job that is refused.
	 * @param description what is wrong: the job, the value and the rule
	 * @param action what to do about it
	 */
	public InvalidFaasJobException(String description, String action) {
		this(description, action, null);
	}

	/**
	 * A job that is refused.
	 * @param description what is wrong: the job, the value and the rule
	 * @param action what to do about it
	 * @param cause the cause, or {@code null}
	 */
	public InvalidFaasJobException(String description, String action, @Nullable Throwable cause) {
		super(description + ". " + action, cause);
		this.description = description;
		this.action = action;
	}

	/**
	 * What is wrong.
	 * @return the job, the value and the rule
	 */
	public String getDescription() {
		return this.description;
	}

	/**
	 * What to do about it.
	 * @return a sentence without its full stop
	 */
	public String getAction() {
		return this.action;
	}

}
