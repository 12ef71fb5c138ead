package io.blueprintfaas.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.platform.PlatformClient.Answer;
import io.blueprintfaas.platform.function.EngineSettings;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What happens to the processes of functions: their environment, their limits and their
 * end.
 */
class ProcessTests {

	private static final String CALL = "{\"job_id\":7,\"args\":[]}";

	private static final String OK = "printf '{\"job_id\":7,\"result\":[],\"success\":true}\\n'\n";

	@TempDir
	private Path folder;

	private EmbeddedPlatform platform;

	private PlatformClient client;

	@BeforeEach
	void start() {
		EngineSettings engine = EngineSettings.DEFAULTS
			.withMessageSizes(DataSize.ofMegabytes(8), DataSize.ofMegabytes(8))
			.withStartTimeout(Duration.ofSeconds(20))
			.withGracePeriod(Duration.ofMillis(100));
		this.platform = EmbeddedPlatform.start(PlatformSettings.DEFAULTS.withEngine(engine));
		this.client = new PlatformClient(this.platform.baseUrl());
	}

	@AfterEach
	void close() {
		this.platform.close();
	}

	@Test
	void givesAProcessAnEnvironmentOfItsOwn() throws Exception {
		Path out = this.folder.resolve("env");
		this.client.deploy("job7", Packages.script("#!/bin/sh\nenv > '%s'\npwd >> '%s'\n%s".formatted(out, out, OK)),
				"X-Blueprint-Config", PlatformClient.config("{\"env_vars\":{\"OWN\":\"a b\",\"LANG\":\"de\"}}"));
		assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
		assertThat(Files.readAllLines(out))
			.contains("OWN=a b", "LANG=de", "BLUEPRINT_FUNCTION_ID=job7", "BLUEPRINT_MEMORY_MB=512",
					"JAVA_HOME=" + System.getProperty("java.home"))
			.anyMatch((line) -> line.startsWith("BLUEPRINT_INSTANCE_ID=job7-"))
			.anyMatch((line) -> line.startsWith("HOME=") && line.endsWith("/home"))
			.anyMatch((line) -> line.startsWith("/") && line.endsWith("/code"))
			.filteredOn((line) -> line.contains("="))
			.extracting((line) -> line.substring(0, line.indexOf('=')))
			.isSubsetOf("OWN", "LANG", "BLUEPRINT_FUNCTION_ID", "BLUEPRINT_MEMORY_MB", "BLUEPRINT_INSTANCE_ID",
					"JAVA_HOME", "HOME", "TMPDIR", "PATH", "PWD", "OLDPWD", "SHLVL", "_");
	}

