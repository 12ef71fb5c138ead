package io.blueprintfaas.provider;

import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;
import org.springframework.util.unit.DataSize;

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
	 * A job with a value that its provider does not take.
	 * @param job the job
	 * @param property full name of the property
	 * @param value its value
	 * @param rule what the provider takes, to be read after its name
	 * @return the refusal
	 */
	public static InvalidFaasJobException outOfRange(FaasJobDefinition job, String property, Object value,
			String rule) {
		Object shown = (value instanceof DataSize size) ? ReadableSize.exact(size) : value;
		return new InvalidFaasJobException("Job %s sets '%s' to '%s', but provider '%s' takes %s".formatted(job.key(),
				property, shown, job.provider(), rule), "Change '%s'".formatted(property));
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
