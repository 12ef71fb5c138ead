package io.blueprintfaas.test;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/**
 * Reads {@link FaasTest}.
 */
final class FaasTestContextCustomizerFactory implements ContextCustomizerFactory {

	@Override
	public @Nullable ContextCustomizer createContextCustomizer(Class<?> testClass,
			List<ContextConfigurationAttributes> attributes) {
		FaasTest annotation = TestContextAnnotationUtils.findMergedAnnotation(testClass, FaasTest.class);
		return (annotation != null) ? new FaasTestContextCustomizer(List.of(annotation.jobs()), annotation.function())
				: null;
	}

}
