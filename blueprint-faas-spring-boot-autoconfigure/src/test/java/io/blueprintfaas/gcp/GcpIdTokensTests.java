package io.blueprintfaas.gcp;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.testing.http.MockHttpTransport;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.ComputeEngineCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.auth.oauth2.IdToken;
import com.google.auth.oauth2.IdTokenProvider;
import com.google.auth.oauth2.ImpersonatedCredentials;
import com.google.auth.oauth2.UserCredentials;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GcpIdTokens}: what calls carry, with the real credentials of a service
 * account.
 */
@ExtendWith(OutputCaptureExtension.class)
class GcpIdTokensTests {

	private final TestGcp gcp = new TestGcp();

	private StubServer server;

	@BeforeEach
	void startServer() {
		this.server = StubServer.start();
		this.server.answer((request) -> success());
		this.gcp.functions.locate(this.server.uri());
	}

	@AfterEach
	void stopServer() {
		this.server.close();
		this.gcp.close();
	}

	@Test
	void fetchesOneTokenForManyCallsAndAsksForRightAudience() {
		FaasExecutor executor = this.gcp.executor();
		Flux.range(0, 100).flatMap((number) -> executor.invoke(request()), 100).blockLast();
		executor.invoke(request()).block();
		assertThat(this.server.requests()).hasSize(101);
		assertThat(this.gcp.issuer.audiences()).containsExactly(this.server.uri().toString());
		assertThat(this.server.requests()).allMatch(
				(request) -> ("Bearer " + this.gcp.issuer.issued().get(0)).equals(request.header("Authorization")));
	}

	@Test
	void fetchesOneTokenForEachAudience() {
		invoke();
		this.gcp.job("audience", "my-audience");
		invoke();
		assertThat(this.gcp.issuer.audiences()).containsExactly(this.server.uri().toString(), "my-audience");
	}

	@Test
	void renewsTokenBeforeItExpiresWithoutKeepingCallsWaiting() {
		FaasExecutor executor = this.gcp.executor();
		executor.invoke(request()).block();
		this.gcp.clock.advance(Duration.ofMinutes(54));
		executor.invoke(request()).block();
		assertThat(this.gcp.issuer.issued()).hasSize(1);
		this.gcp.clock.advance(Duration.ofMinutes(2));
		Flux.range(0, 20).flatMap((number) -> executor.invoke(request()), 20).blockLast();
		Awaitility.await().untilAsserted(() -> {
			assertThat(this.gcp.issuer.issued()).hasSize(2);
			executor.invoke(request()).block();
			assertThat(last().header("Authorization")).isEqualTo("Bearer " + this.gcp.issuer.issued().get(1));
		});
		this.gcp.clock.advance(Duration.ofMinutes(54));
		executor.invoke(request()).block();
		assertThat(this.gcp.issuer.issued()).hasSize(2);
	}

	@Test
	void doesNotUseExpiredToken() {
		FaasExecutor executor = this.gcp.executor();
		executor.invoke(request()).block();
		this.gcp.clock.advance(Duration.ofMinutes(60));
		Flux.range(0, 20).flatMap((number) -> executor.invoke(request()), 20).blockLast();
		assertThat(this.gcp.issuer.issued()).hasSize(2);
		assertThat(this.server.requests().subList(1, 21)).allMatch(
				(request) -> ("Bearer " + this.gcp.issuer.issued().get(1)).equals(request.header("Authorization")));
	}

	@Test
	void renewsShortLivedTokenInTheLastTenthOfItsLife() {
		this.gcp.issuer.lifetime(Duration.ofMinutes(10));
		FaasExecutor executor = this.gcp.executor();
		executor.invoke(request()).block();
		this.gcp.clock.advance(Duration.ofSeconds(535));
		executor.invoke(request()).block();
		assertThat(this.gcp.issuer.issued()).hasSize(1);
		this.gcp.clock.advance(Duration.ofSeconds(10));
		executor.invoke(request()).block();
		Awaitility.await().untilAsserted(() -> assertThat(this.gcp.issuer.issued()).hasSize(2));
	}

	@Test
	void usesTokenToItsEndWhenItCannotBeRenewed(CapturedOutput output) {
		FaasExecutor executor = this.gcp.executor();
		executor.invoke(request()).block();
		this.gcp.issuer.server().answer(StubAnswer.json(503, "{}"));
		this.gcp.clock.advance(Duration.ofMinutes(56));
		executor.invoke(request()).block();
		executor.invoke(request()).block();
		Awaitility.await().untilAsserted(() -> assertThat(output).contains("could not be renewed, and is used until"));
		this.gcp.clock.advance(Duration.ofMinutes(4));
		assertThat(failure(FaasUnavailableException.class, executor).isRetryable()).isTrue();
		this.gcp.issuer.issue();
		executor.invoke(request()).block();
	}

