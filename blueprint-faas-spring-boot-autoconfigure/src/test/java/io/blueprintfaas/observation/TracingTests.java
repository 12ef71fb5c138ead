package io.blueprintfaas.observation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import io.blueprintfaas.observation.TracedApplication.TracedJobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * One trace over two processes: this one calls, and a real one on the local platform runs
 * the handlers.
 */
@DisabledOnOs(OS.WINDOWS)
class TracingTests {

	private static final String NO_PARENT = "0000000000000000";

	@TempDir
	private static Path directory;

	private static ConfigurableApplicationContext context;

	@BeforeAll
	static void start() {
		String jobs = "--blueprint.faas.jobs.";
		context = new SpringApplicationBuilder(TracedApplication.class).web(WebApplicationType.NONE)
			.run("--management.tracing.sampling.probability=1",
					"--blueprint.faas.packaging.main-class=" + TracedApplication.class.getName(),
					"--blueprint.faas.packaging.directory=" + directory.resolve("packages"),
					"--blueprint.faas.local.directory=" + directory.resolve("platform"), jobs + "square.provider=local",
					jobs + "square.environment.SPANS=" + spans(), jobs + "cube.provider=local",
					jobs + "cube.environment.SPANS=" + spans(), jobs + "fail.provider=local",
					jobs + "fail.environment.SPANS=" + spans());
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void forget() {
		context.getBean(InMemorySpanExporter.class).reset();
	}

	@Test
	void traceLeadsFromHttpRequestToBodyOfHandler() throws Exception {
		DisposableServer server = server();
		try {
			URI address = URI.create("http://127.0.0.1:%d/square/7".formatted(server.port()));
			assertThat(get(address)).isEqualTo("49");
		}
		finally {
			server.disposeNow();
		}
		TracedSpan request = span("http get");
		TracedSpan call = span("call square");
		TracedSpan handle = span("handle square");
		TracedSpan body = span("square.body");
		assertThat(List.of(request.kind(), call.kind(), handle.kind())).containsExactly("SERVER", "CLIENT", "SERVER");
		assertThat(request.parent()).isEqualTo(NO_PARENT);
		assertThat(call.parent()).isEqualTo(request.id());
		assertThat(handle.parent()).isEqualTo(call.id());
		assertThat(body.parent()).isEqualTo(handle.id());
		assertThat(List.of(call.trace(), handle.trace(), body.trace())).containsOnly(request.trace());
	}

	@Test
	void traceOfBlockingCallBeginsInItsThread() throws Exception {
		int result = Observation.createNotStarted("outer", context.getBean(ObservationRegistry.class))
			.observe(() -> context.getBean(TracedJobs.class).cube(3));
		assertThat(result).isEqualTo(27);
		assertThat(span("call cube").parent()).isEqualTo(span("outer").id());
		assertThat(span("handle cube").parent()).isEqualTo(span("call cube").id());
		assertThat(span("cube.body").parent()).isEqualTo(span("handle cube").id());
		assertThat(span("cube.body").trace()).isEqualTo(span("outer").trace());
	}

	@Test
	void spansOfCallThatFailsAreThereWhenItsCallerGetsTheFailure() throws Exception {
		assertThatIllegalStateException().isThrownBy(() -> context.getBean(TracedJobs.class).fail());
		assertThat(TracedSpan.read(spans())).extracting(TracedSpan::name).contains("handle fail");
		assertThat(span("handle fail").parent()).isEqualTo(span("call fail").id());
	}

	private static DisposableServer server() {
		HttpHandler handler = WebHttpHandlerBuilder.webHandler(RouterFunctions.toWebHandler(RouterFunctions.route()
			.GET("/square/{number}",
					(request) -> context.getBean(TracedJobs.class)
						.square(Integer.parseInt(request.pathVariable("number")))
						.flatMap((result) -> ServerResponse.ok().bodyValue(result.toString())))
			.build())).observationRegistry(context.getBean(ObservationRegistry.class)).build();
		return HttpServer.create().host("127.0.0.1").port(0).handle(new ReactorHttpHandlerAdapter(handler)).bindNow();
	}

	private static String get(URI address) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
			.body();
	}

	// The function has flushed its spans before it answered; those of this process end
	// when
	// the answer has been handed on.
	private static TracedSpan span(String name) {
		return Awaitility.await().until(() -> spans(name), (found) -> !found.isEmpty()).get(0);
	}

	private static List<TracedSpan> spans(String name) throws IOException {
		context.getBean(SdkTracerProvider.class).forceFlush().join(5, TimeUnit.SECONDS);
		List<TracedSpan> all = new ArrayList<>(TracedSpan.read(spans()));
		context.getBean(InMemorySpanExporter.class)
			.getFinishedSpanItems()
			.forEach((span) -> all.add(TracedSpan.of(span)));
		return all.stream().filter((span) -> span.name().equals(name)).toList();
	}

	private static Path spans() {
		return directory.resolve("spans");
	}

}
