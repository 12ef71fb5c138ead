package io.blueprintfaas.autoconfigure;

import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

import io.blueprintfaas.FaasExecutor;

/**
 * One executor bean for each job that configuration maps to a provider, named after the
 * job.
 */
final class FaasExecutorRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		Binder.get(environment)
			.bindOrCreate(FaasProperties.PREFIX, FaasProperties.class)
			.mappedJobs()
			.forEach((name, job) -> registry.registerBean(beanName(name), FaasExecutor.class,
					(bean) -> bean.lazyInit()
						.description("Executor of job '%s'".formatted(name))
						.supplier((context) -> context.bean(FaasExecutors.class).create(name))));
	}

	static String beanName(String job) {
		return job + "FaasExecutor";
	}

}