	@Test
	void renewsRefusedTokenOnceForAllCallsAndSendsThemOnceMore() {
		FaasExecutor executor = this.gcp.executor();
		executor.invoke(request()).block();
		String first = "Bearer " + this.gcp.issuer.issued().get(0);
		this.server
			.answer((request) -> first.equals(request.header("Authorization")) ? StubAnswer.empty(401) : success());
		Flux.range(0, 50).flatMap((number) -> executor.invoke(request()), 50).blockLast();
		assertThat(this.gcp.issuer.issued()).hasSize(2);
		assertThat(this.server.requests()).hasSizeBetween(52, 101);
	}

	@Test
	void sendsRefusedCallNoMoreThanTwice() {
		this.server.answer(StubAnswer.empty(401));
		assertThat(failure(FaasAccessDeniedException.class, this.gcp.executor()))
			.hasMessageContaining("the identity token for audience '%s' was refused".formatted(this.server.uri()));
		assertThat(this.server.requests()).hasSize(2);
		assertThat(this.gcp.issuer.issued()).hasSize(2);
	}

	@Test
	void doesNotRenewTokenThatLacksARight() {
		this.server.answer(StubAnswer.empty(403));
		failure(FaasAccessDeniedException.class, this.gcp.executor());
		assertThat(this.server.requests()).hasSize(1);
		assertThat(this.gcp.issuer.issued()).hasSize(1);
	}

	@Test
	void keepsTokensOutOfLogsAndMessages(CapturedOutput output) {
		LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
		logging.setLogLevel("ROOT", LogLevel.TRACE);
		try {
			FaasExecutor executor = this.gcp.executor();
			executor.invoke(request()).block();
			this.server.answer(StubAnswer.empty(401));
			FaasException refused = failure(FaasException.class, executor);
			this.gcp.clock.advance(Duration.ofMinutes(56));
			executor.invoke(request()).onErrorComplete().block();
			this.gcp.issuer.server().answer(StubAnswer.json(400, "{\"error\":\"invalid_grant\"}"));
			this.gcp.clock.advance(Duration.ofHours(1));
			FaasException denied = failure(FaasException.class, executor);
			assertThat(this.gcp.issuer.issued()).isNotEmpty();
			for (String token : this.gcp.issuer.issued()) {
				String signature = token.substring(token.lastIndexOf('.'));
				String payload = token.split("\\.")[1];
				assertThat(output.getAll() + messages(refused) + messages(denied)).contains("TRACE")
					.doesNotContain(payload)
					.doesNotContain(signature);
			}
		}
		finally {
			logging.setLogLevel("ROOT", LogLevel.INFO);
		}
	}

	@Test
	void tokenIsNotInItsText() throws IOException {
		invoke();
		String value = this.gcp.issuer.issued().get(0);
		GcpIdToken token = GcpIdToken.of(IdToken.create(value), this.gcp.clock.instant());
		assertThat(token.toString()).contains("renewAt").doesNotContain(value);
		assertThat(token.usableUntil()).isBefore(this.gcp.clock.instant().plus(Duration.ofHours(1)))
			.isAfter(token.renewAt());
	}

