package io.blueprintfaas.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.http.HttpExchangeException.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HttpFailures}.
 */
class HttpFailuresTests {

	private static final FaasCall CALL = new FaasCall(new JobKey(1, "square"), "custom", UUID.randomUUID());

	@ParameterizedTest
	@CsvSource(textBlock = """
			301, NotDeployed
			308, NotDeployed
			400, Payload
			401, AccessDenied
			403, AccessDenied
			404, NotDeployed
			405, NotDeployed
			408, Unavailable
			410, NotDeployed
			413, Payload
			415, Payload
			418, Payload
			422, Payload
			425, Unavailable
			429, Throttled
			500, Function
			501, NotDeployed
			502, Unavailable
			503, Unavailable
			504, Timeout
			507, Function
			""")
	void translatesStatus(int status, String type) {
		FaasException failure = HttpFailures.of(answer(status, "text/plain", "boo"), "the detail", CALL);
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(type));
		assertThat(failure).hasMessageContaining("POST http://localhost/f answered " + status)
			.hasMessageContaining("the detail")
			.hasMessageNotContaining("boo")
			.hasMessageContaining("'square'")
			.hasMessageContaining(CALL.invocationId().toString());
	}

	@Test
	void describesBodyWithoutItsContentWhenThereIsNoDetail() {
		assertThat(HttpFailures.of(answer(502, "text/html", "<secret>"), null, CALL))
			.hasMessageContaining("text/html of 8 bytes")
			.hasMessageNotContaining("secret");
	}

	@Test
	void shortensDetailAndKeepsItOnOneLine() {
		FaasException failure = HttpFailures.of(answer(502, "text/plain", ""), "a\nb" + "x".repeat(1000), CALL);
		assertThat(failure.getMessage()).contains("a bxx").doesNotContain("\n").hasSizeLessThan(800);
	}

	@ParameterizedTest
	@CsvSource({ "429", "503" })
	void readsRetryAfter(int status) {
		HttpFunctionAnswer answer = answer(status, "text/plain", "");
		answer.headers().set("Retry-After", "7");
		FaasThrottledException failure = (FaasThrottledException) HttpFailures.of(answer, null, CALL);
		assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void readsRetryAfterAsDate() {
		HttpFunctionAnswer answer = answer(429, "text/plain", "");
		answer.headers()
			.set("Retry-After",
					DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(100)));
		assertThat(HttpFailures.retryAfter(answer)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(100));
		answer.headers().set("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT");
		assertThat(HttpFailures.retryAfter(answer)).isEqualTo(Duration.ZERO);
	}

	@Test
	void ignoresRetryAfterThatIsNeitherSecondsNorDate() {
		HttpFunctionAnswer answer = answer(429, "text/plain", "");
		assertThat(HttpFailures.retryAfter(answer)).isNull();
		answer.headers().set("Retry-After", "soon");
		assertThat(HttpFailures.retryAfter(answer)).isNull();
		answer.headers().set("Retry-After", "-5");
		assertThat(HttpFailures.retryAfter(answer)).isNull();
	}

	@Test
	void namesTargetOfRedirectWithoutItsQuery() {
		HttpFunctionAnswer answer = answer(302, "text/plain", "");
		answer.headers().set("Location", "https://elsewhere/f?token=secret");
		assertThat(HttpFailures.of(answer, null, CALL)).hasMessageContaining("https://elsewhere/f")
			.hasMessageNotContaining("secret");
	}

	@ParameterizedTest
	@EnumSource(Reason.class)
	void translatesFailedExchange(Reason reason) {
		HttpExchangeException cause = new HttpExchangeException(reason, "what happened", null);
		FaasException failure = HttpFailures.of(cause, CALL);
		assertThat(failure).hasMessageContaining("what happened").hasCause(cause);
		assertThat(failure.isOutcomeUnknown()).isEqualTo(reason == Reason.LATE || reason == Reason.BROKEN);
		assertThat(failure.isRetryable()).isEqualTo(reason == Reason.NOT_SENT);
	}

	private static HttpFunctionAnswer answer(int status, String type, String body) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", type);
		HttpFunctionRequest request = HttpFunctionRequest.of(HttpMethod.POST,
				URI.create("http://user:password@localhost/f?code=secret"), Duration.ofSeconds(1));
		return new HttpFunctionAnswer(request, status, headers, body.getBytes(StandardCharsets.UTF_8), Duration.ZERO);
	}

}
