package io.blueprintfaas.platform.web;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Answers of the specification for what went wrong.
 */
final class ErrorAnswers {

	private ErrorAnswers() {
	}

	static Mono<ServerResponse> of(PlatformException failure, Consumer<HttpHeaders> headers) {
		return JsonAnswers.of(failure.status(), failure.body(), (all) -> {
			setRetryAfter(all, failure);
			headers.accept(all);
		});
	}

	/**
	 * The answer to a call, which a client of either form understands.
	 * @param failure what went wrong
	 * @param jobId number of the job
	 * @return the answer
	 */
	static Mono<ServerResponse> ofCall(PlatformException failure, long jobId) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("job_id", jobId);
		body.put("result", new int[0]);
		body.put("success", false);
		body.putAll(failure.body());
		return JsonAnswers.of(failure.status(), body, (headers) -> setRetryAfter(headers, failure));
	}

	private static void setRetryAfter(HttpHeaders headers, PlatformException failure) {
		Duration retryAfter = failure.retryAfter();
		if (retryAfter != null) {
			headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, retryAfter.toSeconds())));
		}
	}

}
