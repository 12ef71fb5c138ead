package io.blueprintfaas.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * Prepares the application of a test before it starts.
 *
 * @param jobs names of jobs that are delegated in this test
 * @param function what answers calls
 */
record FaasTestContextCustomizer(List<String> jobs, FunctionSide function) implements ContextCustomizer {

	static final String PLATFORM_PROPERTY = "blueprint.faas.test.platform";

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
		ConfigurableEnvironment environment = context.getEnvironment();
		Map<String, Object> properties = new HashMap<>();
		boolean platform = this.function == FunctionSide.LOCAL_PLATFORM;
		String provider = platform ? "local" : TestFaasProvider.NAME;
		this.jobs.forEach((job) -> properties.put(property(job), provider));
		if (platform) {
			properties.put(PLATFORM_PROPERTY, true);
			mapped(environment).forEach((job) -> properties.put(property(job), provider));
		}
		environment.getPropertySources().addFirst(new MapPropertySource("faasTest", properties));
		new AnnotatedBeanDefinitionReader((BeanDefinitionRegistry) context.getBeanFactory())
			.register(FaasTestConfiguration.class);
	}

	private static List<String> mapped(ConfigurableEnvironment environment) {
		ResolvableType job = ResolvableType.forClassWithGenerics(Map.class, String.class, Object.class);
		Bindable<Map<String, Map<String, Object>>> type = Bindable
			.of(ResolvableType.forClassWithGenerics(Map.class, ResolvableType.forClass(String.class), job));
		Map<String, Map<String, Object>> jobs = Binder.get(environment)
			.bind("blueprint.faas.jobs", type)
			.orElse(Map.of());
		return jobs.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().containsKey("provider"))
			.map(Map.Entry::getKey)
			.toList();
	}

	private static String property(String job) {
		return "blueprint.faas.jobs.%s.provider".formatted(job);
	}

}