	@Test
	void takesMoreThanAPipeHolds() {
		this.client.deploy("echo", Packages.script("#!/bin/sh\nsed 's/\"args\":/\"success\":true,\"result\":/'\n"));
		String numbers = "1,".repeat(1_000_000) + "2";
		Answer answer = this.client.invoke("echo", "{\"job_id\":7,\"args\":[%s]}".formatted(numbers));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().path("result").size()).isEqualTo(1_000_001);
	}

	@Test
	void answersThoughTheRequestIsNotRead() {
		this.client.deploy("job7", Packages.script("#!/bin/sh\nexec <&-\n" + OK));
		Answer answer = this.client.invoke("job7",
				"{\"job_id\":7,\"args\":[%s]}".formatted("1,".repeat(200_000) + "2"));
		assertThat(answer.status()).as(answer.text()).isEqualTo(200);
	}

	@Test
	void tellsWhatAFunctionSaysOfItsFailure() {
		this.client.deploy("job7",
				Packages.script("#!/bin/sh\necho '{\"job_id\":7,\"result\":[],\"success\":false,\"error\":\"no\"}'\n"));
		Answer answer = this.client.invoke("job7", CALL);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.json().path("error").asString()).isEqualTo("no");
		assertThat(answer.json().path("success").asBoolean()).isFalse();
		assertThat(answer.json().path("job_id").asInt()).isEqualTo(7);
		assertThat(this.client.get("/api/functions/job7/health").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "#!/no/such/sh|'/no/such/sh'|No such file or directory|install it",
					"#!/etc/passwd|'/etc/passwd'|Permission denied|install it",
					"#!/bin/sh<CR>|carriage return|No such file or directory|Unix line ends" })
	void tellsWhyAFunctionCannotBeStarted(String line, String value, String reason, String fix) {
		String firstLine = line.replace("<CR>", "\r");
		Answer refused = this.client.deploy("kept", Packages.keptAlive(firstLine + "\n" + OK));
		assertThat(refused.status()).isEqualTo(400);
		assertThat(refused.code()).isEqualTo("START_FAILED");
		assertThat(refused.json().path("error").asString()).contains("'kept' cannot be started", value, reason, fix);
		this.client.deploy("job7", Packages.script(firstLine + "\n" + OK));
		Answer failed = this.client.invoke("job7", CALL);
		assertThat(failed.status()).isEqualTo(503);
		assertThat(failed.code()).isEqualTo("START_FAILED");
		assertThat(failed.json().path("error").asString()).contains("'job7' cannot be started", value, reason, fix);
		assertThat(this.client.get("/api/functions/job7/health").json().path("error").asString()).contains(value);
	}

	@Test
	void tellsThatAFunctionWasBuiltForAnotherMachine() {
		byte[] program = new byte[64];
		program[0] = 'M';
		program[1] = 'Z';
		this.client.deploy("job7", Packages.builder().file("bootstrap", program).build());
		Answer failed = this.client.invoke("job7", CALL);
		assertThat(failed.status()).isEqualTo(500);
		assertThat(failed.code()).isEqualTo("FUNCTION_CRASHED");
		assertThat(failed.json().path("error").asString()).contains("exit code", "'bootstrap' is a program for Windows",
				"Exec format error", "build it for this machine");
	}

	@Test
	void tellsThatAFunctionWasNotReadyInTime() {
		this.platform.close();
		this.platform = EmbeddedPlatform.start(
				PlatformSettings.DEFAULTS.withEngine(EngineSettings.DEFAULTS.withStartTimeout(Duration.ofSeconds(1))));
		this.client = new PlatformClient(this.platform.baseUrl());
		Answer slow = this.client.deploy("kept", Packages.keptAlive("#!/bin/sh\nexec sleep 300\n"));
		assertThat(slow.status()).isEqualTo(400);
		assertThat(slow.json().path("error").asString()).contains("was not ready within 1 s");
		Answer gone = this.client.deploy("kept", Packages.keptAlive("#!/bin/sh\nexit 0\n"));
		assertThat(gone.json().path("error").asString()).contains("it ended before it had answered");
	}

	@Test
	void tellsOfACrash() {
		this.client.deploy("job7", Packages.script("#!/bin/sh\nseq 1 2000 >&2\necho last words >&2\nexit 42\n"));
		Answer answer = this.client.invoke("job7", CALL);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.code()).isEqualTo("FUNCTION_CRASHED");
		JsonNode body = answer.json();
		assertThat(body.path("job_id").asInt()).isEqualTo(7);
		assertThat(body.path("success").asBoolean()).isFalse();
		assertThat(body.path("result").isEmpty()).isTrue();
		assertThat(body.path("details").path("exit_code").asInt()).isEqualTo(42);
		assertThat(body.path("details").path("stderr").asString()).endsWith("1999\n2000\nlast words")
			.hasSizeLessThanOrEqualTo(2048);
	}

	@ParameterizedTest
	@ValueSource(strings = { "true", "echo nonsense", "echo '{}'", "echo '{\"job_id\":7'", "cat" })
	void refusesAnswersThatAreNone(String command) {
		this.client.deploy("job7", Packages.script("#!/bin/sh\n" + command + "\n"));
		Answer answer = this.client.invoke("job7", CALL);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.code()).isEqualTo("INVALID_ANSWER");
	}

	@Test
	void refusesEndlessAnswers() {
		this.client.deploy("job7", Packages.script("#!/bin/sh\nyes\n"));
		Answer answer = this.client.invoke("job7", CALL);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.json().path("error").asString()).contains("larger than its limit");
	}

	@Test
	void killsTheWholeTreeAtTheTimeout() throws Exception {
		Path pids = this.folder.resolve("pids");
		String script = """
				#!/bin/sh
				sleep 300 & echo $! >> '%1$s'
				setsid sleep 300 & echo $! >> '%1$s'
				sh -c 'echo $$ >> "%1$s"; sleep 300; true' &
				echo $$ >> '%1$s'
				wait
				""".formatted(pids);
		this.client.deploy("job7", Packages.script(script), 1, 1);
		Answer answer = this.client.invoke("job7", CALL);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.code()).isEqualTo("TIMEOUT");
		JsonNode details = answer.json().path("details");
		assertThat(details.path("function_id").asString()).isEqualTo("job7");
		assertThat(details.path("timeout_secs").asInt()).isOne();
		assertThat(details.path("execution_secs").asDouble()).isBetween(1.0, 10.0);
		assertThat(Files.readAllLines(pids)).hasSize(4);
		awaitEnd(pids);
	}

	@Test
	void killsWhatACallLeavesBehind() {
		Path pids = this.folder.resolve("pids");
		this.client.deploy("job7", Packages.script("#!/bin/sh\nsleep 300 & echo $! >> '%s'\n%s".formatted(pids, OK)));
		assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
		awaitEnd(pids);
	}

	@Test
	void takesTheNextCallAfterATimeoutOfAKeptAliveFunction() {
		this.client.deploy("job7", Packages.keptAlive("""
				#!/bin/sh
				read -r warm
				%1$s
				while IFS= read -r request; do
					case $request in *'[1]'*) sleep 300 ;; esac
					%1$s
				done
				""".formatted(OK)), 1, 1);
		assertThat(this.client.invoke("job7", "{\"job_id\":7,\"args\":[1]}").code()).isEqualTo("TIMEOUT");
		Answer next = this.client.invoke("job7", "{\"job_id\":7,\"args\":\"\"}");
		assertThat(next.status()).as(next.text()).isEqualTo(200);
		assertThat(next.json().path("metrics").path("cold_start").asBoolean()).isTrue();
	}

	@Test
	void takesTheNextCallAfterACrashOfAKeptAliveFunction() {
		this.client.deploy("job7", Packages.keptAlive("""
				#!/bin/sh
				while IFS= read -r request; do
					case $request in *'[1]'*) echo bye >&2; exit 9 ;; *'[2]'*) echo nonsense ;; esac
					%1$s
				done
				""".formatted(OK)), 1, 5);
		Answer crash = this.client.invoke("job7", "{\"job_id\":7,\"args\":[1]}");
		assertThat(crash.code()).isEqualTo("FUNCTION_CRASHED");
		assertThat(crash.json().path("details").path("exit_code").asInt()).isEqualTo(9);
		assertThat(crash.json().path("details").path("stderr").asString()).isEqualTo("bye");
		assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
		assertThat(this.client.invoke("job7", "{\"job_id\":7,\"args\":[2]}").code()).isEqualTo("INVALID_ANSWER");
		assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
	}

	@Test
	void replacesAnInstanceThatEndedBetweenCalls() throws Exception {
		Path pids = this.folder.resolve("pids");
		this.client.deploy("job7", Packages
			.keptAlive("#!/bin/sh\necho $$ >> '%s'\nwhile read -r request; do\n%s\ndone\n".formatted(pids, OK)), 1, 5);
		long first = Long.parseLong(Files.readAllLines(pids).get(0));
		ProcessHandle instance = ProcessHandle.of(first).orElseThrow();
		instance.destroyForcibly();
		instance.onExit().join();
		assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
		assertThat(Files.readAllLines(pids)).hasSize(2);
	}

	@Test
	void endsAFunctionThatUsesTooMuchMemory() {
		this.client.deploy("job7", Packages.builder().file("bootstrap", """
				#!/bin/sh
				exec "$JAVA_HOME/bin/java" -Xmx600m -XX:+UseSerialGC Eater.java
				""").file("Eater.java", """
				class Eater {
					public static void main(String[] args) throws Exception {
						java.util.List<byte[]> all = new java.util.ArrayList<>();
						for (int i = 0; i < 50; i++) {
							byte[] block = new byte[10 << 20];
							java.util.Arrays.fill(block, (byte) 1);
							all.add(block);
						}
						System.in.read(new byte[0]);
						new java.util.concurrent.CountDownLatch(1).await();
					}
				}
				""").build(), "X-Blueprint-Config", PlatformClient.config("{\"memory_mb\":256,\"timeout_secs\":60}"));
		Answer answer = this.client.invoke("job7", CALL);
		assertThat(answer.status()).as(answer.text()).isEqualTo(500);
		assertThat(answer.code()).isEqualTo("MEMORY_LIMIT_EXCEEDED");
		assertThat(answer.json().path("details").path("limit_mb").asInt()).isEqualTo(256);
		assertThat(answer.json().path("details").path("memory_used_mb").asInt()).isGreaterThan(256);
	}

	@Test
	void measuresMemory() {
		this.client.deploy("job7",
				Packages.keptAlive("#!/bin/sh\nwhile read -r request; do\n%s\ndone\n".formatted(OK)));
		Answer answer = this.client.invoke("job7", CALL);
		assertThat(answer.json().path("memory_used_mb").asDouble()).isBetween(0.1, 100.0);
	}

	@Test
	void survivesAClientThatLeaves() throws Exception {
		Path go = this.folder.resolve("go");
		this.client.deploy("job7", Packages.keptAlive("""
				#!/bin/sh
				read -r warm
				%1$s
				while IFS= read -r request; do
					touch '%2$s.running'
					while [ ! -e '%2$s' ]; do sleep 0.05; done
					%1$s
				done
				""".formatted(OK, go)), 1, 60);
		CompletableFuture<Answer> running = this.client.invokeLater("job7", CALL);
		Awaitility.await().until(() -> Files.exists(this.folder.resolve("go.running")));
		CompletableFuture<Answer> waiting = this.client.invokeLater("job7", CALL);
		running.cancel(true);
		waiting.cancel(true);
		Files.createFile(go);
		assertThat(this.client.invoke("job7", CALL).status()).isEqualTo(200);
	}

	private static void awaitEnd(Path pids) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(Files.readAllLines(pids))
				.noneMatch((pid) -> RunningProcesses.has(Long.parseLong(pid))));
	}

}
