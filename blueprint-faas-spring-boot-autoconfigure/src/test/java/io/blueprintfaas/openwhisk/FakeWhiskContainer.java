package io.blueprintfaas.openwhisk;

import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

/**
 * A container of an action, initialised with its code.
 */
@FunctionalInterface
public interface FakeWhiskContainer extends AutoCloseable {

	/**
	 * Runs the action once.
	 * @param line what the container is sent: {@code value}, {@code activation_id},
	 * {@code deadline} and so on
	 * @return what it answers
	 * @throws Exception if it ends without an answer; the message becomes a log line
	 */
	Output run(ObjectNode line) throws Exception;

	@Override
	default void close() {
	}

	/**
	 * Makes containers.
	 */
	@FunctionalInterface
	interface Factory {

		/**
		 * Starts a container and initialises it, which is the cold start.
		 * @param code the code: bytes of the zip or of the source
		 * @param environment variables of its environment
		 * @return the container
		 * @throws Exception if it cannot be initialised
		 */
		FakeWhiskContainer start(byte[] code, Map<String, String> environment) throws Exception;

	}

	/**
	 * What a container answers.
	 *
	 * @param json the answer
	 * @param logs lines it printed
	 */
	record Output(String json, List<String> logs) {

	}

}
