package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.http.FaasExecutorContractTests;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionClientSettings;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CustomFaasExecutor}.
 */
class CustomFaasExecutorTests extends FaasExecutorContractTests {

	private final HttpFunctionClient client = new HttpFunctionClient("test", WebClient::builder,
			HttpFunctionClientSettings.DEFAULTS, HttpCredential.none());

	private TestJobs job = TestJobs.job();

	@AfterEach
	void closeClient() {
		this.client.destroy();
	}

	@Override
	protected FaasExecutor executor(URI target) {
		return CustomFaasPlatform
			.at(this.client, target, DataSize.ofMegabytes(50), DataSize.ofMegabytes(250), Duration.ofMinutes(1))
			.executor(this.job.definition());
	}

	@Override
	protected StubAnswer success(StubRequest request, byte[] result) {
		return answer(200, WireResponse.success(7, result, FaasMetrics.NONE));
	}

	@Override
	protected StubAnswer thrown(String type, String message) {
		return answer(500, WireResponse.failure(7, message, type, "at Handler.run", FaasMetrics.NONE));
	}

	@Override
	protected byte[] payload(StubRequest request) {
		return WireFormat.readRequest(request.body()).args();
	}

	@Test
	void callsRouteOfTheSpecification() {
		server().answer((request) -> success(request, new byte[0]));
		invoke();
		StubRequest request = server().requests().get(0);
		assertThat(request.method()).isEqualTo("POST");
		assertThat(request.path()).isEqualTo("/api/functions/job7/invoke");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Accept")).isEqualTo("application/json");
	}

