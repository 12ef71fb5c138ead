package io.blueprintfaas.actuate;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * What a native image has to know of answers whose type the methods of the web extension
 * do not tell.
 */
final class FaasEndpointRuntimeHints implements RuntimeHintsRegistrar {

	private final BindingReflectionHintsRegistrar registrar = new BindingReflectionHintsRegistrar();

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		this.registrar.registerReflectionHints(hints.reflection(), JobsDescriptor.class, JobDescriptor.class,
				OperationDescriptor.class, FaasEndpointWebExtension.Refusal.class);
	}

}
