package io.blueprintfaas.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.platform.function.EngineSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Instances that are kept warm, and what happens when they end: real processes, killed
 * without a word.
 */
@EnabledOnOs({ OS.LINUX, OS.MAC })
class WarmInstanceTests {

	private static final String ANSWER = "printf '{\"job_id\":7,\"result\":[],\"success\":true}\\n'\n";

	private static final String CALL = "{\"job_id\":7,\"args\":[]}";

	@TempDir
	private Path folder;

	private Path pids;

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		this.pids = this.folder.resolve("pids");
		start(EngineSettings.DEFAULTS.withGracePeriod(Duration.ofSeconds(1)));
	}

	private void start(EngineSettings engine) {
		this.platform = EmbeddedPlatform
			.start(PlatformSettings.DEFAULTS.withDataDirectory(this.folder.resolve("data")).withEngine(engine));
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	/** Writes down its process id, and ends before it is ready while a file is there. */
	private byte[] function(String more) {
		return Packages.keptAlive("""
				#!/bin/sh
				echo $$ >> '%1$s'
				[ -e '%1$s.broken' ] && exit 3
				while IFS= read -r request; do
					%2$s
					%3$s
				done
				""".formatted(this.pids, ANSWER, more));
	}

	private void deploy(byte[] function, int keepWarm) {
		assertThat(this.client
			.deploy("job7", function, "X-Blueprint-Config",
					PlatformClient.config("{\"keep_warm\":%d,\"max_concurrency\":4}".formatted(keepWarm)),
					"X-Blueprint-Replace", "true")
			.status()).isEqualTo(200);
	}

	private List<Long> started() throws IOException {
		return Files.exists(this.pids) ? Files.readAllLines(this.pids).stream().map(Long::valueOf).toList() : List.of();
	}

	private List<Long> alive() throws IOException {
		return started().stream().filter(RunningProcesses::has).toList();
	}

	private static void kill(long pid) {
		ProcessHandle.of(pid).ifPresent((process) -> {
			process.destroyForcibly();
			process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		});
	}

	private int warm() {
		return this.client.send("POST", "/api/functions/job7/warm", new byte[0])
			.json()
			.path("instances_warmed")
			.asInt();
	}

	@Test
	void replacesAnInstanceThatWasKilledWithoutWaitingForACall() throws Exception {
		deploy(function(""), 2);
		assertThat(warm()).isEqualTo(2);
		List<Long> before = started();
		assertThat(before).hasSize(2);
		kill(before.get(0));
		Awaitility.await().until(() -> started().size() == 3 && alive().size() == 2);
		assertThat(alive()).contains(before.get(1)).doesNotContain(before.get(0));
		kill(before.get(1));
		kill(started().get(2));
		Awaitility.await().until(() -> alive().size() == 2);
		assertThat(warm()).isEqualTo(2);
		assertThat(started()).hasSize(5);
		assertThat(this.client.invoke("job7", CALL).json().path("success").asBoolean()).isTrue();
	}

	@Test
	void replacesAtOnceWhatHasAnsweredACall() throws Exception {
		deploy(function("case $request in *args*'[]'*) exit 1 ;; esac"), 1);
		for (int call = 1; call <= 4; call++) {
			int starts = call;
			Awaitility.await().until(() -> started().size() == starts && alive().size() == 1);
			assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
		}
		Awaitility.await().until(() -> started().size() == 5 && alive().size() == 1);
	}

	@Test
	void startsAFunctionThatAlwaysCrashesLessAndLessOften() throws Exception {
		long begin = System.nanoTime();
		deploy(function("exit 1"), 1);
		Awaitility.await().until(() -> started().size() >= 3);
		// at 0 s, at once, after 1 s, 3 s, 7 s ...
		assertThat(System.nanoTime() - begin).isGreaterThan(Duration.ofMillis(900).toNanos());
		Awaitility.await()
			.during(Duration.ofMillis(600))
			.atMost(Duration.ofSeconds(5))
			.until(() -> started().size() <= 3 + (System.nanoTime() - begin) / 2_500_000_000L);
	}

	@Test
	void triesAgainWhenAFunctionCannotBeStartedForAWhile() throws Exception {
		deploy(function(""), 1);
		Files.createFile(this.folder.resolve("pids.broken"));
		kill(started().get(0));
		Awaitility.await().until(() -> this.client.get("/api/functions/job7/health").status() == 503);
		assertThat(this.client.get("/api/functions/job7/health").json().path("error").asString())
			.contains("cannot be started");
		assertThat(started()).hasSizeBetween(2, 3);
		Files.delete(this.folder.resolve("pids.broken"));
		Awaitility.await().until(() -> alive().size() == 1);
		Awaitility.await().until(() -> this.client.get("/api/functions/job7/health").status() == 200);
		assertThat(started()).hasSizeLessThanOrEqualTo(4);
	}

	@Test
	void keepsAsManyAsAreToBeKeptThoughAllBecomeIdleAtOnce() throws Exception {
		this.platform.close();
		start(EngineSettings.DEFAULTS.withIdleTime(Duration.ofMillis(200)));
		deploy(function("sleep 0.1"), 1);
		CompletableFuture
			.allOf(IntStream.range(0, 4)
				.mapToObj((call) -> this.client.invokeLater("job7", CALL))
				.toArray(CompletableFuture<?>[]::new))
			.join();
		int starts = started().size();
		Awaitility.await().during(Duration.ofMillis(300)).until(() -> alive().size() == 1);
		assertThat(started()).hasSize(starts);
	}

	@Test
	void startsNothingAnyMoreWhenReplacedDeletedOrClosed() throws Exception {
		deploy(function("exit 1"), 1);
		Awaitility.await().until(() -> started().size() == 2);
		Path others = this.folder.resolve("others");
		deploy(Packages.keptAlive(
				"#!/bin/sh\necho $$ >> '%s'\nwhile read -r request; do\n%s\ndone\n".formatted(others, ANSWER)), 1);
		int replaced = started().size();
		long other = Long.parseLong(Files.readAllLines(others).get(0));
		assertThat(this.client.delete("job7").status()).isEqualTo(200);
		Awaitility.await().until(() -> !RunningProcesses.has(other));
		// the next of the replaced version would come within a second
		Awaitility.await().during(Duration.ofMillis(1200)).until(() -> started().size() == replaced);
		assertThat(Files.readAllLines(others)).hasSize(1);
		deploy(function(""), 2);
		assertThat(warm()).isEqualTo(2);
		this.platform.close();
		assertThat(alive()).isEmpty();
		assertThat(started()).hasSize(replaced + 2);
	}

}
