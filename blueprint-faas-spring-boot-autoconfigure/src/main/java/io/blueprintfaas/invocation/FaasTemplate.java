package io.blueprintfaas.invocation;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.Assert;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.PayloadCodec;
import io.blueprintfaas.codec.ResultShape;

/**
 * Calls jobs by name, with what was measured beside the result. A job without a provider
 * runs here, on a thread that may block.
 *
 * <pre class="code">
 * Flux&lt;FaasOutcome&lt;Tile, byte[]&gt;&gt; outcomes = template.map("fractal", byte[].class, tiles, 8);
 * </pre>
 */
public final class FaasTemplate {

	private final FaasRegistry registry;

	private final FaasJobHandlers handlers;

	private final FaasCalls calls;

	private final Function<String, @Nullable JobKey> externalJobs;

	private final BiFunction<String, JobSignature, PayloadCodec> codecs;

	private final boolean local;

	/**
	 * A template over the given registry.
	 * @param registry answers which executor runs a job
	 * @param handlers the handlers of the application
	 * @param calls makes delegated calls
	 * @param externalJobs finds the key of a job without a handler by its name, or
	 * {@code null}
	 * @param codecs chooses the codec of a job without a handler by its name and
	 * signature
	 */
	public FaasTemplate(FaasRegistry registry, FaasJobHandlers handlers, FaasCalls calls,
			Function<String, @Nullable JobKey> externalJobs, BiFunction<String, JobSignature, PayloadCodec> codecs) {
		this(registry, handlers, calls, externalJobs, codecs, false);
	}

	private FaasTemplate(FaasRegistry registry, FaasJobHandlers handlers, FaasCalls calls,
			Function<String, @Nullable JobKey> externalJobs, BiFunction<String, JobSignature, PayloadCodec> codecs,
			boolean local) {
		this.registry = registry;
		this.handlers = handlers;
		this.calls = calls;
		this.externalJobs = externalJobs;
		this.codecs = codecs;
		this.local = local;
	}

	/**
	 * The same template, running every job here, whatever its provider.
	 * @return a template
	 */
	public FaasTemplate locally() {
		return new FaasTemplate(this.registry, this.handlers, this.calls, this.externalJobs, this.codecs, true);
	}

	/**
	 * Calls a job.
	 * @param job name of the job
	 * @param resultType type of the result when awaited
	 * @param arguments the arguments, as many as the handler has parameters
	 * @param <T> type of the result
	 * @return the result, or an error: a {@link io.blueprintfaas.FaasException} or what
	 * the handler threw
	 * @throws IllegalArgumentException if there is no such job
	 */
	public <T> Mono<FaasResult<T>> invoke(String job, Class<T> resultType, @Nullable Object... arguments) {
		return invoke(job, (Type) resultType, arguments);
	}

	/**
	 * Calls a job whose result has a generic type.
	 * @param job name of the job
	 * @param resultType type of the result when awaited
	 * @param arguments the arguments, as many as the handler has parameters
	 * @param <T> type of the result
	 * @return the result, or an error: a {@link io.blueprintfaas.FaasException} or what
	 * the handler threw
	 * @throws IllegalArgumentException if there is no such job
	 */
	public <T> Mono<FaasResult<T>> invoke(String job, ParameterizedTypeReference<T> resultType,
			@Nullable Object... arguments) {
		return invoke(job, resultType.getType(), arguments);
	}

	/**
	 * Calls a job once for each item, several at a time. A failed call does not end the
	 * others.
	 * @param job name of the job
	 * @param resultType type of one result
	 * @param items the items, each the only argument of a call; an {@code Object[]} holds
	 * several arguments
	 * @param concurrency most calls under way at a time, at least 1
	 * @param <I> type of the items
	 * @param <T> type of one result
	 * @return one outcome for each item, in the order in which the calls end
	 * @throws IllegalArgumentException if there is no such job
	 */
	public <I, T> Flux<FaasOutcome<I, T>> map(String job, Class<T> resultType, Publisher<I> items, int concurrency) {
		Assert.isTrue(concurrency >= 1, () -> "'concurrency' must be at least 1, but is " + concurrency);
		return Flux.from(items).flatMap((item) -> {
			Object[] arguments = (item instanceof Object[] several) ? several : new Object[] { item };
			Mono<FaasResult<T>> result = Mono.defer(() -> invoke(job, resultType, arguments));
			return result.map((value) -> new FaasOutcome<I, T>(item, value, null))
				.onErrorResume((ex) -> Mono.just(new FaasOutcome<>(item, null, ex)));
		}, concurrency);
	}

	/**
	 * Calls a job once for each item of a collection.
	 * @param job name of the job
	 * @param resultType type of one result
	 * @param items the items, each the only argument of a call; an {@code Object[]} holds
	 * several arguments
	 * @param concurrency most calls under way at a time, at least 1
	 * @param <I> type of the items
	 * @param <T> type of one result
	 * @return one outcome for each item, in the order in which the calls end
	 * @throws IllegalArgumentException if there is no such job
	 */
	public <I, T> Flux<FaasOutcome<I, T>> map(String job, Class<T> resultType, Iterable<I> items, int concurrency) {
		return map(job, resultType, Flux.fromIterable(items), concurrency);
	}

	@SuppressWarnings("unchecked")
	private <T> Mono<FaasResult<T>> invoke(String name, Type resultType, @Nullable Object[] arguments) {
		FaasJobHandler handler = this.handlers.get(name);
		CallableJob job = (handler != null) ? CallableJob.of(handler) : external(name, resultType, arguments);
		int parameters = job.signature().parameterTypes().size();
		Assert.isTrue(parameters == arguments.length, () -> "Job %s takes %d arguments, but %d were given"
			.formatted(job.key(), parameters, arguments.length));
		FaasExecutor executor = this.local ? null : this.registry.get(name);
		Mono<FaasResult<Object>> here = (handler != null) ? locally(handler, job, arguments) : null;
		if (executor == null) {
			Assert.state(here != null, () -> "Job %s has neither a provider nor a handler".formatted(job.key()));
			return (Mono<FaasResult<T>>) (Mono<?>) here;
		}
		return (Mono<FaasResult<T>>) (Mono<?>) along(job, executor, arguments, here);
	}

	private Mono<FaasResult<Object>> along(CallableJob job, FaasExecutor executor, @Nullable Object[] arguments,
			@Nullable Mono<FaasResult<Object>> here) {
		Mono<FaasResult<Object>> remote = this.calls.remotely(job, executor, arguments, here);
		if (here == null || this.calls.route(job).isRemote()) {
			return remote;
		}
		return Mono.defer(() -> {
			LocalRun run = this.calls.stay(job);
			return (run != null) ? run.watch(here) : remote;
		});
	}

	private static Mono<FaasResult<Object>> locally(FaasJobHandler handler, CallableJob job,
			@Nullable Object[] arguments) {
		return FaasCalls.locally(() -> handler.invokeLocally(arguments), job).subscribeOn(Schedulers.boundedElastic());
	}

	private CallableJob external(String name, Type resultType, @Nullable Object[] arguments) {
		JobKey key = this.externalJobs.apply(name);
		Assert.notNull(key, () -> "There is no job '%s'. The jobs are %s".formatted(name,
				this.handlers.all().stream().map((handler) -> handler.key().name()).toList()));
		List<Type> types = Arrays.stream(arguments)
			.<Type>map((argument) -> (argument != null) ? argument.getClass() : Object.class)
			.toList();
		JobSignature signature = new JobSignature(types, resultType, ResultShape.MONO);
		return new CallableJob(key, signature, this.codecs.apply(name, signature), null);
	}

}
