package io.blueprintfaas.test;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasJobHandlers;

/**
 * Logs what is sent, and has befall it what the test says.
 */
final class ScriptedFaasExecutor implements FaasExecutor {

	private final FaasExecutor function;

	private final FaasFaults faults;

	private final FaasCallLog log;

	private final ObjectProvider<FaasJobHandlers> handlers;

	ScriptedFaasExecutor(FaasExecutor function, FaasFaults faults, FaasCallLog log,
			ObjectProvider<FaasJobHandlers> handlers) {
		this.function = function;
		this.faults = faults;
		this.log = log;
		this.handlers = handlers;
	}

	@Override
	public Mono<FaasResponse> invoke(FaasRequest request) {
		return Mono.defer(() -> {
			this.log.sent(new SentCall(request.job(), provider(), request.invocationId(), request.payload(),
					arguments(request), request.headers()));
			Mono<FaasResponse> run = this.function.invoke(request)
				.doOnSubscribe((subscription) -> this.log.executed(request));
			Fault fault = this.faults.of(request.job().name()).take(provider());
			return fault.apply(FaasCall.of(request, provider()), run);
		});
	}

	private List<@Nullable Object> arguments(FaasRequest request) {
		FaasJobHandler handler = this.handlers.getObject().get(request.job().name());
		return (handler != null)
				? Arrays.asList(handler.codec().decodeArguments(handler.signature(), request.payload())) : List.of();
	}

	@Override
	public Mono<FaasStatus> status() {
		return this.function.status();
	}

	@Override
	public String provider() {
		return this.function.provider();
	}

}