	@Test
	void saysWhyTokenWasRefused() {
		this.gcp.issuer.server().answer(StubAnswer.json(400, "{\"error\":\"invalid_grant\"}"));
		assertThat(failure(FaasAccessDeniedException.class, this.gcp.executor())).hasMessageContaining("invalid_grant")
			.hasMessageContaining("an identity token for audience '%s' was refused".formatted(this.server.uri()));
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void saysUnavailableWhenIssuerIsNotReached() {
		this.gcp.credentials = () -> new Failing(new IOException("Error getting id token", new ConnectException("no")));
		assertThat(failure(FaasUnavailableException.class, this.gcp.executor()).isRetryable()).isTrue();
		this.gcp.issuer.server().answer(StubAnswer.empty(503));
		this.gcp.credentials = this.gcp.issuer::credentials;
		failure(FaasUnavailableException.class, this.gcp.executor());
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void fetchesOffTheEventLoop() {
		AtomicInteger blocking = new AtomicInteger();
		this.gcp.credentials = () -> {
			assertThat(Schedulers.isInNonBlockingThread()).isFalse();
			blocking.incrementAndGet();
			return this.gcp.issuer.credentials();
		};
		this.gcp.executor().invoke(request()).subscribeOn(Schedulers.parallel()).block();
		assertThat(blocking).hasPositiveValue();
	}

	@Test
	void namesFixForCredentialsThatCannotMakeTokens() {
		this.gcp.credentials = () -> GoogleCredentials.create(new AccessToken("secret", new Date(Long.MAX_VALUE)));
		assertThat(failure(FaasAccessDeniedException.class, this.gcp.executor()))
			.hasMessageContaining("credentials of type GoogleCredentials cannot make identity tokens")
			.hasMessageContaining("--impersonate-service-account")
			.hasMessageNotContaining("secret");
	}

	@Test
	void warnsOnceOfCredentialsOfAUser(CapturedOutput output) {
		this.gcp.credentials = () -> UserCredentials.newBuilder()
			.setClientId("id")
			.setClientSecret("client-secret")
			.setRefreshToken("refresh-token")
			.setTokenServerUri(this.gcp.issuer.server().uri())
			.build();
		this.gcp.issuer.server().answer(StubAnswer.json(200, """
				{"access_token":"a","expires_in":3600,"id_token":"%s"}""".formatted(userToken())));
		FaasExecutor executor = this.gcp.executor();
		executor.invoke(request()).block();
		this.gcp.clock.advance(Duration.ofHours(2));
		executor.invoke(request()).block();
		assertThat(output.getAll().split("are those of a user", -1)).hasSize(2);
		assertThat(last().header("Authorization")).isEqualTo("Bearer " + userToken());
		assertThat(output).doesNotContain("refresh-token").doesNotContain("client-secret");
	}

	@Test
	void asksMetadataServerOnGoogleCompute() {
		List<String> asked = new CopyOnWriteArrayList<>();
		this.gcp.credentials = () -> ComputeEngineCredentials.newBuilder()
			.setHttpTransportFactory(() -> transport(asked, userToken()))
			.build();
		invoke();
		assertThat(asked).hasSize(1);
		assertThat(asked.get(0)).contains("/instance/service-accounts/default/identity")
			.endsWith("audience=" + this.server.uri());
		assertThat(last().header("Authorization")).isEqualTo("Bearer " + userToken());
	}

	@Test
	void asksForTokenOfImpersonatedAccount() {
		List<String> asked = new CopyOnWriteArrayList<>();
		GoogleCredentials source = GoogleCredentials.create(new AccessToken("source", new Date(Long.MAX_VALUE)));
		this.gcp.credentials = () -> ImpersonatedCredentials.create(source, "caller@my-project.iam.gserviceaccount.com",
				null, List.of("https://www.googleapis.com/auth/cloud-platform"), 300,
				() -> transport(asked, "{\"token\":\"%s\"}".formatted(userToken())));
		invoke();
		assertThat(asked).hasSize(1);
		assertThat(asked.get(0)).contains("caller@my-project.iam.gserviceaccount.com:generateIdToken")
			.contains("\"audience\":\"%s\"".formatted(this.server.uri()))
			.contains("\"includeEmail\":true");
		assertThat(last().header("Authorization")).isEqualTo("Bearer " + userToken());
	}

	@Test
	void namesFixForMissingCredentials() {
		this.gcp.credentials = () -> null;
		assertThat(failure(FaasAccessDeniedException.class, this.gcp.executor()))
			.hasMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
	}

	private static HttpTransport transport(List<String> asked, String answer) {
		return new MockHttpTransport() {

			@Override
			public LowLevelHttpRequest buildRequest(String method, String url) {
				return new MockLowLevelHttpRequest(url) {

					@Override
					public LowLevelHttpResponse execute() throws IOException {
						asked.add(URLDecoder.decode(url, StandardCharsets.UTF_8) + getContentAsString());
						return new MockLowLevelHttpResponse().setContentType("application/json").setContent(answer);
					}

				};
			}

		};
	}

	private static String userToken() {
		return "eyJhbGciOiJSUzI1NiJ9.eyJhdWQiOiJ1c2VyIiwiZXhwIjo0MTAyNDQ0ODAwfQ.c2ln";
	}

	private void invoke() {
		this.gcp.executor().invoke(request()).block();
	}

	private StubRequest last() {
		return this.server.requests().get(this.server.requests().size() - 1);
	}

	private static <T extends FaasException> T failure(Class<T> type, FaasExecutor executor) {
		return assertThatExceptionOfType(type).isThrownBy(() -> executor.invoke(request()).block()).actual();
	}

	private static String messages(Throwable failure) {
		StringBuilder text = new StringBuilder();
		for (Throwable each = failure; each != null; each = each.getCause()) {
			text.append(each).append('\n');
		}
		return text.toString();
	}

	private static StubAnswer success() {
		return new StubAnswer(200, Map.of("Content-Type", "application/json"),
				WireFormat.writeResponse(WireResponse.success(7, new byte[0], FaasMetrics.NONE), WireVersion.V1_1));
	}

	private static FaasRequest request() {
		return new FaasRequest(TestGcp.KEY, new byte[0], UUID.randomUUID(), null, Map.of(), null);
	}

	private static final class Failing extends GoogleCredentials implements IdTokenProvider {

		private final IOException failure;

		Failing(IOException failure) {
			super(GoogleCredentials.newBuilder());
			this.failure = failure;
		}

		@Override
		public IdToken idTokenWithAudience(String audience, List<Option> options) throws IOException {
			throw this.failure;
		}

	}

}
