package io.blueprintfaas.packaging.azureworker;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;
import org.jspecify.annotations.Nullable;

/**
 * The one class loader of all functions, made of what the first of them needs: its jar,
 * those in the first folder beside it whose name ends with {@code lib}, in the order of a
 * hash table, and at last the annotations. Its parent is the loader of the worker itself.
 */
final class WorkerClassLoader {

	private final Set<URL> customer = Collections.newSetFromMap(new ConcurrentHashMap<>());

	private final File annotations;

	private @Nullable URLClassLoader instance;

	private @Nullable FunctionInstanceInjector injector;

	WorkerClassLoader(File annotations) {
		this.annotations = annotations;
	}

	void add(File jar) throws MalformedURLException {
		this.customer.add(jar.toURI().toURL());
		File[] folders = jar.getParentFile().listFiles((file) -> file.isDirectory() && file.getName().endsWith("lib"));
		if (folders.length > 0) {
			for (File library : folders[0].listFiles((file) -> file.isFile() && file.getName().endsWith(".jar"))) {
				this.customer.add(library.toURI().toURL());
			}
		}
	}

	ClassLoader get() throws MalformedURLException {
		if (this.instance == null) {
			Set<URL> urls = new LinkedHashSet<>(this.customer);
			urls.add(this.annotations.toURI().toURL());
			this.instance = new URLClassLoader(urls.toArray(URL[]::new));
		}
		return this.instance;
	}

	// Makes the instances of functions, a new one for each call if a package brings
	// nothing
	FunctionInstanceInjector injector() throws MalformedURLException {
		if (this.injector == null) {
			ClassLoader before = Thread.currentThread().getContextClassLoader();
			Thread.currentThread().setContextClassLoader(get());
			try {
				this.injector = find();
			}
			finally {
				Thread.currentThread().setContextClassLoader(before);
			}
		}
		return this.injector;
	}

	private static FunctionInstanceInjector find() {
		Iterator<FunctionInstanceInjector> found = ServiceLoader.load(FunctionInstanceInjector.class).iterator();
		FunctionInstanceInjector injector = found.hasNext() ? found.next() : new NewInstances();
		if (found.hasNext()) {
			throw new IllegalStateException("Customer function app has multiple injectors");
		}
		return injector;
	}

	/**
	 * What the worker uses if a package brings nothing.
	 */
	private static final class NewInstances implements FunctionInstanceInjector {

		@Override
		public <T> T getInstance(Class<T> functionClass) throws Exception {
			return functionClass.getDeclaredConstructor().newInstance();
		}

	}

}
