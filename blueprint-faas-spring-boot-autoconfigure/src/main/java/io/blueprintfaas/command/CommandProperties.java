package io.blueprintfaas.command;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What to do in place of running the application.
 *
 * @param command What to do with the functions of jobs: plan, deploy, status, warm,
 * undeploy or package, perhaps followed by the names of jobs. The process ends when it is
 * done. Only as an argument or environment variable.
 * @param output How a command shows what came of it.
 */
@ConfigurationProperties("blueprint.faas")
record CommandProperties(String command, @DefaultValue("text") Output output) {

	/**
	 * How a command shows what came of it.
	 */
	enum Output {

		/**
		 * A table, and steps as they come.
		 */
		TEXT,

		/**
		 * One JSON object at the end.
		 */
		JSON

	}

}
