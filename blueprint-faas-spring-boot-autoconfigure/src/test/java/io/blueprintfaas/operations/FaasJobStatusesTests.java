package io.blueprintfaas.operations;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.JobKey;

import static org.assertj.core.api.Assertions.assertThat;

class FaasJobStatusesTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final FaasRegistry registry = new FaasRegistry();

	private final AtomicInteger requests = new AtomicInteger();

	@Test
	void asksOnceWhileTheAnswerIsGood() {
		register(Mono.just(FaasStatus.available()));
		FaasJobStatuses statuses = new FaasJobStatuses(this.registry, LONG, LONG);
		for (int i = 0; i < 5; i++) {
			assertThat(statuses.status("job").block()).isEqualTo(FaasStatus.available());
		}
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void sharesOneRequestAmongThoseWhoAskAtOnce() {
		Sinks.One<FaasStatus> answer = Sinks.one();
		register(answer.asMono());
		FaasJobStatuses statuses = new FaasJobStatuses(this.registry, LONG, LONG);
		Mono<List<FaasStatus>> all = Flux.range(0, 20).flatMap((i) -> statuses.status("job"), 20).collectList().cache();
		all.subscribe();
		answer.tryEmitValue(FaasStatus.unavailable("down"));
		assertThat(all.block()).hasSize(20).containsOnly(FaasStatus.unavailable("down"));
		assertThat(this.requests).hasValue(1);
	}

	@Test
	void asksAgainWhenTheAnswerIsOld() {
		register(Mono.just(FaasStatus.available()));
		FaasJobStatuses statuses = new FaasJobStatuses(this.registry, LONG, Duration.ofMillis(20));
		statuses.status("job").block();
		Awaitility.await().untilAsserted(() -> {
			statuses.status("job").block();
			assertThat(this.requests).hasValueGreaterThan(1);
		});
	}

	@Test
	void asksEachTimeWithoutCache() {
		register(Mono.just(FaasStatus.available()));
		FaasJobStatuses statuses = new FaasJobStatuses(this.registry, LONG, Duration.ZERO);
		statuses.status("job").block();
		statuses.status("job").block();
		assertThat(this.requests).hasValue(2);
	}

	@Test
	void asksTheExecutorThatTookThePlaceOfAnother() {
		register(Mono.just(FaasStatus.available()));
		FaasJobStatuses statuses = new FaasJobStatuses(this.registry, LONG, LONG);
		statuses.status("job").block();
		register(Mono.just(FaasStatus.notDeployed("gone")));
		assertThat(statuses.status("job").block().state()).isEqualTo(FaasStatus.State.NOT_DEPLOYED);
	}

	@Test
	void isUnknownWhenNoAnswerComes() {
		register(Mono.never());
		FaasJobStatuses statuses = new FaasJobStatuses(this.registry, Duration.ofMillis(20), LONG);
		assertThat(statuses.status("job").block())
			.isEqualTo(FaasStatus.unknown("Provider 'stub' did not answer within PT0.02S"));
	}

	@Test
	void isUnknownWhenAskingFails() {
		register(Mono.error(new IllegalStateException("broken")));
		assertThat(new FaasJobStatuses(this.registry, LONG, LONG).status("job").block())
			.isEqualTo(FaasStatus.unknown("broken"));
	}

	@Test
	void isEmptyForJobWithoutProvider() {
		assertThat(new FaasJobStatuses(this.registry, LONG, LONG).status("job").blockOptional()).isEmpty();
	}

	private void register(Mono<FaasStatus> status) {
		this.registry.register(new JobKey(1, "job"), new FaasExecutor() {

			@Override
			public Mono<FaasResponse> invoke(FaasRequest request) {
				throw new AssertionError("The function must not be run");
			}

			@Override
			public Mono<FaasStatus> status() {
				FaasJobStatusesTests.this.requests.incrementAndGet();
				return status;
			}

			@Override
			public String provider() {
				return "stub";
			}

		});
	}

}
