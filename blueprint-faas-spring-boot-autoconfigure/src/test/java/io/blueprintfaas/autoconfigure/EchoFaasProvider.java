package io.blueprintfaas.autoconfigure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import org.reactivestreams.Publisher;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * A provider whose function is the application's own handler, reached through the codec
 * as a real one would be. Records what was sent and fails as told.
 */
class EchoFaasProvider implements FaasProvider {

	final List<FaasRequest> requests = Collections.synchronizedList(new ArrayList<>());

	final Deque<Function<FaasCall, RuntimeException>> failures = new ArrayDeque<>();

	private final ObjectProvider<FaasJobHandlers> handlers;

	EchoFaasProvider(ObjectProvider<FaasJobHandlers> handlers) {
		this.handlers = handlers;
	}

	@Override
	public String name() {
		return "echo";
	}

	@Override
	public Set<String> jobKeys() {
		return Set.of("echo-only");
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		return new EchoExecutor();
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		return new EchoLifecycle(job);
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		throw new IllegalStateException("Nothing is packaged for this provider");
	}

	private final class EchoExecutor implements FaasExecutor {

		@Override
		public Mono<FaasResponse> invoke(FaasRequest request) {
			return Mono.defer(() -> {
				EchoFaasProvider.this.requests.add(request);
				FaasCall call = FaasCall.of(request, provider());
				Function<FaasCall, RuntimeException> failure = EchoFaasProvider.this.failures.poll();
				return (failure != null) ? Mono.error(failure.apply(call)) : run(request, call);
			}).subscribeOn(Schedulers.boundedElastic());
		}

		private Mono<FaasResponse> run(FaasRequest request, FaasCall call) {
			FaasJobHandler handler = EchoFaasProvider.this.handlers.getObject().get(request.job().name());
			if (handler == null) {
				return Mono.just(new FaasResponse(request.payload(), FaasMetrics.NONE));
			}
			try {
				Object[] arguments = handler.codec().decodeArguments(handler.signature(), request.payload());
				Object returned = handler.invokeLocally(arguments);
				Mono<?> awaited = switch (handler.signature().shape()) {
					case MONO -> (Mono<?>) returned;
					case FLUX -> Flux.from((Publisher<?>) returned).collectList();
					case FUTURE -> Mono.fromCompletionStage((CompletionStage<?>) returned);
					case VALUE -> Mono.justOrEmpty(returned);
				};
				return awaited.map((value) -> handler.codec().encodeResult(handler.signature(), value))
					.switchIfEmpty(Mono.fromCallable(() -> handler.codec().encodeResult(handler.signature(), null)))
					.map((payload) -> new FaasResponse(payload, FaasMetrics.NONE));
			}
			catch (Throwable ex) {
				return Mono.error(new FaasFunctionException(ex.getClass().getName(), ex.getMessage(), null, call));
			}
		}

		@Override
		public Mono<FaasStatus> status() {
			return Mono.just(FaasStatus.available());
		}

		@Override
		public String provider() {
			return "echo";
		}

	}

	private record EchoLifecycle(FaasJobDefinition job) implements FaasLifecycle {

		@Override
		public Mono<FaasDeployment> deploy(FunctionPackage functionPackage, FunctionSettings settings,
				FaasProgress progress) {
			return deployment();
		}

		@Override
		public Mono<FaasDeployment> deployment() {
			return Mono.just(new FaasDeployment(this.job.key(), "echo", "echo", "there", false, null, null, null, null,
					null, null, null));
		}

		@Override
		public Mono<Integer> warm() {
			return Mono.just(1);
		}

		@Override
		public Mono<Boolean> undeploy() {
			return Mono.just(true);
		}

	}

}
