package io.blueprintfaas.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.platform.PlatformClient.Answer;
import io.blueprintfaas.platform.function.EngineSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many calls at once: instances, the queue, replacing and closing.
 */
class PoolTests {

	private static final String CALL = "{\"job_id\":7,\"args\":\"\"}";

	private static final String OK = "printf '{\"job_id\":7,\"result\":[],\"success\":true}\\n'\n";

	@TempDir
	private Path folder;

	private EmbeddedPlatform platform;

	private PlatformClient client;

	private void start(EngineSettings engine) {
		this.platform = EmbeddedPlatform
			.start(PlatformSettings.DEFAULTS.withDataDirectory(this.folder.resolve("data")).withEngine(engine));
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	/** Each call waits until the file 'go' is there, and says that it runs. */
	private String gated() {
		return """
				#!/bin/sh
				read -r warm
				%1$s
				while IFS= read -r request; do
					mktemp '%2$s/running.XXXXXX' >/dev/null
					while [ ! -e '%2$s/go' ]; do sleep 0.05; done
					%1$s
				done
				""".formatted(OK, this.folder);
	}

	private long running() throws Exception {
		try (var files = Files.list(this.folder)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("running.")).count();
		}
	}

	private List<CompletableFuture<Answer>> invoke(int count) {
		List<CompletableFuture<Answer>> calls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			calls.add(this.client.invokeLater("job7", CALL));
		}
		return calls;
	}

	private void go() throws Exception {
		Files.createFile(this.folder.resolve("go"));
	}

	@Test
	void runsNoMoreCallsAtOnceThanAllowed() throws Exception {
		start(EngineSettings.DEFAULTS);
		this.client.deploy("job7", Packages.keptAlive(gated()), 3, 60);
		List<CompletableFuture<Answer>> calls = invoke(12);
		Awaitility.await().until(() -> running() == 3);
		go();
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().status()).isEqualTo(200));
		long instances = calls.stream()
			.map((call) -> call.join().json().path("metrics").path("instance").asString())
			.distinct()
			.count();
		assertThat(instances).isEqualTo(3);
		assertThat(calls.stream().filter((call) -> call.join().json().path("metrics").path("cold_start").asBoolean()))
			.hasSizeBetween(1, 2);
	}

	@Test
	void refusesCallsBeyondTheBoundOfTheQueue() throws Exception {
		start(EngineSettings.DEFAULTS.withQueueBound(2));
		this.client.deploy("job7", Packages.keptAlive(gated()), 1, 60);
		CompletableFuture<Answer> first = this.client.invokeLater("job7", CALL);
		Awaitility.await().until(() -> running() == 1);
		List<CompletableFuture<Answer>> calls = invoke(5);
		Awaitility.await().until(() -> calls.stream().filter(CompletableFuture::isDone).count() == 3);
		Answer refused = calls.stream().filter(CompletableFuture::isDone).findFirst().orElseThrow().join();
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.code()).isEqualTo("OVERLOADED");
		assertThat(refused.header("Retry-After")).isEqualTo("1");
		go();
		assertThat(first.join().status()).isEqualTo(200);
		assertThat(calls.stream().map((call) -> call.join().status())).containsOnly(200, 503)
			.filteredOn((status) -> status == 200)
			.hasSize(2);
	}

	@Test
	void refusesCallsThatWaitTooLong() throws Exception {
		start(EngineSettings.DEFAULTS);
		this.client.deploy("job7", Packages.keptAlive(gated()), 1, 60);
		CompletableFuture<Answer> first = this.client.invokeLater("job7", CALL);
		Awaitility.await().until(() -> running() == 1);
		Answer late = this.client.invoke("job7", "{\"job_id\":7,\"args\":\"\",\"deadline_ms\":50}");
		assertThat(late.status()).isEqualTo(503);
		assertThat(late.code()).isEqualTo("OVERLOADED");
		go();
		assertThat(first.join().status()).isEqualTo(200);
	}

	@Test
	void endsIdleInstancesButThoseToKeep() {
		start(EngineSettings.DEFAULTS.withIdleTime(Duration.ofMillis(50)));
		this.client.deploy("job7", Packages.keptAlive(Packages.COUNTER));
		Awaitility.await().until(() -> cold(this.client.invoke("job7", CALL)));
		this.client.deploy("kept", Packages.keptAlive(Packages.COUNTER), "X-Blueprint-Config",
				PlatformClient.config("{\"keep_warm\":1}"));
		Awaitility.await()
			.during(Duration.ofMillis(300))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> !cold(this.client.invoke("kept", CALL)));
	}

	private static boolean cold(Answer answer) {
		assertThat(answer.status()).isEqualTo(200);
		return answer.json().path("metrics").path("cold_start").asBoolean();
	}

	@Test
	void givesAFunctionTheSlotOfAnIdleOne() {
		start(EngineSettings.DEFAULTS.withMaxInstances(1));
		this.client.deploy("job7", Packages.keptAlive(Packages.COUNTER));
		assertThat(this.client.deploy("other", Packages.script("#!/bin/sh\n" + OK)).status()).isEqualTo(200);
		for (int i = 0; i < 3; i++) {
			assertThat(this.client.invoke("other", CALL).status()).isEqualTo(200);
			assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
		}
	}

	@Test
	void losesNoCallWhileItIsReplaced() {
		start(EngineSettings.DEFAULTS);
		this.client.deploy("job7", Packages.keptAlive(Packages.COUNTER), 2, 60);
		AtomicBoolean stop = new AtomicBoolean();
		List<Integer> statuses = java.util.Collections.synchronizedList(new ArrayList<>());
		List<CompletableFuture<Void>> callers = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			callers.add(CompletableFuture.runAsync(() -> {
				while (!stop.get()) {
					statuses.add(this.client.invoke("job7", CALL).status());
				}
			}, (task) -> new Thread(task).start()));
		}
		for (int i = 0; i < 5; i++) {
			Answer replaced = this.client.deploy("job7", Packages.keptAlive(Packages.COUNTER + "# " + i + "\n"),
					"X-Blueprint-Replace", "true");
			assertThat(replaced.json().path("changed").asBoolean()).isTrue();
		}
		stop.set(true);
		callers.forEach(CompletableFuture::join);
		assertThat(statuses).isNotEmpty().containsOnly(200);
		Awaitility.await().untilAsserted(() -> {
			try (var versions = Files.list(this.folder.resolve("data/functions/job7"))) {
				assertThat(versions.filter(Files::isDirectory)).hasSize(1);
			}
		});
	}

	@Test
	void runsCallsToTheirEndWhenClosed() throws Exception {
		start(EngineSettings.DEFAULTS);
		this.client.deploy("job7", Packages.keptAlive(gated()), 1, 60);
		List<CompletableFuture<Answer>> calls = invoke(2);
		Awaitility.await().until(() -> running() == 1);
		CompletableFuture<Void> closing = CompletableFuture.runAsync(this.platform::close);
		Awaitility.await().until(() -> this.client.get("/api/health").status() == 503);
		Answer refused = this.client.invoke("job7", CALL);
		assertThat(refused.status()).isEqualTo(503);
		assertThat(refused.header("Retry-After")).isNotEmpty();
		go();
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().status()).isEqualTo(200));
		closing.get(20, TimeUnit.SECONDS);
	}

	@Test
	void killsCallsThatDoNotEndWhenClosed() throws Exception {
		start(EngineSettings.DEFAULTS.withGracePeriod(Duration.ofMillis(200)));
		this.client.deploy("job7", Packages.keptAlive(gated()), 1, 60);
		List<CompletableFuture<Answer>> calls = invoke(2);
		Awaitility.await().until(() -> running() == 1);
		this.platform.close();
		assertThat(calls).allSatisfy((call) -> assertThat(call.join().status()).isIn(500, 503));
		assertThat(ProcessHandle.current().descendants().map((child) -> child.info().commandLine().orElse("")))
			.noneMatch((command) -> command.contains("bootstrap"));
	}

	@Test
	void keepsDeploymentsOverARestart() throws Exception {
		start(EngineSettings.DEFAULTS);
		String sha256 = this.client.deploy("job7", Packages.keptAlive(Packages.COUNTER))
			.json()
			.path("sha256")
			.asString();
		this.client.deploy("gone", Packages.keptAlive(Packages.COUNTER));
		this.client.delete("gone");
		this.client.deploy("broken", Packages.keptAlive(Packages.COUNTER));
		this.platform.close();
		Path functions = this.folder.resolve("data/functions");
		Files.writeString(functions.resolve("broken/deployment.json"), "{");
		Files.createDirectories(functions.resolve("half/0/code"));
		Files.createDirectories(functions.resolve("job7/left-over/code"));
		start(EngineSettings.DEFAULTS);
		assertThat(this.client.get("/api/functions/job7").json().path("sha256").asString()).isEqualTo(sha256);
		assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
		assertThat(this.client.get("/api/functions/gone").status()).isEqualTo(404);
		assertThat(this.client.get("/api/functions/broken").status()).isEqualTo(404);
		assertThat(functions.resolve("half")).doesNotExist();
		assertThat(functions.resolve("job7/left-over")).doesNotExist();
		assertThat(this.client.deploy("broken", Packages.keptAlive(Packages.COUNTER)).status()).isEqualTo(200);
	}

	@Test
	void sharesItsFolderWithNobody() {
		start(EngineSettings.DEFAULTS);
		PlatformSettings settings = PlatformSettings.DEFAULTS.withDataDirectory(this.folder.resolve("data"));
		org.assertj.core.api.Assertions.assertThatExceptionOfType(java.io.UncheckedIOException.class)
			.isThrownBy(() -> EmbeddedPlatform.start(settings))
			.withMessageContaining("in use by another platform");
	}

}
