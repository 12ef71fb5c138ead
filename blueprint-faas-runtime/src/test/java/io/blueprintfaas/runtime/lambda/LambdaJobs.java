package io.blueprintfaas.runtime.lambda;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

/**
 * Jobs, and requests for them.
 */
class LambdaJobs {

	final CountDownLatch held = new CountDownLatch(1);

	final CountDownLatch released = new CountDownLatch(1);

	@FaasJob(id = 1)
	int square(int number) {
		return number * number;
	}

	@FaasJob(id = 2)
	void fail() throws IOException {
		throw new FileNotFoundException("picture.png");
	}

	@FaasJob(id = 3)
	String hold() throws InterruptedException {
		this.held.countDown();
		return this.released.await(20, TimeUnit.SECONDS) ? "released" : "forgotten";
	}

	static byte[] request(long job, String arguments) {
		return request(job, arguments, Map.of());
	}

	static byte[] event(long job, String arguments) {
		return request(job, arguments, Map.of(WireHeaders.INVOCATION, WireHeaders.EVENT));
	}

	private static byte[] request(long job, String arguments, Map<String, String> headers) {
		return WireFormat.writeRequest(new WireRequest(WireVersion.V1_1, job,
				arguments.getBytes(StandardCharsets.UTF_8), null, null, headers, null, false));
	}

}
