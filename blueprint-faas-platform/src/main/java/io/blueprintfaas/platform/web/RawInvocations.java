package io.blueprintfaas.platform.web;

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.function.CallAnswer;
import io.blueprintfaas.platform.function.CallRequest;
import io.blueprintfaas.platform.function.Functions;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

/**
 * Runs calls whose body is the arguments as they are, and whose answer is the result as
 * it is. What else belongs to them is in headers.
 */
final class RawInvocations {

	private static final String JOB_ID = "X-Blueprint-Job-Id";

	private static final long LARGEST_JOB_ID = 0xFFFF_FFFFL;

	private final Functions functions;

	RawInvocations(Functions functions) {
		this.functions = functions;
	}

	Mono<ServerResponse> invoke(String id, ServerRequest request, byte[] args) {
		long jobId = jobId(request);
		CallRequest call = call(id, request, jobId, args);
		return this.functions.invoke(id, call)
			.flatMap((answer) -> answer(call, answer))
			.onErrorResume(PlatformException.class,
					(ex) -> (ex.status() == 404) ? Mono.error(ex) : ErrorAnswers.ofCall(ex, jobId));
	}

	private CallRequest call(String id, ServerRequest request, long jobId, byte[] args) {
		// what is kept alive speaks 1.1, of others only 1.0 is known
		boolean keepAlive = this.functions.find(id).deployment().keepAlive();
		WireVersion version = keepAlive ? WireVersion.V1_1 : WireVersion.V1_0;
		String invocation = request.headers().firstHeader("X-Blueprint-Invocation-Id");
		WireRequest wire = new WireRequest(version, jobId, args, invocation, null, Map.of(), null, false);
		return new CallRequest(WireFormat.writeRequest(wire), jobId, version, null);
	}

	private static long jobId(ServerRequest request) {
		String header = request.headers().firstHeader(JOB_ID);
		String text = (header != null) ? header : request.queryParam("job_id").orElse("");
		if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > LARGEST_JOB_ID) {
			throw PlatformException.badRequest("BAD_REQUEST",
					"A raw call needs its job id, from 0 to %d, in the header '%s' or the parameter 'job_id'"
						.formatted(LARGEST_JOB_ID, JOB_ID));
		}
		return Long.parseLong(text);
	}

	private static Mono<ServerResponse> answer(CallRequest call, CallAnswer answer) {
		if (!answer.outcome().success()) {
			byte[] body = WireFormat.annotate(answer.body(), answer.measured(), call.version());
			return JsonAnswers.bytes(500, MediaType.APPLICATION_JSON, body, (headers) -> {
			});
		}
		byte[] result = WireFormat.readResponse(answer.body()).result();
		return JsonAnswers.bytes(200, MediaType.APPLICATION_OCTET_STREAM, result,
				(headers) -> describe(headers, call, answer.measured()));
	}

	private static void describe(HttpHeaders headers, CallRequest call, FaasMetrics measured) {
		headers.set(JOB_ID, Long.toString(call.jobId()));
		if (measured.execution() != null) {
			headers.set("X-Blueprint-Execution-Ms", Long.toString(measured.execution().toMillis()));
		}
		if (measured.memoryUsed() != null) {
			headers.set("X-Blueprint-Memory-Used-Mb", Long.toString(measured.memoryUsed().toMegabytes()));
		}
		if (measured.coldStart() != null) {
			headers.set("X-Blueprint-Cold-Start", measured.coldStart().toString());
		}
	}

}
