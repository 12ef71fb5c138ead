package io.blueprintfaas.http;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.JobKey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every executor that speaks HTTP owes its callers. A provider extends it with the
 * executor under test and with how its functions answer.
 */
public abstract class FaasExecutorContractTests {

	protected static final JobKey JOB = new JobKey(7, "square");

	private StubServer server;

	/**
	 * Makes the executor of {@link #JOB}.
	 * @param target address of its provider
	 * @return the executor
	 */
	protected abstract FaasExecutor executor(URI target);

	/**
	 * How the provider answers a call that succeeded.
	 * @param request what it received
	 * @param result the result
	 * @return its answer
	 */
	protected abstract StubAnswer success(StubRequest request, byte[] result);

	/**
	 * How the provider answers a call whose handler threw.
	 * @param type class name of what was thrown
	 * @param message its message
	 * @return its answer
	 */
	protected abstract StubAnswer thrown(String type, String message);

	/**
	 * What status 500 with a body that says nothing means.
	 * @return the exception; by default the function's own failure
	 */
	protected Class<? extends FaasException> failureOfStatus500() {
		return FaasFunctionException.class;
	}

	/**
	 * What status 502 means.
	 * @return the exception; by default that the function did not run
	 */
	protected Class<? extends FaasException> failureOfStatus502() {
		return FaasUnavailableException.class;
	}

	/**
	 * What status 503 means that asks nobody to wait.
	 * @return the exception; by default that the function did not run
	 */
	protected Class<? extends FaasException> failureOfStatus503() {
		return FaasUnavailableException.class;
	}

	/**
	 * The payload in a request.
	 * @param request what the provider received
	 * @return the payload
	 */
	protected abstract byte[] payload(StubRequest request);

	/**
	 * The provider under test.
	 * @return a server that answers with 404 until it is told otherwise
	 */
	protected final StubServer server() {
		return this.server;
	}

