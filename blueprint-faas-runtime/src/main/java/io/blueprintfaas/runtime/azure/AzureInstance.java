package io.blueprintfaas.runtime.azure;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.util.StringUtils;

/**
 * Name of this process, by which its log is found.
 */
final class AzureInstance {

	private static final String[] VARIABLES = { "WEBSITE_INSTANCE_ID", "CONTAINER_NAME" };

	private AzureInstance() {
	}

	/**
	 * A name of its own. Several processes, one after the other or at the same time, can
	 * have the instance that Azure names.
	 * @param environment the environment variables
	 * @return what Azure calls the instance, if it says so, and something random
	 */
	static String name(Map<String, String> environment) {
		String random = UUID.randomUUID().toString();
		return Stream.of(VARIABLES)
			.map(environment::get)
			.filter(StringUtils::hasText)
			.findFirst()
			.map((name) -> name + "/" + random.substring(0, 8))
			.orElse(random);
	}

}
