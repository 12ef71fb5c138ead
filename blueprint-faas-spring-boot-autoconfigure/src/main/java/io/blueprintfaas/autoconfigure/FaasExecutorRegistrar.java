package io.blueprintfaas.autoconfigure;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

import io.blueprintfaas.FaasExecutor;

/**
 * One executor bean for each job that configuration maps to a provider, named after the
 * job.
 */
final class FaasExecutorRegistrar implements BeanRegistrar {

	@Override
	public void register(BeanRegistry registry, Environment environment) {
		Binder binder = Binder.get(environment);
		if (!binder.bind(FaasProperties.PREFIX + ".enabled", Boolean.class).orElse(true)) {
			return;
		}
		binder.bind(FaasProperties.PREFIX + ".jobs", Bindable.mapOf(String.class, Mapping.class))
			.orElse(Map.of())
			.forEach((name, mapping) -> register(registry, name, mapping));
	}

	private static void register(BeanRegistry registry, String name, Mapping mapping) {
		if (mapping.provider() != null && mapping.provider().stream().anyMatch(StringUtils::hasText)) {
			registry.registerBean(beanName(name), FaasExecutor.class,
					(bean) -> bean.lazyInit()
						.description("Executor of job '%s'".formatted(name))
						.supplier((context) -> context.bean(FaasExecutors.class).create(name)));
		}
	}

	static String beanName(String job) {
		return job + "FaasExecutor";
	}

	/**
	 * All that is to be known so early of a job: to bind the rest too would be done
	 * twice.
	 *
	 * @param provider names of the providers, or {@code null} for none
	 */
	record Mapping(@Nullable List<String> provider) {

	}

}