	@BeforeEach
	void startServer() {
		this.server = StubServer.start();
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void returnsPayloadAndTotalTime() {
		this.server.answer((request) -> success(request, new byte[] { 0, 1, -1, 127, -128 }));
		FaasResponse response = executor(this.server.uri()).invoke(request(new byte[] { 5 })).block();
		assertThat(response.payload()).containsExactly(0, 1, -1, 127, -128);
		assertThat(response.metrics().total()).isPositive();
	}

	@Test
	void sendsPayloadUnchanged() {
		this.server.answer((request) -> success(request, new byte[0]));
		byte[] payload = new byte[256];
		IntStream.range(0, 256).forEach((index) -> payload[index] = (byte) index);
		assertThat(executor(this.server.uri()).invoke(request(payload)).block().payload()).isEmpty();
		assertThat(payload(this.server.requests().get(0))).isEqualTo(payload);
	}

	@Test
	void sendsNothingBeforeSubscriptionAndOneCallForEach() {
		this.server.answer((request) -> success(request, new byte[0]));
		Mono<FaasResponse> call = executor(this.server.uri()).invoke(request(new byte[0]));
		assertThat(this.server.requests()).isEmpty();
		call.block();
		call.block();
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void saysWhatFunctionThrew() {
		this.server.answer(thrown("java.lang.IllegalStateException", "no ink"));
		FaasFunctionException failure = failure(FaasFunctionException.class, this.server.uri());
		assertThat(failure.getRemoteType()).isEqualTo("java.lang.IllegalStateException");
		assertThat(failure.getRemoteMessage()).isEqualTo("no ink");
	}

	@Test
	void saysAccessDenied() {
		this.server.answer(StubAnswer.empty(401));
		failure(FaasAccessDeniedException.class, this.server.uri());
		this.server.answer(StubAnswer.empty(403));
		failure(FaasAccessDeniedException.class, this.server.uri());
	}

	@Test
	void saysNotDeployed() {
		this.server.answer(StubAnswer.empty(404));
		failure(FaasNotDeployedException.class, this.server.uri());
	}

	@Test
	void saysTooLarge() {
		this.server.answer(StubAnswer.empty(413));
		failure(FaasPayloadException.class, this.server.uri());
	}

	@Test
	void saysThrottledAndWhenToTryAgain() {
		this.server.answer(StubAnswer.empty(429).with("Retry-After", "3"));
		assertThat(failure(FaasThrottledException.class, this.server.uri()).getRetryAfter())
			.isEqualTo(Duration.ofSeconds(3));
		this.server.answer(StubAnswer.empty(429));
		assertThat(failure(FaasThrottledException.class, this.server.uri()).getRetryAfter()).isNull();
	}

	@Test
	void saysUnavailable() {
		this.server.answer(StubAnswer.empty(502));
		FaasException failure = failure(failureOfStatus502(), this.server.uri());
		assertThat(failure.isRetryable()).isEqualTo(!failure.isOutcomeUnknown());
		this.server.answer(StubAnswer.empty(503));
		failure(failureOfStatus503(), this.server.uri());
	}

	@Test
	void saysUnavailableWhenConnectionIsRefused() {
		assertThat(failure(FaasUnavailableException.class, StubServer.unused())).hasMessageContaining("refused");
	}

	@Test
	void saysOutcomeUnknownWhenGatewayGaveUp() {
		this.server.answer(StubAnswer.empty(504));
		assertThat(failure(FaasTimeoutException.class, this.server.uri()).isOutcomeUnknown()).isTrue();
	}

	@Test
	void saysOutcomeUnknownWhenConnectionIsReset() throws IOException {
		try (RawServer raw = RawServer.start((socket, number) -> RawServer.reset(socket))) {
			failure(FaasTimeoutException.class, raw.uri());
			assertThat(raw.requests()).isEqualTo(1);
		}
	}

	@Test
	void saysOutcomeUnknownWhenAnswerBreaksOff() throws IOException {
		try (RawServer raw = RawServer.start((socket, number) -> {
			RawServer.write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"job_id\":");
			RawServer.reset(socket);
		})) {
			failure(FaasTimeoutException.class, raw.uri());
			assertThat(raw.requests()).isEqualTo(1);
		}
	}

	@Test
	void saysOutcomeUnknownWhenDeadlinePassesAndDoesNotSendAgain() {
		this.server.answerLater((request) -> Mono.never());
		FaasRequest request = request(new byte[0], Instant.now().plusMillis(300));
		FaasTimeoutException failure = failure(FaasTimeoutException.class, executor(this.server.uri()).invoke(request));
		assertThat(failure).hasMessageContaining("no whole answer came within");
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void sendsNothingWhenDeadlineHasPassed() {
		FaasRequest request = request(new byte[0], Instant.now().minusSeconds(1));
		failure(FaasUnavailableException.class, executor(this.server.uri()).invoke(request));
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void refusesAnswersThatAreNone() {
		for (StubAnswer answer : List.of(StubAnswer.empty(200), StubAnswer.json(200, "secret garbage"),
				StubAnswer.json(200, "{}"), StubAnswer.json(200, "[]"), StubAnswer.json(200, "{\"job_id\":7"),
				html("<html>secret</html>"))) {
			this.server.answer(answer);
			FaasPayloadException failure = failure(FaasPayloadException.class, this.server.uri());
			assertThat(failure)
				.hasMessageContaining((answer.body().length > 0) ? answer.body().length + " bytes" : "an empty body");
			assertThat(messages(failure)).doesNotContain("secret");
		}
	}

	@Test
	void failsTypedWhateverTheBodyOfAnErrorIs() {
		for (String body : List.of("", "<html>secret</html>", "{", "[]", "{\"error\":5}", "{\"success\":true}")) {
			this.server.answer(StubAnswer.json(500, body));
			assertThat(messages(failure(failureOfStatus500(), this.server.uri()))).doesNotContain("secret");
		}
	}

	@Test
	void namesJobProviderAndInvocationInEveryFailure() {
		FaasRequest request = request(new byte[0]);
		for (int status : new int[] { 401, 404, 413, 429, 500, 502, 503, 504 }) {
			this.server.answer(StubAnswer.empty(status));
			FaasExecutor executor = executor(this.server.uri());
			assertThat(failure(FaasException.class, executor.invoke(request))).hasMessageContaining("'square' (7)")
				.hasMessageContaining("'%s'".formatted(executor.provider()))
				.hasMessageContaining(request.invocationId().toString());
		}
	}

	@Test
	void runsConcurrentCallsEachWithItsOwnAnswer() {
		this.server.answer((request) -> success(request, payload(request)));
		FaasExecutor executor = executor(this.server.uri());
		List<Integer> answers = Flux.range(0, 200)
			.flatMap((number) -> executor.invoke(request(new byte[] { (byte) (int) number }))
				.map((response) -> (response.payload()[0] & 0xFF)), 200)
			.collectList()
			.block();
		assertThat(answers).hasSize(200).doesNotHaveDuplicates();
	}

	@Test
	void statusIsNeverAnError() throws IOException {
		URI uri = this.server.uri();
		for (int status : new int[] { 200, 204, 301, 400, 401, 404, 405, 429, 500, 503 }) {
			this.server.answer(StubAnswer.json(status, "garbage"));
			assertThat(executor(uri).status().block()).as("status %d", status).isNotNull();
		}
		try (RawServer raw = RawServer.start((socket, number) -> RawServer.reset(socket))) {
			assertThat(executor(raw.uri()).status().block().state()).isEqualTo(FaasStatus.State.UNAVAILABLE);
		}
		FaasStatus status = executor(StubServer.unused()).status().block();
		assertThat(status.state()).isEqualTo(FaasStatus.State.UNAVAILABLE);
		assertThat(status.detail()).contains("refused");
	}

	/**
	 * A call of {@link #JOB}.
	 * @param payload its payload
	 * @return the request, without a deadline
	 */
	protected static FaasRequest request(byte[] payload) {
		return request(payload, null);
	}

	/**
	 * A call of {@link #JOB}.
	 * @param payload its payload
	 * @param deadline its deadline, or {@code null}
	 * @return the request
	 */
	protected static FaasRequest request(byte[] payload, @Nullable Instant deadline) {
		return new FaasRequest(JOB, payload, UUID.randomUUID(), deadline, Map.of("traceparent", "00-1-2-01"),
				"0123456789abcdef");
	}

	/**
	 * Calls a target and expects a failure.
	 * @param type the failure
	 * @param target the target
	 * @param <T> the failure
	 * @return the failure
	 */
	protected final <T extends FaasException> T failure(Class<T> type, URI target) {
		return failure(type, executor(target).invoke(request(new byte[] { 1 })));
	}

	/**
	 * Subscribes and expects a failure.
	 * @param type the failure
	 * @param call the call
	 * @param <T> the failure
	 * @return the failure
	 */
	protected static <T extends FaasException> T failure(Class<T> type, Mono<?> call) {
		return assertThatExceptionOfType(type).isThrownBy(call::block).actual();
	}

	private static String messages(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable each = failure; each != null; each = each.getCause()) {
			text.append(each).append('\n');
		}
		return text.toString();
	}

	private static StubAnswer html(String html) {
		return new StubAnswer(200, Map.of("Content-Type", "text/html"), html.getBytes(StandardCharsets.UTF_8));
	}

}
