package io.blueprintfaas.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.packaging.LambdaLayout;

/**
 * What tests against the fake control plane share: the fake, the client, and the
 * lifecycle of a job.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class FakeLambdaTests {

	static final String FUNCTION = "blueprint-job-7";

	FakeLambdaControlPlane lambda;

	final List<String> steps = new ArrayList<>();

	@TempDir
	Path folder;

	private LambdaAsyncClient client;

	@BeforeEach
	void start() throws IOException {
		this.lambda = FakeLambdaControlPlane.start();
		this.client = this.lambda.client();
	}

	@AfterEach
	void stop() {
		this.client.close();
		this.lambda.close();
	}

	FaasDeployment deploy(LifecycleJobs job, String content) {
		return deploying(job, content).block();
	}

	Mono<FaasDeployment> deploying(LifecycleJobs job, String content) {
		return lifecycle(job).deploy(TestPackages.of(this.folder, content), job.settings(), this.steps::add);
	}

	AwsFaasLifecycle lifecycle(LifecycleJobs job) {
		return lifecycle(job, Duration.ofSeconds(20));
	}

	AwsFaasLifecycle lifecycle(LifecycleJobs job, Duration step) {
		return new AwsFaasLifecycle(job.definition(), job.properties(), Mono.just(this.client), null,
				LambdaLayout.DIRECT_UPLOAD_LIMIT, pace(step));
	}

	static DeploymentPace pace(Duration step) {
		return new DeploymentPace(Duration.ofMillis(2), Duration.ofMillis(20), Duration.ofSeconds(10),
				Duration.ofSeconds(1), step);
	}

	// The version that callers of the alias get.
	@Nullable String served() {
		Map<String, Object> alias = this.lambda.function(FUNCTION).aliases.get("live");
		return (alias != null) ? String.valueOf(alias.get("FunctionVersion")) : null;
	}

	// A function that is there without us.
	FakeFunction foreign(String name) {
		FakeFunction made = this.lambda.add(name, Map.of("Role", "arn:aws:iam::123456789012:role/theirs", "Runtime",
				"java17", "Handler", "theirs.Handler", "Code", Map.of("ZipFile", "AAAA"), "Description", "theirs"));
		this.lambda.behaviour.pendingLooks = 0;
		return made;
	}

}
