package io.blueprintfaas.invocation;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.PayloadCodec;
import io.blueprintfaas.codec.PayloadCodecException;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * The handlers of the application, found by the types of its beans: no bean is created to
 * find them. A handler that could not be delegated is refused.
 */
public final class FaasJobHandlers {

	private final ConfigurableListableBeanFactory beanFactory;

	private final BiFunction<String, JobSignature, PayloadCodec> codecs;

	private final Map<Method, FaasJobHandler> byMethod = new ConcurrentHashMap<>();

	private final Map<String, FaasJobHandler> byName = new ConcurrentHashMap<>();

	private final Map<Long, FaasJobHandler> byId = new ConcurrentHashMap<>();

	/**
	 * Finds the handlers.
	 * @param beanFactory where to look
	 * @param codecs chooses the codec by the job's name and signature
	 * @throws InvalidFaasJobException if a handler could not be delegated
	 */
	public FaasJobHandlers(ConfigurableListableBeanFactory beanFactory,
			BiFunction<String, JobSignature, PayloadCodec> codecs) {
		this.beanFactory = beanFactory;
		this.codecs = codecs;
		for (String beanName : beanFactory.getBeanNamesForType(Object.class, true, false)) {
			Class<?> type = ScopedProxyUtils.isScopedTarget(beanName) ? null
					: AutoProxyUtils.determineTargetClass(beanFactory, beanName);
			if (type != null) {
				add(beanName, ClassUtils.getUserClass(type));
			}
		}
	}

	/**
	 * All handlers.
	 * @return the handlers, by number of their jobs
	 */
	public List<FaasJobHandler> all() {
		return this.byId.values().stream().sorted(Comparator.comparingLong((handler) -> handler.key().id())).toList();
	}

	/**
	 * Handler of a job.
	 * @param name name of the job
	 * @return the handler, or {@code null} if the application has none
	 */
	public @Nullable FaasJobHandler get(String name) {
		return this.byName.get(name);
	}

	/**
	 * Adds the handlers of a bean whose class only became known when it was made.
	 * @param beanName name of the bean
	 * @param type its class
	 */
	void add(String beanName, Class<?> type) {
		if (!mayHaveHandlers(type)) {
			return;
		}
		Map<Method, FaasJob> methods = MethodIntrospector.selectMethods(type,
				(MethodIntrospector.MetadataLookup<FaasJob>) (method) -> AnnotatedElementUtils
					.findMergedAnnotation(method, FaasJob.class));
		methods.entrySet()
			.stream()
			.sorted(Comparator.comparing((entry) -> entry.getKey().toString()))
			.forEach((entry) -> add(beanName, type, entry.getKey(), entry.getValue()));
	}

	// Most beans are the framework's: to look through their methods takes time at every
	// start.
	static boolean mayHaveHandlers(Class<?> type) {
		return !type.getName().startsWith("org.springframework.")
				&& AnnotationUtils.isCandidateClass(type, FaasJob.class);
	}

	/**
	 * Handler that a method of a bean stands for.
	 * @param method the method, as the caller named it
	 * @param type the bean's class
	 * @return the handler
	 */
	FaasJobHandler get(Method method, Class<?> type) {
		FaasJobHandler handler = this.byMethod.get(method);
		if (handler == null) {
			handler = this.byMethod.get(ClassUtils.getMostSpecificMethod(method, type));
			if (handler == null) {
				throw new IllegalStateException("No handler was found for " + method);
			}
			this.byMethod.put(method, handler);
		}
		return handler;
	}

	private synchronized void add(String beanName, Class<?> type, Method method, FaasJob job) {
		FaasJobHandler known = this.byMethod.get(method);
		if (known != null) {
			refuse(!known.beanName().equals(beanName), method,
					"belongs to two beans, '%s' and '%s'".formatted(known.beanName(), beanName),
					"Keep one bean of this class, or move the job into a bean of its own");
			return;
		}
		checkDelegable(type, method);
		JobKey key = key(method, job);
		refuseTaken(method, this.byId.get(key.id()), "number %d".formatted(key.id()), "id");
		refuseTaken(method, this.byName.get(key.name()), "name '%s'".formatted(key.name()), "name");
		JobSignature signature = JobSignature.of(method, type);
		FaasJobHandler handler = new FaasJobHandler(key, job.idempotent(), method, signature,
				codec(method, key, signature), beanName, this.beanFactory);
		this.byMethod.put(method, handler);
		this.byId.put(key.id(), handler);
		this.byName.put(key.name(), handler);
	}

	private static JobKey key(Method method, FaasJob job) {
		try {
			return new JobKey(job.id(), StringUtils.hasText(job.name()) ? job.name() : method.getName());
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidFaasJobException("%s cannot be a job: %s".formatted(describe(method), ex.getMessage()),
					"Correct its @FaasJob annotation", ex);
		}
	}

	private PayloadCodec codec(Method method, JobKey key, JobSignature signature) {
		try {
			PayloadCodec codec = this.codecs.apply(key.name(), signature);
			codec.check(signature);
			return codec;
		}
		catch (PayloadCodecException ex) {
			throw new InvalidFaasJobException("%s cannot be a job: %s".formatted(describe(method), ex.getMessage()),
					"Change the type, or name a codec of your own in blueprint.faas.jobs.%s.codec"
						.formatted(key.name()),
					ex);
		}
	}

	private static void checkDelegable(Class<?> type, Method method) {
		String rule = "A call of it cannot be intercepted: ";
		refuse(Modifier.isPrivate(method.getModifiers()), method, "is private",
				rule + "make it at least package-private");
		refuse(Modifier.isStatic(method.getModifiers()), method, "is static", rule + "make it an instance method");
		refuse(Modifier.isFinal(method.getModifiers()), method, "is final", rule + "remove 'final'");
		refuse(Modifier.isFinal(type.getModifiers()) && !type.isRecord(), method,
				"belongs to the final class " + type.getName(), rule + "remove 'final' from the class");
		refuse(type.isRecord(), method, "belongs to the record " + type.getName(), rule + "make it a class");
	}

	private static void refuseTaken(Method method, @Nullable FaasJobHandler other, String what, String attribute) {
		refuse(other != null, method,
				"has the %s, which %s has too".formatted(what, (other != null) ? describe(other.method()) : ""),
				"Give one of them another '%s' in its @FaasJob annotation".formatted(attribute));
	}

	private static void refuse(boolean wrong, Method method, String reason, String action) {
		if (wrong) {
			throw new InvalidFaasJobException("%s cannot be a job: it %s".formatted(describe(method), reason), action);
		}
	}

	private static String describe(Method method) {
		return "Method '%s' of %s".formatted(method.getName(), method.getDeclaringClass().getName());
	}

}
