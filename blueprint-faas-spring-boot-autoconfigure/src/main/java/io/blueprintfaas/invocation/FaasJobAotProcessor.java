package io.blueprintfaas.invocation;

import java.lang.reflect.Method;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

import io.blueprintfaas.FaasJob;

/**
 * Tells a native image what handlers need reflection for: to be invoked, to have their
 * arguments and results written and read, and to have the exceptions they declare
 * rebuilt.
 */
final class FaasJobAotProcessor implements BeanRegistrationAotProcessor {

	private static final MetadataLookup<FaasJob> ANNOTATION = (method) -> AnnotatedElementUtils
		.findMergedAnnotation(method, FaasJob.class);

	private final BindingReflectionHintsRegistrar bindings = new BindingReflectionHintsRegistrar();

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
		Class<?> type = ClassUtils.getUserClass(bean.getBeanClass());
		Set<Method> handlers = MethodIntrospector.selectMethods(type, ANNOTATION).keySet();
		return handlers.isEmpty() ? null : (context, code) -> handlers
			.forEach((handler) -> register(context.getRuntimeHints().reflection(), handler));
	}

	private void register(ReflectionHints hints, Method handler) {
		hints.registerMethod(handler, ExecutableMode.INVOKE);
		this.bindings.registerReflectionHints(hints, handler.getGenericParameterTypes());
		this.bindings.registerReflectionHints(hints, handler.getGenericReturnType());
		for (Class<?> exception : handler.getExceptionTypes()) {
			hints.registerType(exception, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
		}
	}

}
