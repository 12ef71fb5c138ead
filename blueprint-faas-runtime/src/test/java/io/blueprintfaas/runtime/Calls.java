package io.blueprintfaas.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

/**
 * Requests of tests, and what is in their answers.
 */
final class Calls {

	private Calls() {
	}

	static WireRequest call(long job, String arguments) {
		return call(job, arguments, null, null);
	}

	static WireRequest withDeadline(long job, String arguments, long millis) {
		return call(job, arguments, millis, null);
	}

	static WireRequest withContract(long job, String arguments, String contract) {
		return call(job, arguments, null, contract);
	}

	private static WireRequest call(long job, String arguments, @Nullable Long deadline, @Nullable String contract) {
		return new WireRequest(WireVersion.V1_1, job, arguments.getBytes(StandardCharsets.UTF_8),
				UUID.randomUUID().toString(), deadline, Map.of(), contract, false);
	}

	static String result(WireResponse response) {
		return response.success() ? new String(response.result(), StandardCharsets.UTF_8)
				: "failed: " + response.error();
	}

}
