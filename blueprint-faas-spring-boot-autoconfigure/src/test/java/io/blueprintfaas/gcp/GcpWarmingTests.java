package io.blueprintfaas.gcp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Warming functions.
 */
class GcpWarmingTests extends GcpLifecycleTests {

	@Test
	void sendsOneRequestThatRunsNoHandler() {
		CopyOnWriteArrayList<WireRequest> requests = new CopyOnWriteArrayList<>();
		assertThat(warm(GcpJobs.job(), (payload) -> {
			requests.add(WireFormat.readRequest(payload));
			return Mono.just(answer(false));
		})).isEqualTo(1);
		assertThat(requests).singleElement()
			.satisfies((request) -> assertThat(request.warm()).isTrue())
			.satisfies((request) -> assertThat(request.jobId()).isEqualTo(7));
	}

	@Test
	void sendsAsManyAtOnceAsAreToBeWarm() {
		AtomicInteger waiting = new AtomicInteger();
		Sinks.Empty<Void> all = Sinks.empty();
		assertThat(warm(GcpJobs.job().concurrency(null, 5), (payload) -> {
			if (waiting.incrementAndGet() == 5) {
				all.tryEmitEmpty();
			}
			return all.asMono().thenReturn(answer(true));
		})).isEqualTo(5);
	}

	@Test
	void doesNotGuessHowManyInstancesAnswered() {
		AtomicInteger number = new AtomicInteger();
		assertThat(warm(GcpJobs.job().concurrency(null, 3),
				(payload) -> Mono.fromSupplier(() -> answer(number.incrementAndGet() == 1))))
			.isNull();
	}

	@Test
	void failsAsCallsDo() {
		FaasNotDeployedException missing = new FaasNotDeployedException("There is no such function",
				new FaasCall(GcpJobs.job().definition().key(), "gcp", null), null);
		assertThatExceptionOfType(FaasNotDeployedException.class)
			.isThrownBy(() -> warm(GcpJobs.job(), (payload) -> Mono.error(missing)))
			.isSameAs(missing);
	}

	@Test
	void sendsNothingToFunctionsOfTheFirstVersion() {
		AtomicInteger requests = new AtomicInteger();
		assertThat(warm(GcpJobs.job().wire(WireVersion.V1_0), (payload) -> {
			requests.incrementAndGet();
			return Mono.just(answer(true));
		})).isNull();
		assertThat(requests).hasValue(0);
	}

	private @Nullable Integer warm(GcpJobs job, Function<byte[], Mono<WireResponse>> caller) {
		return new GcpFaasLifecycle(job.definition(), job.properties(), clients(), caller, PACE).warm()
			.block(Duration.ofSeconds(10));
	}

	private static WireResponse answer(boolean cold) {
		return WireFormat.readResponse("""
				{"job_id":7,"result":"","success":true,"metrics":{"cold_start":%s}}""".formatted(cold)
			.getBytes(StandardCharsets.UTF_8));
	}

}
