package io.blueprintfaas;

import org.jspecify.annotations.Nullable;

/**
 * The function ran and threw.
 */
public class FaasFunctionException extends FaasException {

	private final @Nullable String remoteType;

	private final @Nullable String remoteMessage;

	private final @Nullable String remoteStack;

	/**
	 * A failure inside the function.
	 * @param remoteType class name of what it threw, or {@code null} if it does not tell
	 * @param remoteMessage message of what it threw, or {@code null} if it has none
	 * @param remoteStack stack trace as text, or {@code null} if it does not tell
	 * @param call job, provider and invocation
	 */
	public FaasFunctionException(@Nullable String remoteType, @Nullable String remoteMessage,
			@Nullable String remoteStack, FaasCall call) {
		super("The function failed with %s: %s".formatted((remoteType != null) ? remoteType : "an error",
				(remoteMessage != null) ? remoteMessage : "(no message)"), call, null);
		this.remoteType = remoteType;
		this.remoteMessage = remoteMessage;
		this.remoteStack = remoteStack;
	}

	/**
	 * Class name of what the function threw.
	 * @return the name, or {@code null} if the function does not tell
	 */
	public @Nullable String getRemoteType() {
		return this.remoteType;
	}

	/**
	 * Message of what the function threw.
	 * @return the message, or {@code null} if it has none
	 */
	public @Nullable String getRemoteMessage() {
		return this.remoteMessage;
	}

	/**
	 * Stack trace of what the function threw.
	 * @return the trace as text, or {@code null} if the function does not tell
	 */
	public @Nullable String getRemoteStack() {
		return this.remoteStack;
	}

}
