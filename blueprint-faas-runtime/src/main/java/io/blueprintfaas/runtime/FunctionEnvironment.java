package io.blueprintfaas.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Names by which a package, a platform and the application tell each other that, and how,
 * the application runs as a function.
 */
public final class FunctionEnvironment {

	/**
	 * System property that is {@code true} in an application that runs as a function.
	 */
	public static final String ENABLED_PROPERTY = "blueprint.faas.function.enabled";

	/**
	 * System property with the class whose {@code main} starts the application. It wins
	 * over {@link #MAIN_CLASS}.
	 */
	public static final String MAIN_CLASS_PROPERTY = "blueprint.faas.function.main-class";

	/**
	 * Environment variable with the class whose {@code main} starts the application.
	 */
	public static final String MAIN_CLASS = "BLUEPRINT_MAIN_CLASS";

	/**
	 * Environment variable with the identity of the function, set by the platform.
	 */
	public static final String FUNCTION_ID = "BLUEPRINT_FUNCTION_ID";

	/**
	 * Environment variable with the identity of this instance of the function, set by the
	 * platform.
	 */
	public static final String INSTANCE_ID = "BLUEPRINT_INSTANCE_ID";

	/**
	 * Environment variable with the memory limit of the instance in megabytes, set by the
	 * platform.
	 */
	public static final String MEMORY_MB = "BLUEPRINT_MEMORY_MB";

	/**
	 * Environment variable that is {@code 1} if the process is kept alive for further
	 * calls, set by the platform.
	 */
	public static final String KEEP_ALIVE = "BLUEPRINT_KEEP_ALIVE";

	private FunctionEnvironment() {
	}

	/**
	 * Class whose {@code main} starts the application.
	 * @return the name of the class
	 * @throws FunctionStartException if neither the system property nor the environment
	 * variable names one
	 */
	public static String mainClass() {
		String property = System.getProperty(MAIN_CLASS_PROPERTY);
		String name = (property != null) ? property : System.getenv(MAIN_CLASS);
		if (isBlank(name)) {
			throw new FunctionStartException("The application's main class is not known: set the environment variable "
					+ MAIN_CLASS + " or the system property '" + MAIN_CLASS_PROPERTY + "' to its name", null);
		}
		return name.trim();
	}

	/**
	 * Whether this process is kept alive for further calls.
	 * @return {@code true} if {@link #KEEP_ALIVE} is {@code 1}
	 */
	public static boolean keepAlive() {
		return "1".equals(System.getenv(KEEP_ALIVE));
	}

	private static boolean isBlank(@Nullable String text) {
		return text == null || text.isBlank();
	}

}
