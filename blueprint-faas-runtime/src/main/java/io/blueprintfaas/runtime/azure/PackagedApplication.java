package io.blueprintfaas.runtime.azure;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;

/**
 * The application of a package, loaded apart from Azure's worker: the worker's class
 * loader would give it the worker's own libraries in place of the application's, and
 * those in no order. What the two share are classes of the JDK. This class, and those it
 * is used by, must get along without any library for that reason.
 */
final class PackagedApplication {

	private static final String PROPERTIES = "META-INF/blueprint-faas/function.properties";

	private static final String CLASS_PATH_KEY = "class-path";

	private static final String APPLICATION = "io.blueprintfaas.runtime.azure.AzureApplication";

	private final Runnable start;

	private final BiFunction<byte[], Long, Map.Entry<Integer, byte[]>> calls;

	@SuppressWarnings("unchecked")
	private PackagedApplication(Object application) {
		this.start = (Runnable) application;
		this.calls = (BiFunction<byte[], Long, Map.Entry<Integer, byte[]>>) application;
	}

	/**
	 * The application of this process, which is loaded once.
	 * @return the application, which may be starting still
	 */
	static PackagedApplication get() {
		return Holder.INSTANCE;
	}

	/**
	 * Starts the application, unless that was done before, and waits until it has started
	 * or failed.
	 */
	void run() {
		this.start.run();
	}

	/**
	 * Answers a request, when the application has started.
	 * @param request the request as JSON
	 * @param begun when the call began, by {@link System#nanoTime()}
	 * @return status and answer as JSON
	 */
	Map.Entry<Integer, byte[]> apply(byte[] request, long begun) {
		return this.calls.apply(request, begun);
	}

	private static PackagedApplication load() {
		try {
			ClassLoader classLoader = classLoader(PackagedApplication.class.getClassLoader());
			return new PackagedApplication(
					Class.forName(APPLICATION, true, classLoader).getDeclaredConstructor().newInstance());
		}
		catch (IOException | URISyntaxException | ReflectiveOperationException ex) {
			throw new IllegalStateException("The application cannot be loaded: package it again", ex);
		}
	}

	/**
	 * The class loader of the application.
	 * @param own the one that loaded this class
	 * @return a loader of the jars that the package names; the same if it names none
	 */
	static ClassLoader classLoader(ClassLoader own) throws IOException, URISyntaxException {
		URL resource = own.getResource(PROPERTIES);
		String classPath = (resource != null) ? classPath(resource) : null;
		if (classPath == null || !(resource.openConnection() instanceof JarURLConnection connection)) {
			return own;
		}
		URI jar = connection.getJarFileURL().toURI();
		List<URL> urls = new ArrayList<>();
		for (String name : classPath.split(" ")) {
			urls.add(jar.resolve(name).toURL());
		}
		// Names the main class, and has nothing else that is not in the others
		urls.add(jar.toURL());
		return new URLClassLoader("faas-application", urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
	}

	private static @Nullable String classPath(URL resource) throws IOException {
		Properties properties = new Properties();
		try (InputStream input = resource.openStream()) {
			properties.load(input);
		}
		return properties.getProperty(CLASS_PATH_KEY);
	}

	/**
	 * Loads the application when it is used first, with everybody else waiting.
	 */
	private static final class Holder {

		static final PackagedApplication INSTANCE = load();

	}

}
