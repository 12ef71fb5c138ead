package io.blueprintfaas.observation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Profile;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.function.FunctionAutoConfiguration;
import io.blueprintfaas.function.FunctionFlush;
import io.blueprintfaas.local.LocalFaasAutoConfiguration;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

/**
 * An application that is traced on both sides: as caller into memory, as function into a
 * file, one span a line.
 */
@SpringBootConfiguration
@ImportAutoConfiguration({ JacksonAutoConfiguration.class, FaasAutoConfiguration.class,
		PackagingAutoConfiguration.class, FunctionAutoConfiguration.class, LocalFaasAutoConfiguration.class,
		ObservationAutoConfiguration.class, MicrometerTracingAutoConfiguration.class,
		OpenTelemetrySdkAutoConfiguration.class, OpenTelemetryTracingAutoConfiguration.class })
public class TracedApplication {

	public static void main(String[] arguments) {
		SpringApplication.run(TracedApplication.class, arguments);
	}

	@Bean
	TracedJobs tracedJobs(ObservationRegistry registry) {
		return new TracedJobs(registry);
	}

	@Bean
	@Profile("!faas-function")
	InMemorySpanExporter spansInMemory() {
		return InMemorySpanExporter.create();
	}

	@Bean
	@Profile("faas-function")
	SpanExporter spansInFile(@Value("${SPANS}") Path file) {
		return new FileSpanExporter(file);
	}

	@Bean
	@Profile("faas-function")
	FunctionFlush flushSpans(SdkTracerProvider tracerProvider) {
		return () -> tracerProvider.forceFlush().join(5, TimeUnit.SECONDS);
	}

	static class TracedJobs {

		private final ObservationRegistry registry;

		TracedJobs(ObservationRegistry registry) {
			this.registry = registry;
		}

		@FaasJob(id = 1)
		Mono<Integer> square(int number) {
			return Mono.deferContextual((context) -> {
				Observation outer = context.get(ObservationThreadLocalAccessor.KEY);
				Observation.createNotStarted("square.body", this.registry).parentObservation(outer).start().stop();
				return Mono.just(number * number);
			});
		}

		@FaasJob(id = 2)
		int cube(int number) {
			return Observation.createNotStarted("cube.body", this.registry).observe(() -> number * number * number);
		}

		@FaasJob(id = 3)
		int fail() {
			throw new IllegalStateException("as asked");
		}

	}

	static final class FileSpanExporter implements SpanExporter {

		private final Path file;

		FileSpanExporter(Path file) {
			this.file = file;
		}

		@Override
		public CompletableResultCode export(Collection<SpanData> spans) {
			List<String> lines = spans.stream()
				.map((span) -> String.join(" ", span.getTraceId(), span.getSpanId(), span.getParentSpanId(),
						span.getKind().name(), span.getName()))
				.toList();
			try {
				Files.write(this.file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
				return CompletableResultCode.ofSuccess();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public CompletableResultCode flush() {
			return CompletableResultCode.ofSuccess();
		}

		@Override
		public CompletableResultCode shutdown() {
			return CompletableResultCode.ofSuccess();
		}

	}

}
