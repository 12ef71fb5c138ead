package io.blueprintfaas.invocation;

import java.util.function.Supplier;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMethodMatcher;

import io.blueprintfaas.FaasJob;

/**
 * Puts the {@link FaasJobAspect} around the handlers of every bean that has some.
 */
public final class FaasJobBeanPostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	private final transient Supplier<FaasJobHandlers> handlers;

	/**
	 * A post-processor that is the outermost advice of its beans.
	 * @param aspect the aspect
	 * @param handlers checks the handlers before the first is made a proxy
	 */
	public FaasJobBeanPostProcessor(FaasJobAspect aspect, Supplier<FaasJobHandlers> handlers) {
		this.handlers = handlers;
		this.advisor = new DefaultPointcutAdvisor(new ComposablePointcut(FaasJobHandlers::mayHaveHandlers,
				new AnnotationMethodMatcher(FaasJob.class, true)), aspect);
		setBeforeExistingAdvisors(true);
		setProxyTargetClass(true);
	}

	@Override
	protected boolean isEligible(Object bean, String beanName) {
		if (!super.isEligible(bean, beanName)) {
			return false;
		}
		this.handlers.get().add(beanName, AopProxyUtils.ultimateTargetClass(bean));
		return true;
	}

}
