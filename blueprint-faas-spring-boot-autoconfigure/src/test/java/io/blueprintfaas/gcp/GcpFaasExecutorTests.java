package io.blueprintfaas.gcp;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.FunctionServiceSettings;
import com.google.protobuf.Timestamp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
 * Tests for {@link GcpFaasExecutor}.
 */
class GcpFaasExecutorTests extends FaasExecutorContractTests {

	private final TestGcp gcp = new TestGcp();

	private final List<FunctionServiceClient> clients = new ArrayList<>();

	@AfterEach
	void close() {
		this.clients.forEach(FunctionServiceClient::close);
		this.gcp.close();
	}

	// Calls go to the target, and so do questions about the function.
	@Override
	protected FaasExecutor executor(URI target) {
		this.gcp.functions.locate(target);
		FaasExecutor calls = this.gcp.executor();
		FaasExecutor questions = this.gcp.executor(connect(target));
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

	@Test
	void callsAddressThatIsLookedUpOnce() {
		server().answer((request) -> success(request, new byte[0]));
		this.gcp.functions.locate(server().uri());
		FaasExecutor executor = this.gcp.executor();
		assertThat(this.gcp.functions.asked()).isEmpty();
		Flux.range(0, 100).flatMap((number) -> executor.invoke(request(new byte[0])), 100).blockLast();
		executor.invoke(request(new byte[0])).block();
		assertThat(server().requests()).hasSize(101);
		assertThat(this.gcp.functions.asked())
			.containsExactly("projects/my-project/locations/europe-west1/functions/blueprint-job-7");
		assertThat(server().requests().get(0).path()).isEqualTo("/");
		assertThat(server().requests().get(0).method()).isEqualTo("POST");
	}

	@Test
	void looksUpInProjectOfTheCredentials() {
		server().answer((request) -> success(request, new byte[0]));
		this.gcp.all("project-id", null);
		this.gcp.functions.locate(server().uri());
		this.gcp.executor().invoke(request(new byte[0])).block();
		assertThat(this.gcp.functions.asked().get(0)).startsWith("projects/of-the-credentials/locations/");
	}

	@Test
	void callsEndpointWithoutLookUpAndLocalOneWithoutToken() {
		server().answer((request) -> success(request, new byte[0]));
		this.gcp.all("region", null);
		this.gcp.endpoint = URI.create(server().uri() + "/own?x=1");
		this.gcp.executor().invoke(request(new byte[0])).block();
		assertThat(server().requests().get(0).path()).isEqualTo("/own?x=1");
		assertThat(server().requests().get(0).header("Authorization")).isNull();
		assertThat(this.gcp.functions.asked()).isEmpty();
		assertThat(this.gcp.issuer.issued()).isEmpty();
	}

	@Test
	void sendsEnvelopeOfTheJobsWireFormat() {
		server().answer(StubAnswer.json(200, "{\"job_id\":7,\"result\":[25],\"success\":true}"));
		assertThat(executor(server().uri()).invoke(request(new byte[] { 5 })).block().payload()).containsExactly(25);
		assertThat(server().requests().get(0).text()).contains("\"args\":\"BQ==\"", "\"contract\":\"0123456789abcdef\"",
				"\"deadline_ms\":", "\"traceparent\"");
		this.gcp.wire = WireVersion.V1_0;
		executor(server().uri()).invoke(request(new byte[] { 5 })).block();
		assertThat(server().requests().get(1).text()).isEqualTo("{\"job_id\":7,\"args\":[5]}");
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
	void looksUpAgainWhenNobodyIsThereAndCallsNewAddress() {
		FaasExecutor executor = executor(server().uri());
		server().answer((request) -> success(request, new byte[0]));
		executor.invoke(request(new byte[0])).block();
		server().answer(StubAnswer.empty(404));
		try (StubServer moved = StubServer.start()) {
			moved.answer((request) -> success(request, new byte[] { 1 }));
			this.gcp.functions.locate(moved.uri());
			this.gcp.clock.advance(Duration.ofSeconds(2));
			assertThat(executor.invoke(request(new byte[0])).block().payload()).containsExactly(1);
			executor.invoke(request(new byte[0])).block();
			assertThat(moved.requests()).hasSize(2);
			assertThat(server().requests()).hasSize(2);
			assertThat(this.gcp.functions.asked()).hasSize(2);
			assertThat(this.gcp.issuer.audiences()).containsExactly(server().uri().toString(), moved.uri().toString());
		}
	}

	@Test
	void saysNotDeployedWhenNobodyIsThereAndApiKnowsNoFunction() {
		FaasExecutor executor = executor(server().uri());
		server().answer((request) -> success(request, new byte[0]));
		executor.invoke(request(new byte[0])).block();
		server().answer(StubAnswer.empty(404));
		this.gcp.functions.answer(io.grpc.Status.NOT_FOUND);
		this.gcp.clock.advance(Duration.ofSeconds(2));
		assertThat(failure(FaasNotDeployedException.class, executor.invoke(request(new byte[0]))))
			.hasMessageContaining("There is no function 'blueprint-job-7' in europe-west1");
	}

	@Test
	void asksOnceWhenManyCallsFindNobody() {
		FaasExecutor executor = executor(server().uri());
		this.gcp.clock.advance(Duration.ofSeconds(2));
		server().answer(StubAnswer.empty(404));
		Flux.range(0, 50)
			.flatMap((number) -> executor.invoke(request(new byte[0])).onErrorResume((failure) -> Mono.empty()), 50)
			.blockLast();
		assertThat(server().requests()).hasSize(50);
		assertThat(this.gcp.functions.asked().size()).isLessThanOrEqualTo(2);
	}

	@Test
	void triesAgainWhenFunctionIsNew() {
		Timestamp now = Timestamp.newBuilder().setSeconds(this.gcp.clock.instant().getEpochSecond() - 5).build();
		this.gcp.functions.answer(() -> StubFunctions.active(server().uri()).setUpdateTime(now).build());
		AtomicInteger calls = new AtomicInteger();
		server().answer((request) -> (calls.incrementAndGet() < 3) ? StubAnswer.empty(404)
				: success(request, new byte[] { 1 }));
		assertThat(this.gcp.executor().invoke(request(new byte[0])).block().payload()).containsExactly(1);
		assertThat(calls).hasValue(3);
	}

	@Test
	void doesNotTryAgainBeyondDeadlineWhenFunctionIsNew() {
		Timestamp now = Timestamp.newBuilder().setSeconds(this.gcp.clock.instant().getEpochSecond()).build();
		this.gcp.functions.answer(() -> StubFunctions.active(server().uri()).setUpdateTime(now).build());
		server().answer(StubAnswer.empty(404));
		failure(FaasNotDeployedException.class,
				this.gcp.executor().invoke(request(new byte[0], Instant.now().plusMillis(800))));
		assertThat(server().requests()).hasSize(2);
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

	@Override
	protected Class<? extends FaasException> failureOfStatus503() {
		return FaasTimeoutException.class;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					401 | ''                                                           | AccessDenied | the job's 'audience'
					403 | ''                                                           | AccessDenied | roles/run.invoker
					404 | ''                                                           | NotDeployed  | deploy function
					408 | ''                                                           | Timeout      | may still be running
					413 | ''                                                           | Payload      | larger than the target allows
					429 | 'Rate exceeded.'                                             | Throttled    | 429
					500 | ''                                                           | Function     | see its log
					502 | ''                                                           | Unavailable  | 502
					503 | 'Service Unavailable'                                        | Timeout      | unknown
					503 | 'disconnect/reset. reset reason: connection termination'     | Timeout      | unknown
					503 | 'disconnect/reset. reset reason: connection failure'         | Unavailable  | 503
					504 | 'upstream request timeout'                                   | Timeout      | may still be running
					""")
	void translatesStatuses(int status, String body, String expected, String message) {
		server().answer(new StubAnswer(status, Map.of("Content-Type", "text/plain"), body.getBytes()));
		FaasException failure = failure(FaasException.class, server().uri());
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
		assertThat(failure).hasMessageContaining(message);
	}

	@ParameterizedTest
	@CsvSource({ "NOT_FOUND, NotDeployed, correct its name", "INVALID_ARGUMENT, NotDeployed, correct its name",
			"PERMISSION_DENIED, AccessDenied, roles/cloudfunctions.viewer",
			"UNAUTHENTICATED, AccessDenied, check the credentials", "RESOURCE_EXHAUSTED, Throttled, quota",
			"INTERNAL, Unavailable, could not be looked up" })
	void translatesFailuresOfLookUp(io.grpc.Status.Code code, String expected, String message) {
		this.gcp.functions.answer(code.toStatus().withDescription("quota"));
		FaasException failure = failure(FaasException.class, this.gcp.executor().invoke(request(new byte[0])));
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
		assertThat(failure).hasMessageContaining(message).hasMessageContaining("'blueprint-job-7' in europe-west1");
	}

	@ParameterizedTest
	@CsvSource({ "DEPLOYING, Unavailable", "FAILED, NotDeployed", "DELETING, NotDeployed", "UNKNOWN, NotDeployed" })
	void saysWhyFunctionWithoutAddressIsNotCalled(Function.State state, String expected) {
		this.gcp.functions.answer(() -> Function.newBuilder().setState(state).build());
		FaasException failure = failure(FaasException.class, this.gcp.executor().invoke(request(new byte[0])));
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
		assertThat(failure).hasMessageContaining(state.name());
	}

	@Test
	void callsFunctionWhileItIsUpdated() {
		server().answer((request) -> success(request, new byte[0]));
		this.gcp.functions
			.answer(() -> StubFunctions.active(server().uri()).setState(Function.State.DEPLOYING).build());
		this.gcp.executor().invoke(request(new byte[0])).block();
		assertThat(server().requests()).hasSize(1);
	}

	@Test
	void looksUpAgainAfterFailedLookUp() {
		server().answer((request) -> success(request, new byte[0]));
		this.gcp.functions.answer(io.grpc.Status.INTERNAL);
		FaasExecutor executor = this.gcp.executor();
		failure(FaasUnavailableException.class, executor.invoke(request(new byte[0])));
		this.gcp.functions.locate(server().uri());
		executor.invoke(request(new byte[0])).block();
	}

	@Test
	void refusesRequestLargerThanLimit() {
		server().answer((request) -> success(request, new byte[0]));
		this.gcp.all("max-payload", "1KB");
		byte[] payload = new byte[1024];
		Arrays.fill(payload, (byte) 1);
		FaasPayloadException failure = failure(FaasPayloadException.class,
				executor(server().uri()).invoke(request(payload)));
		assertThat(failure).hasMessageContaining("the limit is 1024 bytes").hasMessageContaining("its body is 1");
		assertThat(server().requests()).isEmpty();
	}

	@Test
	void refusesAnswerLargerThanLimit() {
		server().answer((request) -> success(request, new byte[2048]));
		this.gcp.all("max-payload", "1KB");
		assertThat(failure(FaasPayloadException.class, server().uri())).hasMessageContaining("the limit is 1024 bytes");
	}

	@Test
	void endsCallAtDeadlineOfTheJobWhenLookUpTakesLong() {
		CountDownLatch end = new CountDownLatch(1);
		this.gcp.functions.answer(() -> {
			try {
				end.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return StubFunctions.active(server().uri()).build();
		});
		this.gcp.deadline = Duration.ofMillis(100);
		assertThat(failure(FaasUnavailableException.class, this.gcp.executor().invoke(request(new byte[0]))))
			.hasMessageContaining("before its address was looked up");
		end.countDown();
	}

	@Test
	void endsCallAtDeadline() {
		server().answerLater((request) -> Mono.never());
		this.gcp.deadline = Duration.ofMillis(500);
		failure(FaasTimeoutException.class, server().uri());
	}

	@Test
	void saysAccessDeniedWhenApiNeedsCredentialsThatAreMissing() {
		this.gcp.functions.locate(server().uri());
		this.gcp.credentials = () -> {
			throw new IOException("Your default credentials were not found");
		};
		assertThat(failure(FaasAccessDeniedException.class, this.gcp.executor().invoke(request(new byte[0]))))
			.hasMessageContaining("GOOGLE_APPLICATION_CREDENTIALS")
			.hasMessageContaining("gcloud auth application-default login")
			.hasMessageContaining("spring.cloud.gcp.credentials.location");
		assertThat(server().requests()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "ACTIVE, AVAILABLE", "DEPLOYING, AVAILABLE", "FAILED, UNAVAILABLE", "UNKNOWN, UNAVAILABLE",
			"DELETING, NOT_DEPLOYED", "STATE_UNSPECIFIED, UNKNOWN" })
	void tellsStateOfFunction(Function.State state, FaasStatus.State expected) {
		this.gcp.functions.answer(() -> StubFunctions.active(server().uri()).setState(state).build());
		assertThat(this.gcp.executor().status().block().state()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "NOT_FOUND, NOT_DEPLOYED", "PERMISSION_DENIED, UNKNOWN", "UNAUTHENTICATED, UNAVAILABLE",
			"INTERNAL, UNAVAILABLE" })
	void tellsWhyStateIsNotKnown(io.grpc.Status.Code code, FaasStatus.State expected) {
		this.gcp.functions.answer(code.toStatus());
		assertThat(this.gcp.executor().status().block().state()).isEqualTo(expected);
	}

	@Test
	void doesNotKnowStateOfEndpoint() {
		this.gcp.endpoint = server().uri();
		assertThat(this.gcp.executor().status().block().state()).isEqualTo(FaasStatus.State.UNKNOWN);
		assertThat(server().requests()).isEmpty();
	}

	private FunctionServiceClient connect(URI target) {
		try {
			FunctionServiceSettings.Builder settings = GcpFunctionServiceClients
				.settings(NoCredentialsProvider.create());
			settings.setTransportChannelProvider(FunctionServiceSettings.defaultGrpcTransportProviderBuilder()
				.setEndpoint(target.getAuthority())
				.setChannelConfigurator((builder) -> builder.usePlaintext())
				.build());
			FunctionServiceClient client = FunctionServiceClient.create(settings.build());
			this.clients.add(client);
			return client;
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static StubAnswer answer(int status, WireResponse response) {
		return new StubAnswer(status, Map.of("Content-Type", "application/json"),
				WireFormat.writeResponse(response, WireVersion.V1_1));
	}

}
