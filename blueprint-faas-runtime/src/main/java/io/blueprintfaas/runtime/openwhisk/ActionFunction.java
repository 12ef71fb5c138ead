package io.blueprintfaas.runtime.openwhisk;

import java.util.UUID;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.runtime.FunctionAnswer;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Answers activations with the results of their handlers. Safe for concurrent calls.
 * <p>
 * The answer to a call that failed has a field {@code error}, and no other answer has: by
 * it OpenWhisk tells failed activations from others, and it keeps nothing but that field.
 * So all of the answer is in it; but to callers that write the first version of the wire
 * format, which expect a text, only what went wrong.
 */
final class ActionFunction {

	/** Environment variable with the qualified name of the action. */
	static final String ACTION_NAME = "__OW_ACTION_NAME";

	private static final Log logger = LogFactory.getLog(ActionFunction.class);

	private final FunctionRuntime runtime;

	/**
	 * A function, which from now on has a name in its answers and in the log.
	 * @param runtime runs the handlers
	 * @param actionName qualified name of the action, or {@code null} if it is not known
	 */
	ActionFunction(FunctionRuntime runtime, @Nullable String actionName) {
		this.runtime = runtime;
		String instance = instance(actionName);
		runtime.instance(instance);
		// OpenWhisk names containers nowhere: by this line an answer leads to its log
		logger.info("This instance calls itself '%s'".formatted(instance));
	}

	private static String instance(@Nullable String actionName) {
		String random = UUID.randomUUID().toString();
		String name = (actionName != null) ? actionName.substring(actionName.lastIndexOf('/') + 1) : "";
		return name.isEmpty() ? random : name + "/" + random.substring(0, 8);
	}

	/**
	 * Answers an activation.
	 * @param message what OpenWhisk sent
	 * @return a JSON object on one line
	 */
	byte[] answer(byte[] message) {
		Activation activation;
		try {
			activation = Activation.read(message);
		}
		catch (IllegalArgumentException ex) {
			return unreadable(ex);
		}
		FunctionAnswer answer = this.runtime.answer(activation.request(), activation.limit());
		return (answer.success() || answer.version() == WireVersion.V1_0) ? answer.body()
				: JsonFields.object("error", answer.body());
	}

	private static byte[] unreadable(IllegalArgumentException ex) {
		String error = "The activation cannot be read: %s. OpenWhisk sends one as a JSON object with the field 'value'"
			.formatted(ex.getMessage());
		return WireFormat.writeResponse(WireResponse.failure(0, error, WireResponse.PAYLOAD, null, FaasMetrics.NONE),
				WireVersion.V1_0);
	}

	/**
	 * Sends on what was printed, so that it stands in the log before the activation ends.
	 */
	static void flush() {
		System.out.flush();
		System.err.flush();
	}

}
