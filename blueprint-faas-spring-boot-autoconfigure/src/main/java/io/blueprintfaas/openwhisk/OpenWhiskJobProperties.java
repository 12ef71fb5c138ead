package io.blueprintfaas.openwhisk;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/**
 * Keys of a job that only providers with the API of OpenWhisk know.
 *
 * @param kind runtime of the function, or {@code null} for that of all functions
 * @param image image of the user's that is the function, or {@code null} for none
 * @param main what the runtime is to start, or {@code null} for its own default
 * @param packaging how this application becomes the code of the function
 * @param invocationType whether a call waits for the result
 * @param annotations annotations of the function
 * @param logs most log of one call, or {@code null} for the platform's default
 * @param concurrency most calls of one container at a time, or {@code null} for the
 * platform's default
 */
record OpenWhiskJobProperties(@Nullable String kind, @Nullable String image, @Nullable String main,
		@Name("package") @DefaultValue("none") Packaging packaging,
		@DefaultValue("request-response") InvocationType invocationType, @DefaultValue Map<String, String> annotations,
		@Nullable DataSize logs, @Nullable Integer concurrency) {

	private static final Set<String> KEYS = Set.of("kind", "main", "package", "invocation-type", "annotations", "logs");

	private static final Set<String> SELF_HOSTED = Set.of("image", "concurrency");

	OpenWhiskJobProperties {
		annotations = Map.copyOf(annotations);
	}

	static Set<String> keys(boolean selfHosted) {
		Set<String> keys = new HashSet<>(KEYS);
		keys.addAll(selfHosted ? SELF_HOSTED : Set.of());
		return Set.copyOf(keys);
	}

	/**
	 * How this application becomes the code of a function.
	 */
	enum Packaging {

		/**
		 * It does not: what is called is there already, or built elsewhere.
		 */
		NONE,

		/**
		 * As an executable for runtimes of Go, with a Java of its own.
		 */
		BUNDLED_JRE

	}

	/**
	 * Whether a call waits for the result.
	 */
	enum InvocationType {

		/**
		 * It does.
		 */
		REQUEST_RESPONSE,

		/**
		 * It ends when the request is accepted.
		 */
		EVENT

	}

}
