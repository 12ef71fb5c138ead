package io.blueprintfaas.invocation;

import java.util.Objects;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.aop.ProxyMethodInvocation;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;

/**
 * Stands around every handler: sends the call to the job's executor if the registry has
 * one, and lets the method run otherwise.
 */
public final class FaasJobAspect implements MethodInterceptor {

	private final SingletonSupplier<FaasRegistry> registry;

	private final SingletonSupplier<FaasJobHandlers> handlers;

	private final SingletonSupplier<FaasCalls> calls;

	/**
	 * An aspect that asks for its collaborators at the first call, as it is made before
	 * all other beans.
	 * @param registry answers which executor runs a job
	 * @param handlers knows the annotated methods
	 * @param calls makes delegated calls
	 */
	public FaasJobAspect(Supplier<FaasRegistry> registry, Supplier<FaasJobHandlers> handlers,
			Supplier<FaasCalls> calls) {
		this.registry = SingletonSupplier.of(registry);
		this.handlers = SingletonSupplier.of(handlers);
		this.calls = SingletonSupplier.of(calls);
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		FaasJobHandler handler = this.handlers.obtain().get(invocation.getMethod(), targetClass(invocation));
		FaasExecutor executor = this.registry.obtain().get(handler.key().name());
		if (executor == null || handler.consumeLocalCall()) {
			return invocation.proceed();
		}
		CallableJob job = CallableJob.of(handler);
		FaasCalls calls = this.calls.obtain();
		if (calls.route(job).isRemote()) {
			return send(calls, job, executor, invocation);
		}
		// What is only assembled may never be subscribed to, so it has no place before it
		// is
		MethodInvocation later = ((ProxyMethodInvocation) invocation).invocableClone();
		return switch (job.signature().shape()) {
			case MONO -> Mono.defer(() -> (Mono<?>) route(calls, job, executor, later));
			case FLUX -> Flux.defer(() -> (Publisher<?>) route(calls, job, executor, later));
			case FUTURE, VALUE -> stayOrSend(calls, job, executor, later);
		};
	}

	private static Object route(FaasCalls calls, CallableJob job, FaasExecutor executor, MethodInvocation invocation) {
		try {
			return Objects.requireNonNull(stayOrSend(calls, job, executor, invocation));
		}
		catch (Throwable ex) {
			throw Exceptions.propagate(ex);
		}
	}

	private static @Nullable Object stayOrSend(FaasCalls calls, CallableJob job, FaasExecutor executor,
			MethodInvocation invocation) throws Throwable {
		LocalRun run = calls.stay(job);
		return (run != null) ? run.invoke(((ProxyMethodInvocation) invocation).invocableClone()::proceed)
				: send(calls, job, executor, invocation);
	}

	private static @Nullable Object send(FaasCalls calls, CallableJob job, FaasExecutor executor,
			MethodInvocation invocation) throws Throwable {
		MethodInvocation later = ((ProxyMethodInvocation) invocation).invocableClone();
		Mono<FaasResult<Object>> local = FaasCalls.locally(later::proceed, job);
		Mono<FaasResult<Object>> result = calls.remotely(job, executor, invocation.getArguments(), local);
		return ResultAdapter.handOver(result, job, executor.provider());
	}

	private static Class<?> targetClass(MethodInvocation invocation) {
		Object target = invocation.getThis();
		return (target != null) ? target.getClass() : invocation.getMethod().getDeclaringClass();
	}

}
