package io.blueprintfaas.gcp;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import com.google.api.core.ApiFuture;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.GetFunctionRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import io.blueprintfaas.provider.CallPreparationException;

/**
 * The address of one function, looked up at the first call and kept. Calls that need it
 * at the same time share one look-up.
 */
final class GcpFunctionUris {

	private final GcpFunction function;

	private final GcpClients clients;

	private final Clock clock;

	private final AtomicReference<@Nullable Mono<Located>> asking = new AtomicReference<>();

	private volatile @Nullable Located located;

	GcpFunctionUris(GcpFunction function, GcpClients clients, Clock clock) {
		this.function = function;
		this.clients = clients;
		this.clock = clock;
		this.located = (function.endpoint() != null) ? new Located(function.endpoint(), null, Instant.MAX) : null;
	}

	// The address, from memory if it was looked up before, or CallPreparationException.
	Mono<Located> find(Duration timeout) {
		Located known = this.located;
		return (known != null) ? Mono.just(known) : lookUp(null).timeout(timeout, Mono.error(() -> late(timeout)));
	}

	// The address after nobody was found at the one seen. Other calls may have asked
	// meanwhile, and more than once a second is no use.
	Mono<Located> findAgain(Located seen, Duration timeout) {
		Located known = this.located;
		boolean recent = seen.lookedUp().isAfter(this.clock.instant().minusSeconds(1));
		return (known != null && (known != seen || recent)) ? Mono.just(known)
				: lookUp(known).timeout(timeout, Mono.error(() -> late(timeout)));
	}

	// What the API says of the function now, or what its client fails with.
	Mono<GcpFunctionState> ask() {
		return this.clients.functions()
			.flatMap((client) -> this.clients.inProject(this.function)
				.flatMap((known) -> get(client, known.resourceName())))
			.map((answer) -> new GcpFunctionState(this.function, answer));
	}

	// Only if nobody else has looked it up since the given one was seen.
	private Mono<Located> lookUp(@Nullable Located seen) {
		Mono<Located> mine = Mono.defer(() -> {
			Located known = this.located;
			return (known != null && known != seen) ? Mono.just(known) : ask().map(this::located);
		})
			.onErrorMap((failure) -> GcpFailures.ofLookUp(failure, this.function))
			.doOnNext((found) -> this.located = found)
			.doOnTerminate(() -> this.asking.set(null))
			.cache();
		Mono<Located> running = this.asking.compareAndExchange(null, mine);
		return (running != null) ? running : mine;
	}

	private CallPreparationException late(Duration timeout) {
		return new CallPreparationException(CallPreparationException.Reason.UNAVAILABLE,
				"Function %s was not called: time was up after %d ms before its address was looked up"
					.formatted(this.function, timeout.toMillis()),
				null);
	}

	private Located located(GcpFunctionState state) {
		return new Located(state.uri(), state.updated(), this.clock.instant());
	}

	private static Mono<Function> get(FunctionServiceClient client, String name) {
		GetFunctionRequest request = GetFunctionRequest.newBuilder().setName(name).build();
		return Mono.create((sink) -> {
			ApiFuture<Function> future = client.getFunctionCallable().futureCall(request);
			sink.onCancel(() -> future.cancel(true));
			future.addListener(() -> complete(future, sink), Runnable::run);
		});
	}

	private static void complete(ApiFuture<Function> future, MonoSink<Function> sink) {
		try {
			sink.success(future.get());
		}
		catch (ExecutionException ex) {
			sink.error((ex.getCause() != null) ? ex.getCause() : ex);
		}
		catch (CancellationException ex) {
			sink.error(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			sink.error(ex);
		}
	}

	/**
	 * An address that was looked up.
	 *
	 * @param uri the address
	 * @param updated when the function was changed last, or {@code null} if it is not
	 * known
	 * @param lookedUp when that was asked
	 */
	record Located(URI uri, @Nullable Instant updated, Instant lookedUp) {

	}

}
