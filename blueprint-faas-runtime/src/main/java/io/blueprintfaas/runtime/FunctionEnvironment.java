package io.blueprintfaas.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

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
	 * Resource on the class path, a properties file, that tells of the function what its
	 * package knew.
	 */
	public static final String PROPERTIES = "META-INF/blueprint-faas/function.properties";

	/**
	 * Key in {@link #PROPERTIES} of the class whose {@code main} starts the application.
	 * {@link #MAIN_CLASS_PROPERTY} and {@link #MAIN_CLASS} win over it.
	 */
	public static final String MAIN_CLASS_KEY = "main-class";

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
	 * Class whose {@code main} starts the application: by the system property, else by
	 * the environment variable, else by the package.
	 * @return the name of the class
	 * @throws FunctionStartException if none of them names one, or the package's file
	 * cannot be read
	 */
	public static String mainClass() {
		String property = System.getProperty(MAIN_CLASS_PROPERTY);
		String name = (property != null) ? property : System.getenv(MAIN_CLASS);
		name = (name != null) ? name : packagedMainClass();
		if (name == null || name.isBlank()) {
			throw new FunctionStartException("The application's main class is not known: set the environment variable "
					+ MAIN_CLASS + " or the system property '" + MAIN_CLASS_PROPERTY + "' to its name", null);
		}
		return name.trim();
	}

	private static @Nullable String packagedMainClass() {
		ClassLoader classLoader = ClassUtils.getDefaultClassLoader();
		URL resource = (classLoader != null) ? classLoader.getResource(PROPERTIES)
				: ClassLoader.getSystemResource(PROPERTIES);
		if (resource == null) {
			return null;
		}
		Properties properties = new Properties();
		try (InputStream input = resource.openStream()) {
			properties.load(input);
			return properties.getProperty(MAIN_CLASS_KEY);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new FunctionStartException("'%s' cannot be read: package the application again".formatted(resource),
					ex);
		}
	}

	/**
	 * Whether this process is kept alive for further calls.
	 * @return {@code true} if {@link #KEEP_ALIVE} is {@code 1}
	 */
	public static boolean keepAlive() {
		return "1".equals(System.getenv(KEEP_ALIVE));
	}

}
