package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AzureKeys}, with functions that change their keys.
 */
@ExtendWith(OutputCaptureExtension.class)
class AzureKeysTests {

	private static final String SUCCESS = "{\"job_id\":7,\"result\":\"\",\"success\":true}";

	private final TestAzure azure = new TestAzure();

	private final StubServer server = StubServer.start();

	private final AtomicInteger asked = new AtomicInteger();

	private volatile String key = "key-1";

	@BeforeEach
	void takeTheRightKey() {
		this.azure.hosts.put(TestAzure.HOST, this.server.uri());
		this.azure.arm.keys = () -> {
			this.asked.incrementAndGet();
			return Mono.just(StubArm.keys(this.key));
		};
		this.server.answer(this::answer);
	}

	@AfterEach
	void close() {
		this.azure.close();
		this.server.close();
	}

	@Test
	void asksOnceForManyFirstCalls() {
		Sinks.One<StubAnswer> later = Sinks.one();
		CountDownLatch asking = new CountDownLatch(1);
		this.azure.arm.keys = () -> {
			this.asked.incrementAndGet();
			asking.countDown();
			return later.asMono();
		};
		FaasExecutor executor = this.azure.executor();
		Mono<Long> calls = Flux.range(0, 1000).flatMap((number) -> call(executor), 1000).count().cache();
		calls.subscribe();
		await(asking);
		later.tryEmitValue(StubArm.keys("key-1"));
		assertThat(calls.block()).isEqualTo(1000);
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void losesNoCallWhenKeyChanges() {
		FaasExecutor executor = this.azure.executor();
		call(executor).block();
		this.key = "key-2";
		call(executor).block();
		assertThat(this.server.requests()).extracting((request) -> request.header("x-functions-key"))
			.containsExactly("key-1", "key-1", "key-2");
		assertThat(this.asked).hasValue(2);
	}

	@Test
	void asksOnceWhenManyCallsAreRefusedAtATime() {
		FaasExecutor executor = this.azure.executor();
		call(executor).block();
		int calls = 100;
		CountDownLatch arrived = new CountDownLatch(calls);
		Sinks.Empty<Void> rotated = Sinks.empty();
		this.server.answerLater((request) -> {
			if ("key-1".equals(request.header("x-functions-key"))) {
				arrived.countDown();
				return rotated.asMono().then(Mono.fromSupplier(() -> answer(request)));
			}
			return Mono.fromSupplier(() -> answer(request));
		});
		Mono<Long> all = Flux.range(0, calls).flatMap((number) -> call(executor), calls).count().cache();
		all.subscribe();
		await(arrived);
		this.key = "key-2";
		rotated.tryEmitEmpty();
		assertThat(all.block()).isEqualTo(calls);
		assertThat(this.asked).hasValue(2);
		assertThat(this.server.requests()).hasSize(1 + 2 * calls);
	}

	// No call is on its way during more than one change.
	@Test
	void losesNoCallUnderLoadWhileKeyChangesAgainAndAgain() {
		FaasExecutor executor = this.azure.executor();
		for (int round = 1; round <= 4; round++) {
			String next = "key-of-round-" + round;
			AtomicInteger accepted = new AtomicInteger();
			this.server.answer((request) -> {
				StubAnswer answer = answer(request);
				if (answer.status() == 200 && accepted.incrementAndGet() == 500) {
					this.key = next;
				}
				return answer;
			});
			assertThat(Flux.range(0, 1000).flatMap((number) -> call(executor), 50).count().block()).isEqualTo(1000);
			assertThat(this.asked).hasValue(1 + round);
		}
	}

	@Test
	void saysThatKeyIsRefusedAndDoesNotAskWithEveryCall() {
		FaasExecutor executor = this.azure.executor();
		this.server.answer(StubAnswer.empty(401));
		for (int i = 0; i < 20; i++) {
			assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> call(executor).block())
				.withMessageContaining("the key that Azure gives for function 'blueprint_job_7'")
				.withMessageContaining("set 'authentication' to 'entra'");
		}
		assertThat(this.asked).hasValue(2);
		this.azure.clock.advance(Duration.ofSeconds(2));
		this.server.answer(this::answer);
		this.key = "key-2";
		call(executor).block();
		assertThat(this.asked).hasValue(3);
	}

	@Test
	void doesNotAskForAnotherKeyThanTheConfiguredOne() {
		this.azure.all("function-key", "key-of-mine");
		assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> call(this.azure.executor()).block())
			.withMessageContaining("the key from 'blueprint.faas.azure.function-key' was refused")
			.matches((failure) -> !failure.toString().contains("key-of-mine"));
		assertThat(this.asked).hasValue(0);
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void prefersKeyOfTheJob() {
		this.azure.all("function-key", "key-of-all");
		this.azure.job("function-key", "key-1");
		call(this.azure.executor()).block();
		this.azure.job("function-key", "wrong");
		assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> call(this.azure.executor()).block())
			.withMessageContaining("'blueprint.faas.jobs.square.function-key'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"default\":\"key-1\"}", "{\"id\":\"/x\",\"properties\":{\"default\":\"key-1\"}}",
			"{\"b\":\"key-2\",\"a\":\"key-1\",\"type\":\"x\"}", "{\"a\":\"key-2\",\"default\":\"key-1\"}" })
	void readsKeysInEveryForm(String body) {
		this.azure.arm.keys = () -> Mono.just(StubAnswer.json(200, body));
		call(this.azure.executor()).block();
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "", "[]", "garbage", "{\"properties\":{}}", "{\"default\":\"\"}" })
	void saysThatThereIsNoKey(String body) {
		this.azure.arm.keys = () -> Mono.just(StubAnswer.json(200, body));
		assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> call(this.azure.executor()).block())
			.withMessageContaining("Azure gives no key of function 'blueprint_job_7'");
	}

	@Test
	void showsKeyToNobody(CapturedOutput output) {
		this.key = "key-secret";
		FaasExecutor executor = this.azure.executor();
		call(executor).block();
		this.server.answer(StubAnswer.empty(401));
		FaasException refused = assertThatExceptionOfType(FaasException.class).isThrownBy(() -> call(executor).block())
			.actual();
		this.azure.job("function-key", "key-secret");
		AzureFunction function = this.azure.azureFunction();
		assertThat(List.of(refused.toString(), function.toString(), String.valueOf(function.key()),
				this.azure.properties().toString(), AzureProof.ofKey("key-secret").toString(),
				AzureProofs.constant(AzureProof.ofKey("key-secret")).toString()))
			.allSatisfy((text) -> assertThat(text).doesNotContain("key-secret"));
		assertThat(output.getAll()).doesNotContain("key-secret");
		assertThat(this.server.requests()).allSatisfy((request) -> assertThat(request.path()).doesNotContain("key"));
	}

	private StubAnswer answer(StubRequest request) {
		return this.key.equals(request.header("x-functions-key")) ? StubAnswer.json(200, SUCCESS)
				: StubAnswer.empty(401);
	}

	private static Mono<FaasResponse> call(FaasExecutor executor) {
		return executor.invoke(new FaasRequest(TestAzure.KEY, new byte[0], UUID.randomUUID(), null, Map.of(), null));
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
