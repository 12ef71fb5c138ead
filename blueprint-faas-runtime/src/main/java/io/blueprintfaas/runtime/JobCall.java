package io.blueprintfaas.runtime;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

/**
 * One call of a handler: decodes, runs, waits, encodes. Whatever is thrown becomes an
 * answer.
 */
final class JobCall implements Callable<CallOutcome> {

	private final FunctionHandler handler;

	private final WireRequest request;

	private final InstanceMetrics instance;

	private final boolean cold;

	private final FunctionCallInterceptor interceptor;

	private @Nullable Duration execution;

	JobCall(FunctionHandler handler, WireRequest request, InstanceMetrics instance, boolean cold,
			FunctionCallInterceptor interceptor) {
		this.handler = handler;
		this.request = request;
		this.instance = instance;
		this.cold = cold;
		this.interceptor = interceptor;
	}

	@Override
	public CallOutcome call() {
		@Nullable Object[] arguments;
		try {
			arguments = this.handler.codec().decodeArguments(this.handler.signature(), this.request.args());
		}
		catch (Throwable ex) {
			return undecodable(ex);
		}
		return run(arguments);
	}

	/**
	 * Answer of this call if its handler does not run, or does not return.
	 * @param error what is wrong, and what to do about it
	 * @param errorType class name, or one of the constants of {@link WireResponse}
	 * @return the answer
	 */
	CallOutcome refused(String error, String errorType) {
		return CallOutcome.of(WireResponse.failure(this.request.jobId(), error, errorType, null, metrics(null)));
	}

	private CallOutcome run(@Nullable Object[] arguments) {
		FunctionCall call = new FunctionCall(this.handler.key(), this.request.invocationId(), this.request.headers(),
				this.cold);
		Object result;
		try {
			result = this.interceptor.around(call, () -> handle(arguments));
		}
		catch (Throwable ex) {
			return Failures.thrown(this.request.jobId(), ex, metrics(this.execution));
		}
		return encode(result);
	}

	private @Nullable Object handle(@Nullable Object[] arguments) throws Throwable {
		long begun = System.nanoTime();
		try {
			return AwaitedResult.of(this.handler.signature().shape(), this.handler.body().invoke(arguments));
		}
		finally {
			this.execution = Duration.ofNanos(System.nanoTime() - begun);
		}
	}

	private CallOutcome encode(@Nullable Object result) {
		try {
			byte[] bytes = this.handler.codec().encodeResult(this.handler.signature(), result);
			return CallOutcome.of(WireResponse.success(this.request.jobId(), bytes, metrics(this.execution)));
		}
		catch (Throwable ex) {
			String what = "The result of job %s cannot be encoded".formatted(this.handler.key());
			return CallOutcome.of(Failures.payload(this.request.jobId(), what, ex, metrics(this.execution)));
		}
	}

	private CallOutcome undecodable(Throwable ex) {
		String what = "The arguments of job %s cannot be decoded".formatted(this.handler.key());
		return CallOutcome.of(Failures.payload(this.request.jobId(), what, ex, metrics(null)));
	}

	private FaasMetrics metrics(@Nullable Duration ran) {
		return this.instance.ofCall(this.cold, ran);
	}

}
