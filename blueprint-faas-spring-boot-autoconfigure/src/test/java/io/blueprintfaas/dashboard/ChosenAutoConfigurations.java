package io.blueprintfaas.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.ClassUtils;

/**
 * What an application without a cloud is configured with: Spring Security only if
 * {@value #SECURED} is set.
 */
final class ChosenAutoConfigurations extends AutoConfigurationImportSelector {

	static final String SECURED = "test.secured";

	private static final List<String> CHOSEN = List.of("org.springframework.boot.", "io.blueprintfaas.autoconfigure.",
			"io.blueprintfaas.dashboard.", "io.blueprintfaas.packaging.");

	@Override
	protected List<String> getCandidateConfigurations(AnnotationMetadata metadata,
			@Nullable AnnotationAttributes attributes) {
		boolean secured = getEnvironment().getProperty(SECURED, Boolean.class, false);
		return super.getCandidateConfigurations(metadata, attributes).stream()
			.filter((name) -> CHOSEN.stream().anyMatch(name::startsWith))
			// Those of web servers need more of Micrometer than other tests bring
			.filter((name) -> !name.endsWith("ObservationAutoConfiguration"))
			.filter((name) -> secured || !name.contains(".security."))
			.filter((name) -> ClassUtils.isPresent(name, getBeanClassLoader()))
			.collect(Collectors.toCollection(ArrayList::new));
	}

	@Override
	protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
		return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
	}

}
