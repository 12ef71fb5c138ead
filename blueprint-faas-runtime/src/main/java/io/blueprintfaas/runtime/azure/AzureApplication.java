package io.blueprintfaas.runtime.azure;

import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * The application as it is seen from outside its class loader: running it starts it;
 * applied to a request and the time when its call began, by {@link System#nanoTime()}, it
 * gives a status and an answer.
 */
public final class AzureApplication implements Runnable, BiFunction<byte[], Long, Map.Entry<Integer, byte[]>> {

	private final AzureCalls calls = AzureCalls.ofThisProcess();

	@Override
	public void run() {
		inside(() -> {
			this.calls.start();
			return null;
		});
	}

	@Override
	public Map.Entry<Integer, byte[]> apply(byte[] request, Long begun) {
		return inside(() -> {
			AzureCalls.Answer answer = this.calls.answer(request, begun);
			return Map.entry(answer.status(), answer.body());
		});
	}

	// Spring, and what the application brings, look for classes by this loader
	private static <T> T inside(Supplier<T> work) {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		thread.setContextClassLoader(AzureApplication.class.getClassLoader());
		try {
			return work.get();
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

}
