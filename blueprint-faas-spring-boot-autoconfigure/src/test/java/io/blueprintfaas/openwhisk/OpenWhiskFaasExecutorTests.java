package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.FaasExecutorContractTests;
import io.blueprintfaas.http.RawServer;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OpenWhiskFaasExecutor}.
 */
class OpenWhiskFaasExecutorTests extends FaasExecutorContractTests {

	@Override
	protected FaasExecutor executor(URI target) {
		return executor(OpenWhiskJobs.at(target, OpenWhiskJobs.KEY));
	}

	@Override
	protected StubAnswer success(StubRequest request, byte[] result) {
		return Activations.success(text(WireResponse.success(7, result, FaasMetrics.NONE)));
	}

	@Override
	protected StubAnswer thrown(String type, String message) {
		return Activations.answer(502, "application error",
				text(WireResponse.failure(7, message, type, "at Handler.run", FaasMetrics.NONE)), "");
	}

	@Override
	protected Class<? extends FaasException> failureOfStatus500() {
		return FaasTimeoutException.class;
	}

	@Override
	protected byte[] payload(StubRequest request) {
		return WireFormat.readRequest(request.body()).args();
	}

	@Test
	void callsActionByNameWithKeyAndWaitsForRecord() {
		server().answer((request) -> success(request, new byte[0]));
		executor(server().uri()).invoke(request(new byte[0])).block();
		StubRequest sent = server().requests().get(0);
		assertThat(sent.method()).isEqualTo("POST");
		assertThat(sent.path())
			.isEqualTo("/api/v1/namespaces/_/actions/blueprint/blueprint-job-7?blocking=true&result=false");
		assertThat(sent.header("Authorization")).isEqualTo(
				"Basic " + Base64.getEncoder().encodeToString("an-id:a-secret".getBytes(StandardCharsets.UTF_8)));
		assertThat(sent.header("Content-Type")).isEqualTo("application/json");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			hello,                 /api/v1/namespaces/_/actions/hello
			tools/hello,           /api/v1/namespaces/_/actions/tools/hello
			/_/tools/hello,        /api/v1/namespaces/_/actions/tools/hello
			/whisk.system/utils/echo, /api/v1/namespaces/whisk.system/actions/utils/echo
			/guest/hello,          /api/v1/namespaces/guest/actions/hello
			my tools/say it@home,  /api/v1/namespaces/_/actions/my%20tools/say%20it%40home
			""")
	void callsFunctionThatJobNames(String function, String path) {
		server().answer((request) -> success(request, new byte[0]));
		executor(job().function(function)).invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).path()).startsWith(path + "?");
	}

	@Test
	void callsBelowPathAndInNamespaceThatAreConfigured() {
		server().answer((request) -> success(request, new byte[0]));
		URI address = URI.create(server().uri() + "/whisk/");
		executor(OpenWhiskJobs.at(address, OpenWhiskJobs.KEY).shared("namespace", "guest")
			.shared("package-name", "jobs")
			.shared("function-prefix", "shop")).invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).path())
			.startsWith("/whisk/api/v1/namespaces/guest/actions/jobs/shop-job-7?");
	}

	@Test
	void sendsEnvelopeOfTheJobsWireFormat() {
		server().answer(Activations.success("{\"job_id\":7,\"result\":[25],\"success\":true}"));
		assertThat(executor(server().uri()).invoke(request(new byte[] { 5 })).block().payload()).containsExactly(25);
		assertThat(server().requests().get(0).text()).contains("\"args\":\"BQ==\"", "\"contract\":\"0123456789abcdef\"",
				"\"deadline_ms\":", "\"traceparent\"");
		executor(job().wire(WireVersion.V1_0)).invoke(request(new byte[] { 5 })).block();
		assertThat(server().requests().get(1).text()).isEqualTo("{\"job_id\":7,\"args\":[5]}");
	}

	@Test
	void takesMeasuresFromRecordBeforeThoseOfTheFunction() {
		server().answer(Activations.answer(200, "success", """
				{"job_id":7,"result":"","success":true,"metrics":\
				{"execution_ms":9,"cold_start":false,"init_ms":1,"memory_used_mb":90,"instance":"a"}}""", """
				,{"key":"initTime","value":50},{"key":"waitTime","value":900},\
				{"key":"limits","value":{"memory":256}},{"key":"gbs","value":0.025}"""));
		FaasMetrics metrics = executor(server().uri()).invoke(request(new byte[0])).block().metrics();
		assertThat(metrics.execution()).isEqualTo(Duration.ofMillis(25));
		assertThat(metrics.init()).isEqualTo(Duration.ofMillis(50));
		assertThat(metrics.coldStart()).isTrue();
		assertThat(metrics.billed()).isEqualTo(Duration.ofMillis(100));
		assertThat(metrics.memoryUsed().toMegabytes()).isEqualTo(90);
		assertThat(metrics.instance()).isEqualTo("a");
		assertThat(metrics.total()).isPositive();
	}

	@Test
	void saysNoColdStartWithoutTimeForItAndNothingOfTheBill() {
		server().answer((request) -> success(request, new byte[0]));
		FaasMetrics metrics = executor(server().uri()).invoke(request(new byte[0])).block().metrics();
		assertThat(metrics.coldStart()).isFalse();
		assertThat(metrics.execution()).isEqualTo(Duration.ofMillis(75));
		assertThat(metrics.init()).isNull();
		assertThat(metrics.billed()).isNull();
		assertThat(metrics.memoryUsed()).isNull();
	}

	@Test
	void keepsMeasuresOfTheFunctionWhereRecordHasNone() {
		server().answer(StubAnswer.json(200, """
				{"response":{"success":true,"result":{"job_id":7,"result":"","success":true,"metrics":\
				{"execution_ms":9,"cold_start":true,"init_ms":1}}}}"""));
		FaasMetrics metrics = executor(server().uri()).invoke(request(new byte[0])).block().metrics();
		assertThat(metrics.execution()).isEqualTo(Duration.ofMillis(9));
		assertThat(metrics.coldStart()).isTrue();
		assertThat(metrics.init()).isEqualTo(Duration.ofMillis(1));
	}

	@Test
	void readsFailureThatIsAllOfTheFieldThatOpenWhiskKeeps() {
		server().answer(Activations.answer(502, "application error", """
				{"error":{"job_id":7,"result":"","success":false,"error":"no ink","error_type":"java.io.IOException",\
				"stack":"at Printer"}}""", ""));
		FaasFunctionException failure = failure(FaasFunctionException.class, server().uri());
		assertThat(failure.getRemoteType()).isEqualTo("java.io.IOException");
		assertThat(failure.getRemoteMessage()).isEqualTo("no ink");
		assertThat(failure.getRemoteStack()).isEqualTo("at Printer");
	}

	@Test
	void readsFailureOfForeignFunction() {
		server().answer(Activations.answer(502, "application error", "{\"error\":\"no ink\"}", ""));
		FaasFunctionException failure = failure(FaasFunctionException.class, server().uri());
		assertThat(failure.getRemoteMessage()).isEqualTo("no ink");
		server().answer(Activations.answer(502, "application error", "{\"error\":{\"code\":\"secret\"}}", ""));
		assertThat(failure(FaasFunctionException.class, server().uri())).hasMessageContaining("an error that is no text")
			.hasMessageContaining(Activations.ID)
			.hasMessageNotContaining("secret");
	}

	@Test
	void understandsWhatTheFunctionSaysOfItself() {
		server().answer(thrown(WireResponse.UNAVAILABLE, "full"));
		failure(FaasUnavailableException.class, server().uri());
		server().answer(thrown(WireResponse.DEADLINE_EXCEEDED, "late"));
		failure(FaasTimeoutException.class, server().uri());
		server().answer(thrown(WireResponse.CONTRACT_MISMATCH, "other"));
		failure(FaasPayloadException.class, server().uri());
	}

	@Test
	void refusesAnswerForAnotherJob() {
		server().answer(Activations.success("{\"job_id\":8,\"result\":\"\",\"success\":true}"));
		assertThat(failure(FaasPayloadException.class, server().uri()))
			.hasMessageContaining("answered for job 8, but job 7 was called");
	}

	@Test
	void refusesResultThatIsNoAnswerWithoutShowingIt() {
		for (String result : new String[] { "{\"greeting\":\"secret\"}", "{\"job_id\":7,\"oh\":\"secret\"}" }) {
			server().answer(Activations.success(result));
			assertThat(failure(FaasPayloadException.class, server().uri()))
				.hasMessageContaining(result.length() + " bytes")
				.hasMessageContaining("no answer of the wire format")
				.hasMessageContaining(Activations.ID)
				.hasMessageNotContaining("secret");
		}
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			The action exceeded its time limits of 60000 milliseconds., FaasTimeoutException, jobs.square.timeout
			The action exceeded its time limits of 60000 milliseconds during initialization., FaasTimeoutException, jobs.square.timeout
			The action exhausted its memory and was aborted., FaasFunctionException, jobs.square.memory
			The action did not produce a valid response and exited unexpectedly., FaasFunctionException, see the log
			The action did not initialize and exited unexpectedly., FaasFunctionException, see the log
			Cannot start action. Check logs for details., FaasFunctionException, see the log
			The action produced a response that exceeded the allowed length: 2 > 1 bytes. The truncated response was: secret, FaasPayloadException, 2 > 1 bytes
			The action did not produce a valid JSON response: secret, FaasFunctionException, valid JSON response
			The action did not produce a valid JSON or JSON Array response: secret, FaasFunctionException, JSON Array response
			""")
	void saysWhyRunEndedWithoutResult(String text, String type, String hint) {
		server().answer(Activations.developerError(text));
		FaasException failure = failure(FaasException.class, server().uri());
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure).hasMessageContaining(hint)
			.hasMessageContaining(Activations.ID)
			.hasMessageNotContaining("secret");
	}

	@Test
	void takesAnnotationOfTimeoutForOne() {
		server().answer(Activations.answer(502, "action developer error", "{\"error\":\"time is up\"}",
				",{\"key\":\"timeout\",\"value\":true}"));
		failure(FaasTimeoutException.class, server().uri());
	}

	@Test
	void saysOutcomeUnknownWhenPlatformFailed() {
		server().answer(Activations.answer(500, "whisk internal error", "{\"error\":\"no invoker\"}", ""));
		assertThat(failure(FaasTimeoutException.class, server().uri())).hasMessageContaining("no invoker")
			.hasMessageContaining(Activations.ID);
		server().answer(StubAnswer.empty(502).with("x-openwhisk-activation-id", Activations.ID));
		assertThat(failure(FaasTimeoutException.class, server().uri())).hasMessageContaining(Activations.ID);
		server().answer(StubAnswer.json(408, "{\"error\":\"slow\"}"));
		failure(FaasTimeoutException.class, server().uri());
		server().answer(StubAnswer.json(200, "{\"activationId\":\"1\",\"end\":5,\"response\":{}}"));
		failure(FaasTimeoutException.class, server().uri());
	}

	@Test
	void goesByNumberOfStatusWhereThereIsNoText() {
		server().answer(
				StubAnswer.json(502, "{\"response\":{\"statusCode\":2,\"result\":{\"error\":\"gone\"}},\"end\":1}"));
		assertThat(failure(FaasFunctionException.class, server().uri())).hasMessageContaining("gone");
	}

	@Test
	void saysWhichLimitThrottles() {
		server().answer(FakeOpenWhisk.error(429, "Too many requests in the last minute (count: 61, allowed: 60)."));
		assertThat(failure(FaasThrottledException.class, server().uri())).hasMessageContaining("(count: 61")
			.hasMessageContaining("as many calls in a minute as it may");
		server().answer(FakeOpenWhisk.error(429, "Too many concurrent requests in flight (count: 31, allowed: 30)."));
		assertThat(failure(FaasThrottledException.class, server().uri())).hasMessageContaining("calls at a time");
	}

	@Test
	void saysWhatPlatformRefuses() {
		server().answer(FakeOpenWhisk.error(400, "Request defines parameters that are not allowed."));
		assertThat(failure(FaasPayloadException.class, server().uri())).hasMessageContaining("as final");
		server().answer(FakeOpenWhisk.error(401, "The supplied authentication is invalid"));
		assertThat(failure(FaasAccessDeniedException.class, server().uri())).hasMessageContaining("check the key")
			.hasMessageNotContaining("a-secret");
		server().answer(FakeOpenWhisk.error(404, "The requested resource does not exist."));
		assertThat(failure(FaasNotDeployedException.class, server().uri()))
			.hasMessageContaining("deploy function 'blueprint/blueprint-job-7'");
	}

	@Test
	void sendsNothingLargerThanPlatformTakes() {
		FaasExecutor executor = executor(job().shared("max-payload", "1KB"));
		assertThat(failure(FaasPayloadException.class, executor.invoke(request(new byte[1024]))))
			.hasMessageContaining("and the platform takes 1024 bytes")
			.hasMessageContaining("its request is 1");
		assertThat(server().requests()).isEmpty();
	}

	@Test
	void looksForResultOfCallThatIsHandedOverAndSendsItOnce() {
		AtomicInteger looks = new AtomicInteger();
		server().answer((request) -> "POST".equals(request.method()) ? Activations.accepted() : switch (looks
			.incrementAndGet()) {
			case 1 -> StubAnswer.json(404, "{\"error\":\"not there\"}");
			case 2 -> StubAnswer.json(200, "{\"activationId\":\"%s\",\"response\":{}}".formatted(Activations.ID));
			case 3 -> StubAnswer.empty(503);
			default -> success(request, new byte[] { 25 });
		});
		FaasResponse response = executor(job().shared("poll-interval", "20ms")).invoke(request(new byte[0])).block();
		assertThat(response.payload()).containsExactly(25);
		assertThat(response.metrics().execution()).isEqualTo(Duration.ofMillis(75));
		assertThat(server().requests()).filteredOn((request) -> "POST".equals(request.method())).hasSize(1);
		assertThat(server().requests().get(1).path()).isEqualTo("/api/v1/namespaces/_/activations/" + Activations.ID);
		assertThat(looks).hasValue(4);
	}

	@Test
	void classifiesRunThatIsHandedOverByItsRecord() {
		server().answer((request) -> "POST".equals(request.method()) ? Activations.accepted()
				: Activations.answer(200, "action developer error",
						"{\"error\":\"The action exhausted its memory and was aborted.\"}", ""));
		assertThat(failure(FaasFunctionException.class, server().uri())).hasMessageContaining("exhausted its memory");
	}

	@Test
	void saysOutcomeUnknownAndWhichRunWhenTimeIsUp() {
		server().answer((request) -> "POST".equals(request.method()) ? Activations.accepted() : StubAnswer.empty(404));
		FaasTimeoutException failure = failure(FaasTimeoutException.class, executor(job().shared("poll-interval", "20ms"))
			.invoke(request(new byte[0], Instant.now().plusMillis(400))));
		assertThat(failure).hasMessageContaining(Activations.ID)
			.hasMessageContaining("there was no record of it yet");
		assertThat(failure.isOutcomeUnknown()).isTrue();
		assertThat(server().requests()).filteredOn((request) -> "POST".equals(request.method())).hasSize(1);
	}

	@Test
	void saysOutcomeUnknownAtOnceWhenRunMayNotBeLookedAt() {
		server().answer((request) -> "POST".equals(request.method()) ? Activations.accepted() : StubAnswer.empty(403));
		assertThat(failure(FaasTimeoutException.class, server().uri())).hasMessageContaining(Activations.ID)
			.hasMessageContaining("answered 403");
		server().answer(StubAnswer.json(202, "{}"));
		assertThat(failure(FaasTimeoutException.class, server().uri())).hasMessageContaining("as which activation");
	}

	@Test
	void looksAgainWhenConnectionBreaksWhileWaiting() throws IOException {
		String record = Activations.record("success", "{\"job_id\":7,\"result\":\"\",\"success\":true}", "");
		try (RawServer raw = RawServer.start((socket, number) -> {
			switch (number) {
				case 1 -> RawServer.write(socket, http(202, "{\"activationId\":\"%s\"}".formatted(Activations.ID)));
				case 2 -> RawServer.reset(socket);
				default -> RawServer.write(socket, http(200, record));
			}
		})) {
			executor(raw.uri()).invoke(request(new byte[0])).block();
			assertThat(raw.requests()).isEqualTo(3);
		}
	}

	@Test
	void repeatsOnceWithAnotherKeyWhatWasRefused() {
		server().answer((request) -> basic("new:key").equals(request.header("Authorization"))
				? success(request, new byte[0]) : StubAnswer.empty(401));
		SwappingAccess access = new SwappingAccess(namespace("old:key"), namespace("new:key"));
		FaasExecutor executor = job().functions(access).executor(job().definition());
		executor.invoke(request(new byte[0])).block();
		assertThat(server().requests()).hasSize(2);
		executor.invoke(request(new byte[0])).block();
		assertThat(server().requests()).hasSize(3);
		assertThat(access.refusals).hasValue(1);
	}

	@Test
	void repeatsNotMoreThanOnce() {
		server().answer(StubAnswer.empty(401));
		SwappingAccess access = new SwappingAccess(namespace("old:key"), namespace("new:key"));
		failure(FaasAccessDeniedException.class,
				job().functions(access).executor(job().definition()).invoke(request(new byte[0])));
		assertThat(server().requests()).hasSize(2);
	}

	@ParameterizedTest
	@CsvSource({ "ACCESS_DENIED,FaasAccessDeniedException", "NOT_DEPLOYED,FaasNotDeployedException",
			"THROTTLED,FaasThrottledException", "UNAVAILABLE,FaasUnavailableException" })
	void saysWhyNamespaceIsNotKnown(OpenWhiskAccessException.Reason reason, String type) {
		OpenWhiskAccess access = () -> Mono.error(new OpenWhiskAccessException(reason, "no such luck", null));
		FaasExecutor executor = job().functions(access).executor(job().definition());
		FaasException failure = failure(FaasException.class, executor.invoke(request(new byte[0])));
		assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
		assertThat(failure).hasMessageContaining("no such luck");
		assertThat(executor.status().block().state()).isIn(FaasStatus.State.UNAVAILABLE,
				FaasStatus.State.NOT_DEPLOYED);
	}

	@Test
	void doesNotWaitForNamespaceBeyondDeadline() {
		FaasExecutor executor = job().functions(Mono::never).executor(job().definition());
		assertThat(failure(FaasUnavailableException.class,
				executor.invoke(request(new byte[0], Instant.now().plusMillis(100)))))
			.hasMessageContaining("before it was known where functions are");
	}

	@Test
	void endsEventWhenItIsAccepted() {
		server().answer(Activations.accepted());
		FaasResponse response = executor(job().key("invocation-type", "event")).invoke(request(new byte[] { 5 })).block();
		assertThat(response.payload()).isEqualTo("null".getBytes(StandardCharsets.UTF_8));
		assertThat(response.metrics().total()).isPositive();
		assertThat(server().requests()).hasSize(1);
		assertThat(server().requests().get(0).path()).doesNotContain("?");
		assertThat(server().requests().get(0).text()).contains("\"blueprint-invocation\":\"event\"");
		server().answer(StubAnswer.empty(429));
		failure(FaasThrottledException.class,
				executor(job().key("invocation-type", "event")).invoke(request(new byte[0])));
	}

	@Test
	void asksHowFunctionIsWithoutRunningIt() {
		server().answer(StubAnswer.json(200, "{\"name\":\"blueprint-job-7\"}"));
		assertThat(executor(server().uri()).status().block()).isEqualTo(FaasStatus.available());
		assertThat(server().requests().get(0).method()).isEqualTo("GET");
		assertThat(server().requests().get(0).path())
			.isEqualTo("/api/v1/namespaces/_/actions/blueprint/blueprint-job-7?code=false");
		server().answer(StubAnswer.empty(404));
		assertThat(executor(server().uri()).status().block().state()).isEqualTo(FaasStatus.State.NOT_DEPLOYED);
		server().answer(StubAnswer.empty(403));
		assertThat(executor(server().uri()).status().block().state()).isEqualTo(FaasStatus.State.UNKNOWN);
		server().answer(StubAnswer.empty(401));
		assertThat(executor(server().uri()).status().block().state()).isEqualTo(FaasStatus.State.UNAVAILABLE);
	}

	private OpenWhiskJobs job() {
		return OpenWhiskJobs.at(server().uri(), OpenWhiskJobs.KEY);
	}

	private OpenWhiskNamespace namespace(String key) {
		return new OpenWhiskNamespace(server().uri(), "_", key);
	}

	private static FaasExecutor executor(OpenWhiskJobs job) {
		return job.functions().executor(job.definition());
	}

	private static String basic(String key) {
		return "Basic " + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
	}

	private static String text(WireResponse response) {
		return new String(WireFormat.writeResponse(response, WireVersion.V1_1), StandardCharsets.UTF_8);
	}

	private static String http(int status, String body) {
		return "HTTP/1.1 %d OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s".formatted(status,
				body.length(), body);
	}

	/**
	 * Has a second namespace once the first is refused.
	 */
	private static final class SwappingAccess implements OpenWhiskAccess {

		private final AtomicInteger refusals = new AtomicInteger();

		private final OpenWhiskNamespace other;

		private volatile OpenWhiskNamespace current;

		SwappingAccess(OpenWhiskNamespace first, OpenWhiskNamespace other) {
			this.current = first;
			this.other = other;
		}

		@Override
		public Mono<OpenWhiskNamespace> namespace() {
			return Mono.just(this.current);
		}

		@Override
		public Mono<OpenWhiskNamespace> refused(OpenWhiskNamespace refused) {
			this.refusals.incrementAndGet();
			this.current = this.other;
			return Mono.just(this.other);
		}

	}

}
