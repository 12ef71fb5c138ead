package io.blueprintfaas.packaging;

import java.time.Duration;
import java.util.Collection;

/**
 * Makes layouts of packages for Azure Functions. A package is the whole content of a
 * function app, so it is made for all functions that live in the app.
 */
public final class AzureLayouts {

	private final JavaBootstrap bootstrap;

	/**
	 * Layouts.
	 * @param bootstrap writes what it takes to run the application as a process
	 */
	public AzureLayouts(JavaBootstrap bootstrap) {
		this.bootstrap = bootstrap;
	}

	/**
	 * A package for the Java runtimes of Azure Functions.
	 * @param functions all functions of the app
	 * @param timeout after which the host gives a call up, and ends the process that runs
	 * it; at least a second
	 * @return the layout
	 */
	public PackageLayout java(Collection<AzureFunctionEntry> functions, Duration timeout) {
		return new AzureJavaLayout(AzureFunctionApp.of(functions, timeout));
	}

	/**
	 * A package for the runtime {@code custom}, which brings its own Java.
	 * @param functions all functions of the app
	 * @param timeout after which the host gives a call up; at least a second
	 * @return the layout
	 */
	public PackageLayout custom(Collection<AzureFunctionEntry> functions, Duration timeout) {
		return new AzureCustomHandlerLayout(AzureFunctionApp.of(functions, timeout), this.bootstrap);
	}

}
