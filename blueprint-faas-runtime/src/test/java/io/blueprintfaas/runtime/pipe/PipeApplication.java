package io.blueprintfaas.runtime.pipe;

import java.util.concurrent.CountDownLatch;

import io.blueprintfaas.runtime.FunctionApplication;
import io.blueprintfaas.runtime.FunctionEnvironment;
import io.blueprintfaas.runtime.TestHandlers;

/**
 * What a user's application is to the pipe: a class with a {@code main}.
 */
public final class PipeApplication {

	private PipeApplication() {
	}

	public static void main(String[] arguments) {
		System.out.println("banner on standard output");
		String how = (arguments.length > 0) ? arguments[0] : "start";
		switch (how) {
			case "throw" -> throw new IllegalStateException("no database");
			case "return" -> System.out.println("nothing to do");
			case "hang" -> Runtime.getRuntime().addShutdownHook(new Thread(PipeApplication::hang));
			default -> publish();
		}
		if (how.equals("hang")) {
			publish();
		}
	}

	private static void publish() {
		System.err.println("enabled=" + System.getProperty(FunctionEnvironment.ENABLED_PROPERTY) + " thread="
				+ Thread.currentThread().getName());
		Runtime.getRuntime().addShutdownHook(new Thread(() -> System.err.println("shut down")));
		FunctionApplication.publish(TestHandlers.runtime(new PipeJobs()));
	}

	private static void hang() {
		try {
			new CountDownLatch(1).await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
