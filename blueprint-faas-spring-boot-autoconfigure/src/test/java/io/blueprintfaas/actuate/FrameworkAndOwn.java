package io.blueprintfaas.actuate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * The auto-configuration of Spring Boot and of this project, chosen as in an application
 * that uses no cloud: Spring Security's only if {@value #SECURED} is set.
 */
final class FrameworkAndOwn extends AutoConfigurationImportSelector {

	static final String SECURED = "test.secured";

	private static final List<String> CHOSEN = List.of("org.springframework.boot.", "io.blueprintfaas.actuate.",
			"io.blueprintfaas.autoconfigure.", "io.blueprintfaas.packaging.");

	@Override
	protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
			@Nullable AnnotationAttributes attributes) {
		boolean secured = getEnvironment().getProperty(SECURED, Boolean.class, false);
		return super.getCandidateConfigurations(metadata, attributes).stream()
			.filter((name) -> CHOSEN.stream().anyMatch(name::startsWith))
			.filter((name) -> secured || !name.contains(".security."))
			.filter((name) -> ClassUtils.isPresent(name, getBeanClassLoader()))
			.collect(Collectors.toCollection(ArrayList::new));
	}

	@Override
	protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
		return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
	}

	@Configuration(proxyBeanMethods = false)
	@Import(FrameworkAndOwn.class)
	static class Chosen {

	}

}
