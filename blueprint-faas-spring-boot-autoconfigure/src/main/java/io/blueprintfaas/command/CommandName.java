package io.blueprintfaas.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be asked for.
 */
enum CommandName {

	/**
	 * Shows what deploying would change.
	 */
	PLAN,

	/**
	 * Deploys.
	 */
	DEPLOY,

	/**
	 * Shows what is deployed, and whether it is ready.
	 */
	STATUS,

	/**
	 * Has instances started.
	 */
	WARM,

	/**
	 * Removes the functions.
	 */
	UNDEPLOY,

	/**
	 * Writes the packages, and goes to no provider.
	 */
	PACKAGE;

	String label() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<CommandName> of(String label) {
		return Arrays.stream(values()).filter((name) -> name.label().equals(label)).findFirst();
	}

	static List<String> labels() {
		return Arrays.stream(values()).map(CommandName::label).toList();
	}

}
