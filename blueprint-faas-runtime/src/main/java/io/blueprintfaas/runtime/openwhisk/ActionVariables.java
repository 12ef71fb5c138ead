package io.blueprintfaas.runtime.openwhisk;

import java.util.HashMap;
import java.util.Map;

/**
 * Environment variables of the function that its process does not have, because it ran
 * before they were told.
 */
public final class ActionVariables {

	private static volatile Map<String, String> values = Map.of();

	private ActionVariables() {
	}

	/**
	 * The variables.
	 * @return values by name; empty if the process has all variables, or before they are
	 * told
	 */
	public static Map<String, String> values() {
		return values;
	}

	/**
	 * Takes the variables out of the message with which OpenWhisk initialises an image.
	 * @param message the message
	 * @throws IllegalArgumentException if it is no such message
	 */
	static void take(byte[] message) {
		byte[] value = JsonFields.of(message).get("value");
		byte[] environment = (value != null) ? JsonFields.of(value).get("env") : null;
		if (environment == null || JsonFields.text(environment).equals("null")) {
			return;
		}
		Map<String, String> variables = new HashMap<>();
		JsonFields.of(environment).forEach((name, text) -> variables.put(name, JsonFields.text(text)));
		values = Map.copyOf(variables);
	}

}
