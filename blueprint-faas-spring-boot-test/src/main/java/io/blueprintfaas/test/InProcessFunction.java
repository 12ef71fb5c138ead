package io.blueprintfaas.test;

import java.util.List;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.WireFailures;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.OutgoingCall;
import io.blueprintfaas.runtime.FunctionHandler;
import io.blueprintfaas.runtime.FunctionRuntime;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;

/**
 * The function of the application in its own process: what it is sent and what it answers
 * is written in the wire format all the same.
 */
final class InProcessFunction implements DisposableBean {

	private final SingletonSupplier<FunctionRuntime> runtime;

	InProcessFunction(ObjectProvider<FaasJobHandlers> handlers) {
		this.runtime = SingletonSupplier.of(() -> runtime(handlers.getObject().all()));
	}

	FaasExecutor executor(FaasJobDefinition job) {
		return new FaasExecutor() {

			@Override
			public Mono<FaasResponse> invoke(FaasRequest request) {
				return Mono.fromCallable(() -> answer(new OutgoingCall(job, request)))
					.subscribeOn(Schedulers.boundedElastic());
			}

			@Override
			public Mono<FaasStatus> status() {
				return Mono.just(FaasStatus.available());
			}

			@Override
			public String provider() {
				return job.provider();
			}

		};
	}

	private FaasResponse answer(OutgoingCall call) {
		WireResponse response = WireFormat.readResponse(this.runtime.obtain().handle(call.body()));
		if (!response.success()) {
			throw WireFailures.of(response, call.call());
		}
		return new FaasResponse(response.result(), response.metrics());
	}

	private static FunctionRuntime runtime(List<FaasJobHandler> handlers) {
		return new FunctionRuntime(handlers.stream()
			.map((handler) -> new FunctionHandler(handler.key(), handler.signature(), handler.codec(),
					handler::invokeLocally))
			.toList());
	}

	@Override
	public void destroy() {
		this.runtime.obtain().close();
	}

}
