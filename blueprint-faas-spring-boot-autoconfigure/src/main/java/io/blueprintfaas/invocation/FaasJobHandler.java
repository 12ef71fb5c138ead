package io.blueprintfaas.invocation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.function.SingletonSupplier;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.PayloadCodec;

/**
 * What is known of a handler: an annotated method of a bean, found and checked once.
 */
public final class FaasJobHandler {

	private static final ThreadLocal<@Nullable FaasJobHandler> RUNNING_LOCALLY = new ThreadLocal<>();

	private final JobKey key;

	private final boolean idempotent;

	private final Method method;

	private final JobSignature signature;

	private final PayloadCodec codec;

	private final SingletonSupplier<String> contract;

	private final String beanName;

	private final BeanFactory beanFactory;

	FaasJobHandler(JobKey key, boolean idempotent, Method method, JobSignature signature, PayloadCodec codec,
			String beanName, BeanFactory beanFactory) {
		this.key = key;
		this.idempotent = idempotent;
		this.method = method;
		this.signature = signature;
		this.codec = codec;
		this.contract = SingletonSupplier.of(signature::fingerprint);
		this.beanName = beanName;
		this.beanFactory = beanFactory;
	}

	/**
	 * The job it handles.
	 * @return number and name
	 */
	public JobKey key() {
		return this.key;
	}

	/**
	 * Whether running the job twice does no harm.
	 * @return what the annotation says
	 */
	public boolean idempotent() {
		return this.idempotent;
	}

	/**
	 * The annotated method.
	 * @return the method, of the class it was found in
	 */
	public Method method() {
		return this.method;
	}

	/**
	 * The types that travel.
	 * @return the signature
	 */
	public JobSignature signature() {
		return this.signature;
	}

	/**
	 * How arguments and result travel.
	 * @return the codec
	 */
	public PayloadCodec codec() {
		return this.codec;
	}

	/**
	 * Fingerprint of the types that travel.
	 * @return 16 hexadecimal digits
	 */
	public String contract() {
		return this.contract.obtain();
	}

	/**
	 * Runs the handler here, never at a provider. Other advice of its bean applies.
	 * @param arguments the arguments
	 * @return what the method returns, not awaited
	 * @throws Throwable what the method throws
	 */
	public @Nullable Object invokeLocally(@Nullable Object[] arguments) throws Throwable {
		Object target = this.beanFactory.getBean(this.beanName);
		Method invocable = AopUtils.selectInvocableMethod(this.method, target.getClass());
		ReflectionUtils.makeAccessible(invocable);
		FaasJobHandler outer = RUNNING_LOCALLY.get();
		RUNNING_LOCALLY.set(this);
		try {
			return invocable.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
		finally {
			RUNNING_LOCALLY.set(outer);
		}
	}

	String beanName() {
		return this.beanName;
	}

	// Tells the aspect, once, that the call it sees comes from
	// {@link #invokeLocally(Object[])}: a call that the handler's body makes is a new
	// one.
	boolean consumeLocalCall() {
		if (RUNNING_LOCALLY.get() != this) {
			return false;
		}
		RUNNING_LOCALLY.remove();
		return true;
	}

	@Override
	public String toString() {
		return "%s of job %s".formatted(ClassUtils.getQualifiedMethodName(this.method), this.key);
	}

}
