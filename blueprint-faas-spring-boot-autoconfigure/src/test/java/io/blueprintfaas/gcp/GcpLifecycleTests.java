package io.blueprintfaas.gcp;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionClientSettings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Lifecycles with the real client at a service of the test's own.
 */
abstract class GcpLifecycleTests {

	static final String FUNCTION = "blueprint-job-7";

	static final GcpPace PACE = new GcpPace(Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofSeconds(5),
			Duration.ofSeconds(20));

	@TempDir
	Path folder;

	final List<String> steps = new CopyOnWriteArrayList<>();

	final HttpFunctionClient http = new HttpFunctionClient("uploads", WebClient::builder,
			HttpFunctionClientSettings.DEFAULTS, HttpCredential.none());

	FakeCloudFunctions functions;

	@Nullable GcpPackageBucket bucket;

	@BeforeEach
	void startServer() throws IOException {
		this.functions = new FakeCloudFunctions();
	}

	@AfterEach
	void stopServer() {
		this.functions.close();
		this.http.destroy();
	}

	GcpFaasLifecycle lifecycle(GcpJobs job) {
		return lifecycle(job, PACE);
	}

	GcpFaasLifecycle lifecycle(GcpJobs job, GcpPace pace) {
		return new GcpFaasLifecycle(job.definition(), job.properties(), clients(), (payload) -> Mono.empty(), pace);
	}

	GcpLifecycleClients clients() {
		return new GcpLifecycleClients(Mono.fromSupplier(this.functions::client),
				(function) -> Mono.just(function.in(GcpJobs.PROJECT)), this.http, this.bucket);
	}

	FaasDeployment deploy(GcpJobs job, int number) {
		this.steps.clear();
		return deploying(job, number).block();
	}

	Mono<FaasDeployment> deploying(GcpJobs job, int number) {
		return lifecycle(job).deploy(TestZips.of(this.folder, number), job.settings(), this.steps::add);
	}

	static GcpPace patience(Duration limit) {
		return new GcpPace(PACE.shortest(), PACE.longest(), PACE.read(), limit);
	}

	static void assertFails(ThrowingCallable action, String step, String... parts) {
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(action).satisfies((ex) -> {
			assertThat(ex.getStep()).isEqualTo(step);
			assertThat(ex.getMessage()).contains(parts).doesNotContain("secret-signature");
		});
	}

}
