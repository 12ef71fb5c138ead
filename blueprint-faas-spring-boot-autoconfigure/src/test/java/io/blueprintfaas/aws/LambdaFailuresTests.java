package io.blueprintfaas.aws;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.RawServer;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LambdaFailures}, with what each of the clients really fails with.
 */
class LambdaFailuresTests {

	private final TestLambda lambda = new TestLambda();

	private StubServer server;

	@TempDir
	private Path folder;

	@BeforeEach
	void startServer() {
		this.server = StubServer.start();
	}

	@AfterEach
	void stop() {
		this.server.close();
		this.lambda.close();
	}

	@ParameterizedTest
	@CsvSource({ "TooManyRequestsException, 429, Throttled", "ServiceException, 500, Timeout",
			"EFSIOException, 410, Timeout", "EC2ThrottledException, 502, Unavailable",
			"EC2UnexpectedException, 502, Unavailable", "ENILimitReachedException, 502, Unavailable",
			"ENINotReadyException, 502, Unavailable", "ResourceNotReadyException, 502, Unavailable",
			"SubnetIPAddressLimitReachedException, 502, Unavailable", "ResourceConflictException, 409, Unavailable",
			"SnapStartNotReadyException, 409, Unavailable", "SnapStartTimeoutException, 408, Unavailable",
			"EFSMountConnectivityException, 408, Unavailable", "EFSMountTimeoutException, 408, Unavailable",
			"InvalidZipFileException, 502, NotDeployed", "InvalidRuntimeException, 502, NotDeployed",
			"InvalidSubnetIDException, 502, NotDeployed", "InvalidSecurityGroupIDException, 502, NotDeployed",
			"EC2AccessDeniedException, 502, NotDeployed", "KMSAccessDeniedException, 502, NotDeployed",
			"KMSDisabledException, 502, NotDeployed", "KMSInvalidStateException, 502, NotDeployed",
			"KMSNotFoundException, 502, NotDeployed", "EFSMountFailureException, 403, NotDeployed",
			"SnapStartRegenerationFailureException, 409, NotDeployed", "ResourceNotFoundException, 404, NotDeployed",
			"NoPublishedVersionException, 400, NotDeployed", "RequestTooLargeException, 413, Payload",
			"SerializedRequestEntityTooLargeException, 413, Payload", "InvalidRequestContentException, 400, Payload",
			"UnsupportedMediaTypeException, 415, Payload", "InvalidParameterValueException, 400, Payload",
			"RecursiveInvocationException, 400, Function", "SnapStartException, 400, Function",
			"ServiceQuotaExceededException, 402, AccessDenied", "AccessDeniedException, 403, AccessDenied",
			"ExpiredTokenException, 403, AccessDenied", "UnrecognizedClientException, 403, AccessDenied",
			"ThrottlingException, 400, Throttled", "SomethingNewException, 418, Payload",
			"SomethingNewException, 500, Timeout", "SomethingNewException, 503, Unavailable" })
	void translatesTypesOfErrorsAndSendsOnce(String type, int status, String expected) {
		this.server.answer(StubLambda.error(status, type, "because"));
		FaasException failure = failure(FaasException.class, this.server.uri());
		assertThat(failure.getClass().getSimpleName()).isEqualTo("Faas%sException".formatted(expected));
		assertThat(failure).hasMessageContaining(type)
			.hasMessageContaining("because")
			.hasMessageContaining("AWS Lambda answered %d".formatted(status))
			.hasMessageContaining("function 'blueprint-job-7:live'")
			.hasMessageContaining("AWS request " + StubLambda.REQUEST_ID);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void namesReasonAndWaitWhenThrottled() {
		this.server.answer(StubAnswer.json(429,
				"""
						{"Type":"User","message":"Rate Exceeded.","Reason":"ReservedFunctionConcurrentInvocationLimitExceeded"}""")
			.with("x-amzn-ErrorType", "TooManyRequestsException")
			.with("Retry-After", "2"));
		FaasThrottledException failure = failure(FaasThrottledException.class, this.server.uri());
		assertThat(failure.getRetryAfter()).isEqualTo(Duration.ofSeconds(2));
		assertThat(failure.isRetryable()).isTrue();
		assertThat(failure)
			.hasMessageStartingWith("AWS Lambda answered 429 TooManyRequestsException for function "
					+ "'blueprint-job-7:live' (Rate Exceeded.)")
			.hasMessageContaining("reason ReservedFunctionConcurrentInvocationLimitExceeded; the function did not run; "
					+ "raise 'blueprint.faas.jobs.square.max-concurrency' if the account has room");
	}

	@Test
	void namesFixWhenFunctionIsMissing() {
		this.server.answer(StubLambda.error(404, "ResourceNotFoundException", "Function not found: x"));
		assertThat(failure(FaasException.class, this.server.uri())).hasMessageContaining(
				"; deploy it, or correct 'blueprint.faas.aws.function-prefix' and 'blueprint.faas.aws.alias'");
		this.lambda.function = "own";
		assertThat(failure(FaasException.class, this.server.uri())).hasMessageContaining(
				"; deploy it, or correct 'blueprint.faas.jobs.square.function' and 'blueprint.faas.jobs.square.qualifier'");
	}

	@Test
	void namesActionWhenAccessIsDenied() {
		this.server.answer(StubLambda.error(403, "AccessDeniedException", "User is not authorized"));
		assertThat(failure(FaasAccessDeniedException.class, this.server.uri())).hasMessageContaining(
				"(User is not authorized, AWS request %s); the caller needs the IAM action lambda:InvokeFunction"
					.formatted(StubLambda.REQUEST_ID));
	}

	@Test
	void saysHowToRenewExpiredCredentials() {
		this.server.answer(StubLambda.error(403, "ExpiredTokenException", "The security token is expired"));
		assertThat(failure(FaasAccessDeniedException.class, this.server.uri()))
			.hasMessageContaining("The security token is expired")
			.hasMessageContaining("renew the credentials of 'spring.cloud.aws.credentials'");
	}

	@Test
	void showsNothingOfWhatWasSigned() {
		this.server.answer(StubLambda.error(403, "InvalidSignatureException",
				"The Canonical String should have been x-amz-security-token:topsecret"));
		FaasAccessDeniedException failure = failure(FaasAccessDeniedException.class, this.server.uri());
		assertThat(failure).hasMessageContaining("InvalidSignatureException").hasNoCause();
		assertThat(failure.getMessage()).doesNotContain("topsecret");
	}

	@Test
	void showsNothingOfAnswersThatAreNotOfLambda() {
		this.server.answer(StubAnswer.json(503, "{\"message\":\"secret\"}"));
		assertThat(failure(FaasUnavailableException.class, this.server.uri()).getMessage()).doesNotContain("secret");
	}

	@Test
	void saysWhetherItIsWorthToTryAgain() {
		this.server.answer(StubLambda.error(409, "ResourceConflictException", "The function is Pending"));
		FaasException notReady = failure(FaasException.class, this.server.uri());
		assertThat(notReady.isRetryable()).isTrue();
		assertThat(notReady).hasMessageContaining("it did not run, and may be ready in a moment");
		this.server.answer(StubLambda.error(500, "ServiceException", "internal error"));
		FaasException unknown = failure(FaasException.class, this.server.uri());
		assertThat(unknown.isRetryable()).isFalse();
		assertThat(unknown.isOutcomeUnknown()).isTrue();
		assertThat(unknown).hasMessageContaining("whether the function ran is unknown");
	}

	@ParameterizedTest
	@EnumSource
	void sendsOnceWhateverHappens(Client client) throws IOException {
		for (int status : new int[] { 429, 500, 502, 503, 504 }) {
			int before = this.server.requests().size();
			this.server.answer(StubAnswer.empty(status));
			failure(FaasException.class, executor(client, this.server.uri()));
			assertThat(this.server.requests()).as("status %d", status).hasSize(before + 1);
		}
		try (RawServer raw = RawServer.start((socket, number) -> RawServer.reset(socket))) {
			assertThat(failure(FaasTimeoutException.class, executor(client, raw.uri())))
				.hasMessageContaining("was called, but the call broke before the whole answer came");
			assertThat(raw.requests()).isEqualTo(1);
		}
		try (RawServer raw = RawServer.start((socket, number) -> socket.close())) {
			failure(FaasTimeoutException.class, executor(client, raw.uri()));
			assertThat(raw.requests()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void sendsOnceWhenAnswerIsLate(Client client) {
		this.server
			.answerLater((request) -> Mono.delay(Duration.ofSeconds(2)).map((tick) -> StubLambda.result(new byte[0])));
		FaasRequest request = request(Instant.now().plusMillis(400));
		FaasExecutor executor = executor(client, this.server.uri());
		FaasTimeoutException failure = assertThatExceptionOfType(FaasTimeoutException.class)
			.isThrownBy(() -> executor.invoke(request).block())
			.actual();
		assertThat(failure).hasMessageContaining("no whole answer came within");
		assertThat(failure.isOutcomeUnknown()).isTrue();
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource
	void saysNotCalledWhenNothingWasSent(Client client) {
		assertThat(failure(FaasUnavailableException.class, executor(client, StubServer.unused())))
			.hasMessageContaining("Function 'blueprint-job-7:live' was not called: ")
			.hasMessageContaining("refused");
		failure(FaasUnavailableException.class, executor(client, URI.create("http://no-such-host.invalid")));
	}

	@Test
	void saysNotCalledWhenTlsIsNotNegotiatedInTime() throws IOException {
		this.lambda.all("connect-timeout", "500ms");
		try (RawServer raw = RawServer.start((socket, number) -> RawServer.reset(socket))) {
			assertThat(failure(FaasUnavailableException.class, secure(raw.uri())))
				.hasMessageContaining("tls negotiation");
			assertThat(raw.requests()).isZero();
		}
	}

	// The AWS CRT fails alike, but waits 10 to 30 seconds before it says so
	@Test
	void saysNotCalledWhenCertificateIsNotTrusted() throws Exception {
		SslContextBuilder context = SslContextBuilder.forServer(selfSigned());
		try (StubServer secure = StubServer
			.startSecure((http) -> http.secure((ssl) -> ssl.sslContext(build(context))))) {
			failure(FaasUnavailableException.class, executor(Client.NETTY, secure.uri()));
			assertThat(secure.requests()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Unable to load credentials from any of the providers in the chain",
			"Profile file contained no credentials for profile 'x'" })
	void saysHowToGiveCredentials(String message) {
		AwsCredentialsProvider none = () -> {
			throw SdkClientException.create(message);
		};
		this.lambda.customizer = (builder) -> builder.credentialsProvider(none);
		assertThat(failure(FaasAccessDeniedException.class, this.server.uri()))
			.hasMessageContaining("was not called: there are no credentials for AWS (")
			.hasMessageContaining("set 'spring.cloud.aws.credentials.access-key' and "
					+ "'spring.cloud.aws.credentials.secret-key', or the environment variables AWS_ACCESS_KEY_ID and "
					+ "AWS_SECRET_ACCESS_KEY");
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void saysThatOtherServiceRefusedCredentials() {
		AwsCredentialsProvider refused = () -> {
			throw AwsServiceException.builder()
				.message("The web identity token is expired")
				.statusCode(400)
				.awsErrorDetails(AwsErrorDetails.builder().serviceName("Sts").errorCode("ExpiredToken").build())
				.build();
		};
		this.lambda.customizer = (builder) -> builder.credentialsProvider(refused);
		assertThat(failure(FaasAccessDeniedException.class, this.server.uri()))
			.hasMessageContaining("The web identity token is expired");
	}

	private KeyManagerFactory selfSigned() throws Exception {
		Path store = this.folder.resolve("server.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-storepass", "changeit", "-keystore",
				store.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(KeyStore.getInstance(store.toFile(), "changeit".toCharArray()), "changeit".toCharArray());
		return keys;
	}

	private static SslContext build(SslContextBuilder builder) {
		try {
			return builder.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URI secure(URI uri) {
		return URI.create(uri.toString().replace("http:", "https:"));
	}

	private FaasExecutor executor(Client client, URI target) {
		return switch (client) {
			case CRT -> this.lambda.executor(target);
			case NETTY -> {
				this.lambda.classLoader = new FilteredClassLoader(AwsCrtAsyncHttpClient.class);
				yield this.lambda.executor(target);
			}
			case OF_THE_APPLICATION -> this.lambda.executor(TestLambda.connect(LambdaAsyncClient.builder(), target)
				.httpClientBuilder(AwsCrtAsyncHttpClient.builder())
				.build());
		};
	}

	private <T extends FaasException> T failure(Class<T> type, URI target) {
		return failure(type, this.lambda.executor(target));
	}

	private static <T extends FaasException> T failure(Class<T> type, FaasExecutor executor) {
		return assertThatExceptionOfType(type).isThrownBy(() -> executor.invoke(request(null)).block()).actual();
	}

	private static FaasRequest request(@Nullable Instant deadline) {
		return new FaasRequest(TestLambda.KEY, new byte[] { 1 }, UUID.randomUUID(), deadline, Map.of(), null);
	}

	/**
	 * The clients a call may be sent with.
	 */
	enum Client {

		CRT, NETTY, OF_THE_APPLICATION

	}

}
