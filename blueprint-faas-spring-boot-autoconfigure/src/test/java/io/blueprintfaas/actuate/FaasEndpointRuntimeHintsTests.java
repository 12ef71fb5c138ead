package io.blueprintfaas.actuate;

import java.lang.reflect.RecordComponent;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;

import io.blueprintfaas.operations.CallReport;
import io.blueprintfaas.operations.DeploymentsReport;
import io.blueprintfaas.operations.JobReport;
import io.blueprintfaas.operations.JobSummary;
import io.blueprintfaas.operations.OperationReport;
import io.blueprintfaas.operations.ProviderReport;
import io.blueprintfaas.operations.StatisticsReport;

import static org.assertj.core.api.Assertions.assertThat;

class FaasEndpointRuntimeHintsTests {

	@ParameterizedTest
	@ValueSource(classes = { JobsDescriptor.class, JobDescriptor.class, OperationDescriptor.class,
			FaasEndpointWebExtension.Refusal.class, JobSummary.class, JobReport.class, JobReport.Route.class,
			JobReport.Handler.class, ProviderReport.class, ProviderReport.CircuitBreaker.class,
			ProviderReport.Bulkhead.class, ProviderReport.Retry.class, StatisticsReport.class,
			StatisticsReport.Latency.class, StatisticsReport.Minute.class, CallReport.class, CallReport.Event.class,
			DeploymentsReport.class, DeploymentsReport.Function.class, OperationReport.class })
	void answersCanBeWrittenByANativeImage(Class<?> type) {
		RuntimeHints hints = new RuntimeHints();
		new FaasEndpointRuntimeHints().registerHints(hints, getClass().getClassLoader());
		for (RecordComponent component : type.getRecordComponents()) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(component.getAccessor()))
				.as("%s.%s", type.getSimpleName(), component.getName())
				.accepts(hints);
		}
	}

}