	@Test
	void callsConfiguredFunctionBelowPathOfBaseUrl() {
		server().answer((request) -> success(request, new byte[0]));
		this.job = this.job.function("my-square");
		executor(server().uri().resolve("/faas/")).invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).path()).isEqualTo("/faas/api/functions/my-square/invoke");
	}

	@Test
	void callsEndpointAsItIs() {
		server().answer((request) -> success(request, new byte[0]));
		this.job = this.job.endpoint(server().uri() + "/own/path?x=1");
		executor(URI.create("http://localhost:1")).invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).path()).isEqualTo("/own/path?x=1");
	}

	@Test
	void callsUrlTemplate() {
		server().answer((request) -> success(request, new byte[0]));
		this.job = this.job.key("url-template", "{base-url}/job/{job-id}/{job-name}?f={function}");
		invoke();
		assertThat(server().requests().get(0).path()).isEqualTo("/job/7/square?f=job7");
	}

	@Test
	void sendsFieldsOfTheNewerWireFormat() {
		server().answer((request) -> success(request, new byte[0]));
		FaasRequest request = request(new byte[] { 5 }, Instant.now().plusSeconds(10));
		executor(server().uri()).invoke(request).block();
		JsonNode sent = sent();
		assertThat(sent.get("job_id").asInt()).isEqualTo(7);
		assertThat(sent.get("args").asString()).isEqualTo("BQ==");
		assertThat(sent.get("invocation_id").asString()).isEqualTo(request.invocationId().toString());
		assertThat(sent.get("deadline_ms").asLong()).isBetween(1L, 10000L);
		assertThat(sent.get("headers").get("traceparent").asString()).isEqualTo("00-1-2-01");
		assertThat(sent.get("contract").asString()).isEqualTo("0123456789abcdef");
	}

	@Test
	void sendsDeadlineOfTheJobWhenRequestHasNone() {
		server().answer((request) -> success(request, new byte[0]));
		this.job = this.job.deadline(Duration.ofSeconds(5));
		invoke();
		assertThat(sent().get("deadline_ms").asLong()).isBetween(1L, 5000L);
	}

	@Test
	void endsCallAtDeadlineOfTheJob() {
		server().answerLater((request) -> Mono.never());
		this.job = this.job.deadline(Duration.ofMillis(300));
		failure(FaasTimeoutException.class, server().uri());
	}

	@Test
	void sendsOriginalWireFormat() {
		server().answer(StubAnswer.json(200, "{\"job_id\":7,\"result\":[25,255],\"success\":true}"));
		this.job = this.job.wire(WireVersion.V1_0);
		assertThat(executor(server().uri()).invoke(request(new byte[] { 5, -1 })).block().payload()).containsExactly(25,
				-1);
		assertThat(server().requests().get(0).text()).isEqualTo("{\"job_id\":7,\"args\":[5,255]}");
	}

	@Test
	void readsMetricsAndLeavesOutWhatIsNotTold() {
		server().answer(StubAnswer.json(200,
				"{\"job_id\":7,\"result\":[],\"success\":true,\"execution_ms\":12,\"memory_used_mb\":64}"));
		FaasMetrics metrics = executor(server().uri()).invoke(request(new byte[0])).block().metrics();
		assertThat(metrics.execution()).isEqualTo(Duration.ofMillis(12));
		assertThat(metrics.memoryUsed()).isEqualTo(DataSize.ofMegabytes(64));
		assertThat(metrics.total()).isPositive();
		assertThat(metrics.coldStart()).isNull();
		assertThat(metrics.billed()).isNull();
		assertThat(metrics.init()).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "blueprint.DeadlineExceeded, Timeout", "blueprint.Unavailable, Unavailable",
			"blueprint.NoSuchJob, NotDeployed", "blueprint.ContractMismatch, Contract", "blueprint.Payload, Payload",
			"com.acme.Boom, Function" })
	void translatesErrorTypes(String errorType, String expected) {
		for (int status : new int[] { 200, 500 }) {
			server()
				.answer(answer(status, WireResponse.failure(7, "because", errorType, "the stack", FaasMetrics.NONE)));
			FaasException failure = failure(FaasException.class, server().uri());
			assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
			assertThat(failure).hasMessageContaining("because");
		}
	}

	@Test
	void keepsRemoteStack() {
		server().answer(thrown("com.acme.Boom", "bang"));
		assertThat(failure(FaasFunctionException.class, server().uri()).getRemoteStack()).isEqualTo("at Handler.run");
	}

	@Test
	void readsFailureOfTheOriginalWireFormat() {
		server().answer(StubAnswer.json(500, "{\"job_id\":7,\"result\":[],\"success\":false,\"error\":\"bang\"}"));
		FaasFunctionException failure = failure(FaasFunctionException.class, server().uri());
		assertThat(failure.getRemoteType()).isNull();
		assertThat(failure.getRemoteMessage()).isEqualTo("bang");
	}

	@Test
	void saysOutcomeUnknownWhenPlatformEndedTheCall() {
		server().answer(StubAnswer.json(500, """
				{"job_id":7,"result":[],"success":false,"error":"ran longer than 300 s","code":"TIMEOUT",
				"details":{"function_id":"job7","timeout_secs":300,"execution_secs":300.1}}"""));
		assertThat(failure(FaasTimeoutException.class, server().uri())).hasMessageContaining("ran longer than 300 s");
	}

	@ParameterizedTest
	@ValueSource(strings = { "FUNCTION_CRASHED", "INVALID_ANSWER", "MEMORY_LIMIT_EXCEEDED" })
	void namesCodeOfFunctionFailuresAndWhatTheFunctionSaid(String code) {
		server().answer(StubAnswer.json(500, """
				{"error":"it ended","code":"%s","details":{"exit_code":1,"stderr":"Exception in main"}}"""
			.formatted(code)));
		FaasFunctionException failure = failure(FaasFunctionException.class, server().uri());
		assertThat(failure.getRemoteType()).isEqualTo(code);
		assertThat(failure.getRemoteMessage()).isEqualTo("it ended");
		assertThat(failure.getRemoteStack()).isEqualTo("Exception in main");
	}

	@Test
	void saysThrottledWhenOverloaded() {
		server().answer(StubAnswer.json(503, "{\"error\":\"too many calls\",\"code\":\"OVERLOADED\"}")
			.with("Retry-After", "2"));
		FaasThrottledException failure = failure(FaasThrottledException.class, server().uri());
		assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(2));
		assertThat(failure).hasMessageContaining("too many calls");
		server().answer(StubAnswer.json(503, "{\"error\":\"too many calls\",\"code\":\"OVERLOADED\"}"));
		assertThat(failure(FaasThrottledException.class, server().uri()).getRetryAfter()).isNull();
	}

	@Test
	void refusesAnswerForAnotherJob() {
		server().answer(StubAnswer.json(200, "{\"job_id\":8,\"result\":[],\"success\":true}"));
		assertThat(failure(FaasPayloadException.class, server().uri())).hasMessageContaining("job 8")
			.hasMessageContaining("job 7");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			200 | {"status":"healthy"}                        | AVAILABLE
			200 | {"status":"unhealthy","error":"disk full"}  | UNAVAILABLE
			200 | garbage                                     | UNKNOWN
			401 | {"error":"no key"}                          | UNAVAILABLE
			404 | {"error":"no such function"}                | NOT_DEPLOYED
			405 | ''                                          | UNKNOWN
			503 | {"status":"unhealthy","error":"disk full"}  | UNAVAILABLE
			""")
	void asksHealthRoute(int status, String body, FaasStatus.State expected) {
		server().answer(StubAnswer.json(status, body));
		FaasStatus found = executor(server().uri()).status().block();
		assertThat(found.state()).isEqualTo(expected);
		assertThat(server().requests().get(0).method()).isEqualTo("GET");
		assertThat(server().requests().get(0).path()).isEqualTo("/api/functions/job7/health");
		if (body.contains("disk full")) {
			assertThat(found.detail()).contains("disk full");
		}
	}

	@ParameterizedTest
	@CsvSource({ "200, 0, AVAILABLE, 1", "404, 0, NOT_DEPLOYED, 1", "500, 0, UNAVAILABLE, 1", "401, 0, UNAVAILABLE, 1",
			"405, 200, AVAILABLE, 2", "405, 404, NOT_DEPLOYED, 2", "405, 405, UNKNOWN, 2", "501, 400, UNKNOWN, 2" })
	void asksEndpointByHeadAndThenByGet(int head, int get, FaasStatus.State expected, int requests) {
		server().answer((request) -> StubAnswer.empty("HEAD".equals(request.method()) ? head : get));
		this.job = this.job.endpoint(server().uri() + "/own");
		assertThat(executor(server().uri()).status().block().state()).isEqualTo(expected);
		assertThat(server().requests()).hasSize(requests);
		assertThat(server().requests()).allMatch((request) -> request.path().equals("/own"));
	}

	private void invoke() {
		executor(server().uri()).invoke(request(new byte[0])).block();
	}

	private JsonNode sent() {
		return JsonMapper.shared().readTree(server().requests().get(0).body());
	}

	private static StubAnswer answer(int status, WireResponse response) {
		return new StubAnswer(status, Map.of("Content-Type", "application/json"),
				WireFormat.writeResponse(response, WireVersion.V1_1));
	}

}
