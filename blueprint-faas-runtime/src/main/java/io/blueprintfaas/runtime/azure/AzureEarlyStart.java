package io.blueprintfaas.runtime.azure;

import com.microsoft.azure.functions.spi.inject.FunctionInstanceInjector;

/**
 * Has the application start when Azure's worker loads the first function, and not only
 * when it is called: an instance that is kept ready is ready then. Found by the worker as
 * a service, in packages made for it.
 */
public final class AzureEarlyStart implements FunctionInstanceInjector {

	/**
	 * Begins the start, without waiting for it.
	 */
	public AzureEarlyStart() {
		Thread start = new Thread(() -> PackagedApplication.get().run(), "faas-start");
		start.setDaemon(true);
		start.start();
	}

	/**
	 * Makes an instance of a function, as the worker would do itself.
	 * @param functionClass the class of the function
	 * @param <T> that class
	 * @return a new instance
	 * @throws ReflectiveOperationException if it cannot be made
	 */
	@Override
	public <T> T getInstance(Class<T> functionClass) throws ReflectiveOperationException {
		return functionClass.getDeclaredConstructor().newInstance();
	}

}
