package io.blueprintfaas.runtime.openwhisk;

import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.TestHandlers;

/**
 * What a user's application is to OpenWhisk: a class with a {@code main}.
 */
public final class ActionApplication {

	private ActionApplication() {
	}

	public static void main(String[] arguments) {
		System.out.println("banner on standard output");
		if (System.getProperty("broken") != null) {
			throw new IllegalStateException("no database");
		}
		Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println("shut down")));
		FunctionApplication.publish(TestHandlers.runtime(new ActionJobs()));
	}

}
