package io.blueprintfaas.azure;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.azure.core.credential.AccessToken;
import com.azure.core.exception.ClientAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AzureTokens}.
 */
@ExtendWith(OutputCaptureExtension.class)
class AzureTokensTests {

	private static final String SCOPE = "api://square/.default";

	private static final StubAnswer SUCCESS = StubAnswer.json(200, "{\"job_id\":7,\"result\":\"\",\"success\":true}");

	private final TestAzure azure = new TestAzure();

	private final StubServer server = StubServer.start();

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicReference<RuntimeException> failure = new AtomicReference<>();

	@BeforeEach
	void giveTokens() {
		this.azure.hosts.put(TestAzure.HOST, this.server.uri());
		this.azure.all("authentication", "entra");
		this.azure.all("scope", SCOPE);
		this.azure.credential = (request) -> {
			if (!request.getScopes().contains(SCOPE)) {
				return Mono.just(token(StubArm.TOKEN));
			}
			return (this.failure.get() != null) ? Mono.error(this.failure.get())
					: Mono.fromSupplier(() -> token("token-" + this.asked.incrementAndGet()));
		};
		this.server.answer(SUCCESS);
	}

	@AfterEach
	void close() {
		this.azure.close();
		this.server.close();
	}

	@Test
	void bringsTokenAndNoKey() {
		FaasExecutor executor = this.azure.executor();
		Flux.range(0, 100).flatMap((number) -> call(executor), 100).blockLast();
		assertThat(this.server.requests()).hasSize(100).allSatisfy((request) -> {
			assertThat(request.header("Authorization")).isEqualTo("Bearer token-1");
			assertThat(request.header("x-functions-key")).isNull();
		});
		assertThat(this.azure.arm.asked()).hasSize(1);
	}

	@Test
	void renewsTokenInGoodTimeWithoutWaiting() {
		FaasExecutor executor = this.azure.executor();
		call(executor).block();
		this.azure.clock.advance(Duration.ofMinutes(56));
		call(executor).block();
		await().untilAtomic(this.asked, (value) -> assertThat(value).isEqualTo(2));
		await().untilAsserted(() -> {
			call(executor).block();
			assertThat(this.server.requests().get(this.server.requests().size() - 1).header("Authorization"))
				.isEqualTo("Bearer token-2");
		});
		assertThat(this.server.requests().get(1).header("Authorization")).isEqualTo("Bearer token-1");
	}

	@Test
	void doesNotUseTokenThatHasExpired() {
		FaasExecutor executor = this.azure.executor();
		call(executor).block();
		this.azure.clock.advance(Duration.ofHours(2));
		call(executor).block();
		assertThat(this.server.requests().get(1).header("Authorization")).isEqualTo("Bearer token-2");
	}

	@Test
	void usesOldTokenWhileNewOneIsNotToBeHad(CapturedOutput output) {
		FaasExecutor executor = this.azure.executor();
		call(executor).block();
		this.azure.clock.advance(Duration.ofMinutes(56));
		this.failure.set(new IllegalStateException("no way to Entra"));
		call(executor).block();
		await().untilAsserted(() -> assertThat(output.getAll()).contains("could not be renewed")
			.contains("no way to Entra")
			.doesNotContain("token-1"));
		this.azure.clock.advance(Duration.ofHours(2));
		assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(() -> call(executor).block())
			.withMessageContaining("a token of Microsoft Entra ID could not be had (no way to Entra)");
	}

	@Test
	void renewsRefusedTokenOnceAndCallsAgain() {
		FaasExecutor executor = this.azure.executor();
		this.server.answer((request) -> "Bearer token-1".equals(request.header("Authorization")) ? StubAnswer.empty(401)
				: SUCCESS);
		call(executor).block();
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void saysThatTokenIsRefused() {
		this.server.answer(StubAnswer.empty(401));
		assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> call(this.azure.executor()).block())
			.withMessageContaining("the token for scope 'api://square/.default' was refused");
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void saysInOneLineThatCredentialsAreRefused() {
		this.failure.set(new ClientAuthenticationException(
				"AADSTS7000215: Invalid client secret provided.\nTrace ID: 1\nTimestamp: 2", null));
		assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> call(this.azure.executor()).block())
			.withMessageStartingWith(
					"the credentials for Azure were refused (AADSTS7000215: Invalid client secret provided.); run 'az login'");
	}

	@Test
	void showsTokenToNobody(CapturedOutput output) {
		call(this.azure.executor()).block();
		assertThat(AzureProof.ofToken("token-1").toString()).doesNotContain("token-1");
		assertThat(output.getAll()).doesNotContain("token-1");
	}

	private AccessToken token(String value) {
		Instant expires = this.azure.clock.instant().plus(Duration.ofHours(1));
		return new AccessToken(value, expires.atOffset(ZoneOffset.UTC));
	}

	private static Mono<FaasResponse> call(FaasExecutor executor) {
		return executor.invoke(new FaasRequest(TestAzure.KEY, new byte[0], UUID.randomUUID(), null, Map.of(), null));
	}

}
