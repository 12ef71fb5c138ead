package io.blueprintfaas.platform.web;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.function.CallAnswer;
import io.blueprintfaas.platform.function.CallRequest;
import io.blueprintfaas.platform.function.Functions;
import io.blueprintfaas.platform.function.RequestDeadline;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireRequest;

/**
 * Runs calls.
 */
final class InvocationHandler {

	/** Bytes that take an event loop too long to parse. */
	private static final int LARGE = 256 * 1024;

	private final Functions functions;

	private final RawInvocations raw;

	InvocationHandler(Functions functions) {
		this.functions = functions;
		this.raw = new RawInvocations(functions);
	}

	Mono<ServerResponse> invoke(ServerRequest request) {
		long arrived = System.nanoTime();
		String id = FunctionIds.of(request);
		boolean isRaw = request.headers()
			.contentType()
			.filter(MediaType.APPLICATION_OCTET_STREAM::equalsTypeAndSubtype)
			.isPresent();
		return RequestBodies.read(request, this.functions.settings().maxRequest())
			.flatMap((body) -> isRaw ? this.raw.invoke(id, request, body)
					: parse(body, arrived).flatMap((call) -> invoke(id, call)));
	}

	Mono<ServerResponse> echo(ServerRequest request) {
		MediaType type = request.headers().contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
		return RequestBodies.read(request, this.functions.settings().maxRequest())
			.flatMap((body) -> JsonAnswers.bytes(200, type, body, (headers) -> {
			}));
	}

	private Mono<ServerResponse> invoke(String id, CallRequest call) {
		return this.functions.invoke(id, call)
			.flatMap((answer) -> answer(call, answer))
			.onErrorResume(PlatformException.class,
					(ex) -> (ex.status() == 404) ? Mono.error(ex) : ErrorAnswers.ofCall(ex, call.jobId()));
	}

	private static Mono<ServerResponse> answer(CallRequest call, CallAnswer answer) {
		byte[] body = WireFormat.annotate(answer.body(), answer.measured(), call.version());
		return JsonAnswers.bytes(answer.outcome().success() ? 200 : 500, MediaType.APPLICATION_JSON, body,
				(headers) -> {
				});
	}

	private static Mono<CallRequest> parse(byte[] body, long arrived) {
		Mono<CallRequest> parsed = Mono.fromCallable(() -> read(body, arrived));
		return (body.length > LARGE) ? parsed.subscribeOn(Schedulers.boundedElastic()) : parsed;
	}

	private static CallRequest read(byte[] body, long arrived) {
		try {
			WireRequest request = WireFormat.readRequest(body);
			RequestDeadline deadline = RequestDeadline.of(body, request.deadlineMs(), arrived);
			return new CallRequest(oneLine(body), request.jobId(), request.version(), deadline);
		}
		catch (WireFormatException ex) {
			throw PlatformException.badRequest("BAD_REQUEST", String.valueOf(ex.getMessage()));
		}
	}

	// in JSON a line break can only be between values, where a space says the same
	private static byte[] oneLine(byte[] json) {
		for (int i = 0; i < json.length; i++) {
			if (json[i] == '\n' || json[i] == '\r') {
				json[i] = ' ';
			}
		}
		return json;
	}

}
