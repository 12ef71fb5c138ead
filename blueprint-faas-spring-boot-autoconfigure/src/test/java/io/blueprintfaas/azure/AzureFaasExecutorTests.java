package io.blueprintfaas.azure;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.FaasExecutorContractTests;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AzureFaasExecutor}.
 */
class AzureFaasExecutorTests extends FaasExecutorContractTests {

	private final TestAzure azure = new TestAzure();

	@AfterEach
	void close() {
		this.azure.close();
	}

	// Calls go to the target, and so do questions about the function.
	@Override
	protected FaasExecutor executor(URI target) {
		this.azure.hosts.put(TestAzure.HOST, target);
		FaasExecutor calls = this.azure.executor();
		FaasExecutor questions = this.azure.executor(target);
		return new FaasExecutor() {

			@Override
			public Mono<FaasResponse> invoke(FaasRequest request) {
				return calls.invoke(request);
			}

			@Override
			public Mono<FaasStatus> status() {
				return questions.status();
			}

			@Override
			public String provider() {
				return calls.provider();
			}

		};
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

	@Override
	protected Class<? extends FaasException> failureOfStatus502() {
		return FaasTimeoutException.class;
	}

	@Override
	protected Class<? extends FaasException> failureOfStatus503() {
		return FaasTimeoutException.class;
	}

	@Test
	void callsAddressAndWithKeyThatAreAskedForOnce() {
		server().answer((request) -> success(request, new byte[0]));
		FaasExecutor executor = executor(server().uri());
		assertThat(this.azure.arm.asked()).isEmpty();
		Flux.range(0, 1000).flatMap((number) -> executor.invoke(request(new byte[0])), 1000).blockLast();
		executor.invoke(request(new byte[0])).block();
		assertThat(server().requests()).hasSize(1001).allSatisfy((request) -> {
			assertThat(request.method()).isEqualTo("POST");
			assertThat(request.path()).isEqualTo("/api/blueprint_job_7");
			assertThat(request.header("x-functions-key")).isEqualTo("key-1");
			assertThat(request.header("Authorization")).isNull();
		});
		String app = this.azure.azureFunction().app().named(TestAzure.SUBSCRIPTION).name();
		assertThat(this.azure.arm.asked()).containsExactly("GET /" + app,
				"POST /%s/functions/blueprint_job_7/listkeys".formatted(app));
	}

	@Test
	void callsEndpointWithConfiguredKeyAndAsksNobody() {
		server().answer((request) -> success(request, new byte[0]));
		this.azure.all("subscription-id", null);
		this.azure.job("function-key", "key-of-mine");
		this.azure.endpoint = URI.create("https://%s/own/route?x=1".formatted(TestAzure.HOST));
		executor(server().uri()).invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).path()).startsWith("/own/route");
		assertThat(server().requests().get(0).header("x-functions-key")).isEqualTo("key-of-mine");
		assertThat(this.azure.arm.asked()).isEmpty();
	}

	@Test
	void callsLocalEndpointWithoutKey() {
		server().answer((request) -> success(request, new byte[0]));
		this.azure.endpoint = server().uri();
		this.azure.executor().invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).path()).isEqualTo("/api/blueprint_job_7");
		assertThat(server().requests().get(0).header("x-functions-key")).isNull();
	}

	@Test
	void looksAddressUpAndAsksForNoKeyWhenFunctionIsOpen() {
		server().answer((request) -> success(request, new byte[0]));
		this.azure.job("authentication", "anonymous");
		executor(server().uri()).invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).header("x-functions-key")).isNull();
		assertThat(this.azure.arm.asked()).hasSize(1);
	}

	@Test
	void sendsEnvelopeOfTheJobsWireFormat() {
		server().answer(StubAnswer.json(200, "{\"job_id\":7,\"result\":[25],\"success\":true}"));
		assertThat(executor(server().uri()).invoke(request(new byte[] { 5 })).block().payload()).containsExactly(25);
		assertThat(server().requests().get(0).text()).contains("\"args\":\"BQ==\"", "\"contract\":\"0123456789abcdef\"",
				"\"deadline_ms\":", "\"traceparent\"");
		this.azure.wire = WireVersion.V1_0;
		executor(server().uri()).invoke(request(new byte[] { 5 })).block();
		assertThat(server().requests().get(1).text()).isEqualTo("{\"job_id\":7,\"args\":[5]}");
	}

	@Test
	void tellsFunctionNoLaterDeadlineThanAzureWaits() {
		server().answer((request) -> success(request, new byte[0]));
		this.azure.deadline = Duration.ofSeconds(315);
		executor(server().uri()).invoke(request(new byte[0])).block();
		executor(server().uri()).invoke(request(new byte[0], Instant.now().plusSeconds(60))).block();
		executor(server().uri()).invoke(request(new byte[0], Instant.now().plusSeconds(600))).block();
		assertThat(server().requests()).extracting((request) -> deadline(request))
			.satisfiesExactly((millis) -> assertThat(millis).isBetween(200_000L, 230_000L),
					(millis) -> assertThat(millis).isBetween(30_000L, 60_000L),
					(millis) -> assertThat(millis).isBetween(200_000L, 230_000L));
	}

	@Test
	void reportsWhatFunctionMeasuredAndNothingElse() {
		server().answer(StubAnswer.json(200,
				"{\"job_id\":7,\"result\":\"\",\"success\":true,\"metrics\":{\"execution_ms\":12,\"cold_start\":true}}"));
		FaasMetrics metrics = executor(server().uri()).invoke(request(new byte[0])).block().metrics();
		assertThat(metrics.execution()).isEqualTo(Duration.ofMillis(12));
		assertThat(metrics.coldStart()).isTrue();
		assertThat(metrics.total()).isPositive();
		assertThat(metrics.billed()).isNull();
	}

	@Test
	void callsNewAddressWhenNobodyIsAtTheOldOne() {
		FaasExecutor executor = executor(server().uri());
		server().answer((request) -> success(request, new byte[0]));
		executor.invoke(request(new byte[0])).block();
		this.azure.arm.site = () -> Mono.just(StubArm.site("moved.azurewebsites.net", "Running"));
		this.azure.hosts.put("moved.azurewebsites.net", server().uri());
		this.azure.hosts.put(TestAzure.HOST, StubServer.unused());
		this.azure.clock.advance(Duration.ofSeconds(2));
		executor.invoke(request(new byte[0])).block();
		assertThat(server().requests()).hasSize(2);
		assertThat(this.azure.arm.asked()).filteredOn((asked) -> asked.startsWith("GET")).hasSize(2);
	}

	@Test
	void callsNewAddressWhenFunctionIsNotAtTheOldOne() {
		FaasExecutor executor = executor(server().uri());
		server().answer((request) -> success(request, new byte[0]));
		executor.invoke(request(new byte[0])).block();
		server().answer(StubAnswer.empty(404));
		try (StubServer moved = StubServer.start()) {
			moved.answer((request) -> success(request, new byte[] { 1 }));
			this.azure.hosts.put("moved.azurewebsites.net", moved.uri());
			this.azure.arm.site = () -> Mono.just(StubArm.site("moved.azurewebsites.net", "Running"));
			this.azure.clock.advance(Duration.ofSeconds(2));
			assertThat(executor.invoke(request(new byte[0])).block().payload()).containsExactly(1);
			assertThat(moved.requests()).hasSize(1);
		}
	}

	@Test
	void asksOnceWhenManyCallsFindNobody() {
		FaasExecutor executor = executor(StubServer.unused());
		executor.invoke(request(new byte[0])).onErrorResume((failure) -> Mono.empty()).block();
		this.azure.clock.advance(Duration.ofSeconds(2));
		Flux.range(0, 50)
			.flatMap((number) -> executor.invoke(request(new byte[0])).onErrorResume((failure) -> Mono.empty()), 50)
			.blockLast();
		assertThat(this.azure.arm.asked()).filteredOn((asked) -> asked.startsWith("GET")).hasSize(2);
	}

	@Test
	void saysNotDeployedWhenNobodyIsThereAndAppIsGone() {
		FaasExecutor executor = executor(server().uri());
		server().answer((request) -> success(request, new byte[0]));
		executor.invoke(request(new byte[0])).block();
		server().answer(StubAnswer.empty(404));
		this.azure.arm.site = () -> Mono.just(StubArm.error(404, "ResourceNotFound", "not found"));
		this.azure.clock.advance(Duration.ofSeconds(2));
		assertThat(failure(FaasNotDeployedException.class, executor.invoke(request(new byte[0]))))
			.hasMessageContaining("There is no app 'blueprint-")
			.hasMessageContaining("ResourceNotFound");
	}

	@Test
	void saysUnavailableWhenFunctionWasDeployedJustNow() {
		this.azure.hosts.put(TestAzure.HOST, server().uri());
		AzureFaasExecutor executor = this.azure.executor();
		server().answer((request) -> success(request, new byte[0]));
		executor.send("{}".getBytes(), Duration.ofSeconds(5)).block();
		server().answer(StubAnswer.empty(404));
		assertThat(failure(FaasUnavailableException.class, executor.invoke(request(new byte[0]))))
			.hasMessageContaining("was deployed or warmed just now");
		this.azure.clock.advance(Duration.ofMinutes(3));
		failure(FaasNotDeployedException.class, executor.invoke(request(new byte[0])));
	}

	@Test
	void takesAnswerOfFunctionForOneWhateverItsStatus() {
		server().answer(answer(404, WireResponse.failure(7, "bang", "com.acme.Boom", "stack", FaasMetrics.NONE)));
		assertThat(failure(FaasFunctionException.class, server().uri()).getRemoteType()).isEqualTo("com.acme.Boom");
		assertThat(server().requests()).hasSize(1);
	}

	@Test
	void refusesAnswerForAnotherJob() {
		server().answer(StubAnswer.json(200, "{\"job_id\":8,\"result\":[],\"success\":true}"));
		assertThat(failure(FaasPayloadException.class, server().uri())).hasMessageContaining("job 8")
			.hasMessageContaining("job 7");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					302 | ''                                                    | NotDeployed  | redirects are not followed
					401 | ''                                                    | AccessDenied | set 'authentication' to 'entra'
					403 | ''                                                    | AccessDenied | access restrictions
					403 | '<h1>Error 403 - This web app is stopped.</h1>'        | AccessDenied | the app is stopped: start it
					404 | ''                                                    | NotDeployed  | deploy function 'blueprint_job_7'
					408 | ''                                                    | Timeout      | unknown
					413 | ''                                                    | Payload      | larger than the target allows
					429 | ''                                                    | Throttled    | 429
					500 | ''                                                    | Function     | see its log
					502 | '<html>Bad Gateway</html>'                            | Timeout      | longer than 230 s
					503 | 'The service is unavailable.'                         | Timeout      | unknown
					503 | 'Function host is not running.'                       | Unavailable  | 503
					504 | ''                                                    | Timeout      | longer than 230 s
					""")
	void translatesStatuses(int status, String body, String expected, String message) {
		server().answer(new StubAnswer(status, Map.of("Content-Type", "text/plain"), body.getBytes()));
		FaasException failure = failure(FaasException.class, server().uri());
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
		assertThat(failure).hasMessageContaining(message)
			.hasMessageContaining("https://%s/api".formatted(TestAzure.HOST));
		assertThat(server().requests()).hasSize((status == 401) ? 2 : 1);
	}

	@Test
	void waitsAsLongAsAppAsks() {
		server().answer(StubAnswer.empty(503).with("Retry-After", "7"));
		assertThat(failure(FaasThrottledException.class, server().uri()).getRetryAfter())
			.isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void saysThatAppAsksForLoginWhenItRedirectsThere() {
		server().answer(StubAnswer.empty(302).with("Location", "https://login.microsoftonline.com/x"));
		assertThat(failure(FaasAccessDeniedException.class, server().uri()))
			.hasMessageContaining("set 'authentication' to 'entra'");
	}

	@ParameterizedTest
	@CsvSource({ "404, NotDeployed, correct its name", "403, AccessDenied, Website Contributor",
			"401, AccessDenied, check the credentials", "429, Throttled, SomeCode: some text",
			"500, Unavailable, could not be looked up" })
	void translatesFailuresOfLookUp(int status, String expected, String message) {
		this.azure.arm.site = () -> Mono.just(StubArm.error(status, "SomeCode", "some text"));
		FaasException failure = failure(FaasException.class, this.azure.executor().invoke(request(new byte[0])));
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
		assertThat(failure).hasMessageContaining(message).hasMessageContaining("in resource group 'blueprint-faas'");
	}

	@ParameterizedTest
	@CsvSource({ "404, NotDeployed, There is no function 'blueprint_job_7'", "403, AccessDenied, Website Contributor",
			"401, AccessDenied, check the credentials", "429, Throttled, SomeCode: some text",
			"500, Unavailable, could not be asked for" })
	void translatesFailuresToGetKey(int status, String expected, String message) {
		this.azure.arm.keys = () -> Mono.just(StubArm.error(status, "SomeCode", "some text"));
		FaasException failure = failure(FaasException.class, server().uri());
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
		assertThat(failure).hasMessageContaining(message);
		assertThat(server().requests()).isEmpty();
	}

	@Test
	void looksUpAgainAfterFailedLookUp() {
		server().answer((request) -> success(request, new byte[0]));
		this.azure.arm.site = () -> Mono.just(StubAnswer.empty(500));
		FaasExecutor executor = executor(server().uri());
		failure(FaasUnavailableException.class, executor.invoke(request(new byte[0])));
		this.azure.arm.site = () -> Mono.just(StubArm.site(TestAzure.HOST, "Running"));
		executor.invoke(request(new byte[0])).block();
	}

	@Test
	void asksAgainWhenAzureIsThrottled() {
		server().answer((request) -> success(request, new byte[0]));
		AtomicInteger asked = new AtomicInteger();
		this.azure.arm.keys = () -> Mono.just((asked.incrementAndGet() < 3)
				? StubArm.error(429, "TooManyRequests", "wait").with("Retry-After", "0") : StubArm.keys("key-1"));
		executor(server().uri()).invoke(request(new byte[0])).block();
		assertThat(asked).hasValue(3);
	}

	@Test
	void refusesRequestLargerThanLimit() {
		server().answer((request) -> success(request, new byte[0]));
		this.azure.all("max-payload", "1KB");
		byte[] payload = new byte[1024];
		Arrays.fill(payload, (byte) 1);
		assertThat(failure(FaasPayloadException.class, executor(server().uri()).invoke(request(payload))))
			.hasMessageContaining("the limit is 1024 bytes")
			.hasMessageContaining("its body is 1");
		assertThat(server().requests()).isEmpty();
	}

	@Test
	void endsCallAtDeadlineOfTheJobWhenLookUpTakesLong() {
		this.azure.arm.site = Mono::never;
		this.azure.deadline = Duration.ofMillis(100);
		assertThat(failure(FaasUnavailableException.class, this.azure.executor().invoke(request(new byte[0]))))
			.hasMessageContaining("before its address was looked up");
	}

	@Test
	void endsCallAtDeadlineWhenKeyTakesLong() {
		this.azure.arm.keys = Mono::never;
		this.azure.deadline = Duration.ofSeconds(1);
		assertThat(failure(FaasUnavailableException.class, server().uri()))
			.hasMessageContaining("before there was a connection and a credential");
		assertThat(server().requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "Running, false, AVAILABLE, ''", "Running, true, UNAVAILABLE, AzureWebJobs.blueprint_job_7.Disabled",
			"Stopped, false, UNAVAILABLE, is Stopped; start it" })
	void tellsStateOfFunctionWithoutRunningIt(String state, boolean disabled, FaasStatus.State expected,
			String detail) {
		this.azure.hosts.put(TestAzure.HOST, server().uri());
		this.azure.arm.site = () -> Mono.just(StubArm.site(TestAzure.HOST, state));
		this.azure.arm.function = () -> Mono.just(StubArm.function(disabled));
		FaasStatus status = this.azure.executor().status().block();
		assertThat(status.state()).isEqualTo(expected);
		assertThat(status.detail()).contains(detail);
		assertThat(server().requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "404, NOT_DEPLOYED", "403, UNKNOWN", "401, UNAVAILABLE", "500, UNAVAILABLE" })
	void tellsWhyStateIsNotKnown(int status, FaasStatus.State expected) {
		this.azure.arm.function = () -> Mono.just(StubArm.error(status, "SomeCode", "some text"));
		assertThat(this.azure.executor().status().block().state()).isEqualTo(expected);
		this.azure.arm.site = this.azure.arm.function;
		assertThat(this.azure.executor().status().block().state()).isEqualTo(expected);
	}

	@Test
	void doesNotKnowStateOfEndpoint() {
		this.azure.endpoint = server().uri();
		assertThat(this.azure.executor().status().block().state()).isEqualTo(FaasStatus.State.UNKNOWN);
		assertThat(server().requests()).isEmpty();
	}

	@Test
	void sendsWhatWasWrittenElsewhere() {
		server().answer((request) -> success(request, request.body()));
		this.azure.hosts.put(TestAzure.HOST, server().uri());
		WireResponse response = this.azure.executor().send("{\"warm\":true}".getBytes(), Duration.ofSeconds(5)).block();
		assertThat(response.result()).asString().isEqualTo("{\"warm\":true}");
	}

	private static long deadline(StubRequest request) {
		return JsonMapper.shared().readTree(request.body()).path("deadline_ms").asLong(0);
	}

	private static StubAnswer answer(int status, WireResponse response) {
		return new StubAnswer(status, Map.of("Content-Type", "application/json"),
				WireFormat.writeResponse(response, WireVersion.V1_1));
	}

}
