package io.blueprintfaas.dashboard;

import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

import io.blueprintfaas.operations.DeploymentsReport;
import io.blueprintfaas.operations.JobReport;
import io.blueprintfaas.operations.OperationReport;

/**
 * What a native image has to know of the page.
 */
final class DashboardRuntimeHints implements RuntimeHintsRegistrar {

	private final BindingReflectionHintsRegistrar registrar = new BindingReflectionHintsRegistrar();

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("io/blueprintfaas/dashboard/*");
		hints.resources().registerPattern("META-INF/resources/webjars/chart.js/*/dist/chart.umd.js");
		this.registrar.registerReflectionHints(hints.reflection(), PageSettings.class, JobsPage.class, JobHealth.class,
				JobReport.class, DeploymentsReport.class, OperationReport.class);
	}

}
