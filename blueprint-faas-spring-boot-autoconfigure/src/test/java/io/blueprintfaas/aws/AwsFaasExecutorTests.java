package io.blueprintfaas.aws;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.http.FaasExecutorContractTests;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AwsFaasExecutor}.
 */
class AwsFaasExecutorTests extends FaasExecutorContractTests {

	private static final String REPORT = "REPORT RequestId: %s\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 90 MB\t";

	private static final FaasMetrics TOLD = new FaasMetrics(null, Duration.ofMillis(5), null, false, null,
			DataSize.ofMegabytes(1), "pid 4711");

	private final TestLambda lambda = new TestLambda();

	@AfterEach
	void closeClients() {
		this.lambda.close();
	}

	@Override
	protected FaasExecutor executor(URI target) {
		return this.lambda.executor(target);
	}

	@Override
	protected StubAnswer success(StubRequest request, byte[] result) {
		return StubLambda.result(result);
	}

	@Override
	protected StubAnswer thrown(String type, String message) {
		return StubLambda.functionError("Unhandled",
				"{\"errorMessage\":\"%s\",\"errorType\":\"%s\",\"stackTrace\":[]}".formatted(message, type));
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
	void callsFunctionOfTheRuleBehindItsAlias() {
		StubRequest request = invoke();
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/2015-03-31/functions/blueprint-job-7/invocations?Qualifier=live");
		assertThat(request.header("X-Amz-Invocation-Type")).isEqualTo("RequestResponse");
		assertThat(request.header("X-Amz-Log-Type")).isEqualTo("Tail");
		assertThat(request.header("Authorization")).startsWith("AWS4-HMAC-SHA256 Credential=key/")
			.contains("/eu-west-1/lambda/");
		assertThat(request.header("User-Agent")).contains("AwsCommonRuntime");
	}

	@Test
	void callsConfiguredFunctionAsItIs() {
		this.lambda.function = "my-square";
		assertThat(invoke().path()).isEqualTo("/2015-03-31/functions/my-square/invocations");
	}

	@Test
	void callsArnAndQualifier() {
		this.lambda.function = "arn:aws:lambda:eu-west-1:123456789012:function:square";
		this.lambda.job("qualifier", "12");
		assertThat(invoke().path()).isEqualTo(
				"/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Asquare/invocations?Qualifier=12");
	}

	@Test
	void asksForLogOnlyWhereMetricsAreWanted() {
		this.lambda.job("metrics", "false");
		assertThat(invoke().header("X-Amz-Log-Type")).isNull();
		this.lambda.job("metrics", "true");
		this.lambda.all("metrics", "false");
		assertThat(invoke().header("X-Amz-Log-Type")).isEqualTo("Tail");
	}

	@Test
	void sendsFieldsOfTheNewerWireFormat() {
		server().answer(StubLambda.result(new byte[0]));
		FaasRequest request = request(new byte[] { 5 }, Instant.now().plusSeconds(10));
		executor(server().uri()).invoke(request).block();
		JsonNode sent = JsonMapper.shared().readTree(server().requests().get(0).body());
		assertThat(sent.get("job_id").asInt()).isEqualTo(7);
		assertThat(sent.get("args").asString()).isEqualTo("BQ==");
		assertThat(sent.get("invocation_id").asString()).isEqualTo(request.invocationId().toString());
		assertThat(sent.get("deadline_ms").asLong()).isBetween(1L, 10000L);
		assertThat(sent.get("headers").get("traceparent").asString()).isEqualTo("00-1-2-01");
		assertThat(sent.get("headers").has("blueprint-invocation")).isFalse();
		assertThat(sent.get("contract").asString()).isEqualTo("0123456789abcdef");
	}

	@Test
	void sendsOriginalWireFormat() {
		this.lambda.wire = WireVersion.V1_0;
		server().answer(StubAnswer.json(200, "{\"job_id\":7,\"result\":[25,255],\"success\":true}"));
		FaasResponse response = executor(server().uri()).invoke(request(new byte[] { 5, -1 })).block();
		assertThat(response.payload()).containsExactly(25, -1);
		assertThat(server().requests().get(0).text()).isEqualTo("{\"job_id\":7,\"args\":[5,255]}");
	}

	@Test
	void sendsTraceHeaderOfAmazonAsHeader() {
		server().answer(StubLambda.result(new byte[0]));
		String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1";
		executor(server().uri())
			.invoke(new FaasRequest(JOB, new byte[0], UUID.randomUUID(), null, Map.of("x-amzn-trace-id", trace), null))
			.block();
		assertThat(server().requests().get(0).header("X-Amzn-Trace-Id")).isEqualTo(trace);
	}

	@Test
	void sendsEventAndDoesNotWaitForTheFunction() {
		this.lambda.job("invocation-type", "event");
		this.lambda.signature = TestLambda.returning(void.class);
		server().answer(StubAnswer.empty(202).with("x-amzn-RequestId", StubLambda.REQUEST_ID));
		FaasResponse response = executor(server().uri()).invoke(request(new byte[] { 5 })).block();
		assertThat(response.payload()).asString(StandardCharsets.UTF_8).isEqualTo("null");
		assertThat(response.metrics()).isEqualTo(FaasMetrics.NONE.withTotal(response.metrics().total()));
		StubRequest request = server().requests().get(0);
		assertThat(request.header("X-Amz-Invocation-Type")).isEqualTo("Event");
		assertThat(request.header("X-Amz-Log-Type")).isNull();
		WireRequest sent = WireFormat.readRequest(request.body());
		assertThat(WireHeaders.isEvent(sent)).isTrue();
		assertThat(sent.headers()).containsEntry("blueprint-invocation", "event")
			.containsEntry("traceparent", "00-1-2-01");
		assertThat(sent.args()).containsExactly(5);
	}

	@Test
	void takesReportOverWhatTheFunctionTells() {
		FaasMetrics metrics = metrics(REPORT.formatted(StubLambda.REQUEST_ID) + "Init Duration: 456.78 ms\t\n");
		assertThat(metrics.execution()).isEqualTo(Duration.ofNanos(12_340_000));
		assertThat(metrics.billed()).isEqualTo(Duration.ofMillis(13));
		assertThat(metrics.memoryUsed()).isEqualTo(DataSize.ofMegabytes(90));
		assertThat(metrics.init()).isEqualTo(Duration.ofNanos(456_780_000));
		assertThat(metrics.coldStart()).isTrue();
		assertThat(metrics.instance()).isEqualTo("pid 4711");
		assertThat(metrics.total()).isPositive();
	}

	@Test
	void takesColdStartFromTheFunctionWhenReportHasNoInit() {
		FaasMetrics metrics = metrics(REPORT.formatted(StubLambda.REQUEST_ID));
		assertThat(metrics.billed()).isEqualTo(Duration.ofMillis(13));
		assertThat(metrics.coldStart()).isFalse();
		assertThat(metrics.init()).isNull();
	}

	@Test
	void leavesOutWhatNobodyTells() {
		server().answer(StubLambda.result(new byte[0]));
		FaasMetrics metrics = executor(server().uri()).invoke(request(new byte[0])).block().metrics();
		assertThat(metrics).isEqualTo(FaasMetrics.NONE.withTotal(metrics.total()));
		assertThat(metrics("his line was cut\tBilled Duration: 13 ms\nEND RequestId: 1\n"))
			.isEqualTo(TOLD.withTotal(Duration.ZERO));
	}

	@Test
	void runsAlthoughLogIsUnreadable() {
		server().answer(StubLambda.result(new byte[] { 1 }).with("X-Amz-Log-Result", "%%%"));
		assertThat(executor(server().uri()).invoke(request(new byte[0])).block().payload()).containsExactly(1);
	}

	@ParameterizedTest
	@CsvSource({ "Handled", "Unhandled", "Whatever" })
	void readsFunctionErrorWhateverItsKind(String kind) {
		server().answer(StubLambda.functionError(kind, """
				{"errorMessage":"no ink","errorType":"com.acme.Boom","stackTrace":["com.acme.A.a(A.java:1)",
				"com.acme.B.b(B.java:2)"],"cause":{"errorMessage":"empty","errorType":"java.io.IOException",
				"stackTrace":["com.acme.C.c(C.java:3)"]}}"""));
		FaasFunctionException failure = failure(FaasFunctionException.class, server().uri());
		assertThat(failure.getRemoteType()).isEqualTo("com.acme.Boom");
		assertThat(failure.getRemoteMessage()).isEqualTo("no ink");
		assertThat(failure.getRemoteStack()).isEqualTo("""
				\tat com.acme.A.a(A.java:1)
				\tat com.acme.B.b(B.java:2)
				Caused by: java.io.IOException: empty
				\tat com.acme.C.c(C.java:3)
				""");
		assertThat(server().requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: 1 Error: Task timed out after 3.00 seconds"}
			{"errorMessage":"2026-08-01T00:00:00.000Z 1 Task timed out after 3.00 seconds"}
			""")
	void saysOutcomeUnknownWhenFunctionWasEndedAtItsTimeout(String error) {
		server().answer(StubLambda.functionError("Unhandled", error));
		assertThat(failure(FaasTimeoutException.class, server().uri()))
			.hasMessageContaining("ended function 'blueprint-job-7:live' at its timeout")
			.hasMessageContaining("Task timed out after 3.00 seconds")
			.hasMessageContaining("raise 'blueprint.faas.jobs.square.timeout'");
	}

	@Test
	void namesMemoryAndLogWhenProcessDied() {
		server().answer(StubLambda.functionError("Unhandled",
				"""
						{"errorType":"Runtime.ExitError","errorMessage":"RequestId: 1 Error: Runtime exited: signal: killed"}"""));
		FaasFunctionException failure = failure(FaasFunctionException.class, server().uri());
		assertThat(failure.getRemoteType()).isEqualTo("Runtime.ExitError");
		assertThat(failure.getRemoteMessage()).isEqualTo(
				"RequestId: 1 Error: Runtime exited: signal: killed; most likely the function ran out of memory: raise 'blueprint.faas.jobs.square.memory', and see log group '/aws/lambda/blueprint-job-7'");
	}

	@Test
	void readsFailureOfTheEnvelope() {
		server()
			.answer(StubLambda.answer(WireResponse.failure(7, "bang", "com.acme.Boom", "the stack", FaasMetrics.NONE)));
		FaasFunctionException failure = failure(FaasFunctionException.class, server().uri());
		assertThat(failure.getRemoteType()).isEqualTo("com.acme.Boom");
		assertThat(failure.getRemoteStack()).isEqualTo("the stack");
		server().answer(StubLambda
			.answer(WireResponse.failure(7, "late", WireResponse.DEADLINE_EXCEEDED, null, FaasMetrics.NONE)));
		failure(FaasTimeoutException.class, server().uri());
	}

	@Test
	void refusesAnswerForAnotherJob() {
		server().answer(StubLambda.answer(WireResponse.success(8, new byte[0], FaasMetrics.NONE)));
		assertThat(failure(FaasPayloadException.class, server().uri())).hasMessageContaining("job 8")
			.hasMessageContaining("job 7");
	}

	@Test
	void sendsNothingThatIsTooLarge() {
		server().answer((request) -> StubLambda.result(new byte[0]));
		FaasExecutor executor = executor(server().uri());
		int frame = WireFormat
			.writeRequest(new WireRequest(WireVersion.V1_0, 7, new byte[0], null, null, Map.of(), null, false)).length;
		assertThat(frame).isPositive();
		FaasPayloadException failure = failure(FaasPayloadException.class,
				executor.invoke(request(new byte[4_800_000])));
		assertThat(failure).hasMessageContaining("AWS Lambda takes 6291456 bytes")
			.hasMessageFindingMatch("its request is 640\\d{4} bytes");
		assertThat(server().requests()).isEmpty();
		executor.invoke(request(new byte[4_700_000])).block();
		assertThat(server().requests()).hasSize(1);
	}

	@Test
	void sendsNoEventThatIsTooLarge() {
		this.lambda.job("invocation-type", "event");
		server().answer((request) -> StubAnswer.empty(202));
		FaasExecutor executor = executor(server().uri());
		assertThat(failure(FaasPayloadException.class, executor.invoke(request(new byte[800_000]))))
			.hasMessageContaining("AWS Lambda takes 1048576 bytes of an event");
		assertThat(server().requests()).isEmpty();
		executor.invoke(request(new byte[700_000])).block();
		assertThat(server().requests()).hasSize(1);
	}

	@Test
	void endsCallAtDeadlineOfTheJob() {
		server().answerLater((request) -> Mono.never());
		this.lambda.deadline = Duration.ofMillis(300);
		failure(FaasTimeoutException.class, server().uri());
		assertThat(server().requests()).hasSize(1);
	}

	@Test
	void cancelsCall() throws InterruptedException {
		CountDownLatch received = new CountDownLatch(1);
		CountDownLatch gone = new CountDownLatch(1);
		server().answerLater((request) -> Mono.<StubAnswer>never()
			.doOnSubscribe((subscription) -> received.countDown())
			.doOnCancel(gone::countDown));
		Disposable call = executor(server().uri()).invoke(request(new byte[0])).subscribe();
		assertThat(received.await(10, TimeUnit.SECONDS)).isTrue();
		call.dispose();
		assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void staysBehindTheLimitOfCallsAtATime() {
		this.lambda.all("max-connections", "3");
		server().answerLater(
				(request) -> Mono.delay(Duration.ofMillis(20)).map((tick) -> StubLambda.result(payload(request))));
		FaasExecutor executor = executor(server().uri());
		List<byte[]> answers = Flux.range(0, 30)
			.flatMap((number) -> executor.invoke(request(new byte[] { (byte) (int) number })), 30)
			.map(FaasResponse::payload)
			.collectList()
			.block();
		assertThat(answers).hasSize(30).doesNotHaveDuplicates();
		assertThat(server().mostRunning()).isEqualTo(3);
	}

	private StubRequest invoke() {
		server().answer(StubLambda.result(new byte[0]));
		executor(server().uri()).invoke(request(new byte[0])).block();
		return server().requests().get(server().requests().size() - 1);
	}

	private FaasMetrics metrics(String log) {
		server().answer(StubLambda.withLog(StubLambda.result(new byte[0], TOLD), log));
		FaasMetrics metrics = executor(server().uri()).invoke(request(new byte[0])).block().metrics();
		return log.startsWith("REPORT") ? metrics : metrics.withTotal(Duration.ZERO);
	}

}
