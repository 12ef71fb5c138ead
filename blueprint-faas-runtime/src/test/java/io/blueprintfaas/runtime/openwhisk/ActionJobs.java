package io.blueprintfaas.runtime.openwhisk;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

import io.blueprintfaas.FaasJob;

/**
 * Handlers of the test application.
 */
final class ActionJobs {

	@FaasJob(id = 0)
	long square(long number) {
		return number * number;
	}

	@FaasJob(id = 1)
	String print(String text) throws IOException {
		System.out.print("out " + text);
		System.err.print("err " + text);
		return text + System.in.read();
	}

	@FaasJob(id = 2)
	void fail(String message) throws IOException {
		throw new IOException(message);
	}

	@FaasJob(id = 3)
	void exit(int status) {
		System.exit(status);
	}

	@FaasJob(id = 4)
	void sleep() throws InterruptedException {
		new CountDownLatch(1).await();
	}

	@FaasJob(id = 5)
	byte[] echo(byte[] bytes) {
		return bytes;
	}

	@FaasJob(id = 6)
	String variable(String name) {
		return ActionVariables.values().getOrDefault(name, "none");
	}

}
