package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A package for OpenWhisk's Go runtimes, under the contract that they have with it.
 */
@DisabledOnOs(OS.WINDOWS)
class ActionLoopLayoutTests {

	private static final Duration TIMEOUT = Duration.ofMinutes(1);

	@TempDir
	private static Path directory;

	private static ActionLoopLayout layout;

	private static FunctionPackager packager;

	private static Path unpacked;

	private static ActionLoopProcess function;

	@BeforeAll
	static void startFunction() throws IOException {
		Path java = LambdaPackages.linkedJava(directory.resolve("java"));
		layout = new ActionLoopLayout(new JavaBootstrap(List.of(), () -> java));
		packager = LambdaPackages.packager(directory);
		FunctionPackage marked = packager.packApplication(layout.withEnvironmentMark(ActionLoopProcess.GO_1_24));
		unpacked = ActionLoopProcess.unpack(marked.file(), directory.resolve("action/1/bin"));
		function = ActionLoopProcess.start(unpacked, ActionLoopProcess.GO_1_24, Map.of()).awaitAck();
		WireResponse first = call(function, 0, "[5]");
		assertThat(LambdaPackages.result(first)).as(function::stdout).isEqualTo("25");
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().init()).isPositive();
		assertThat(first.metrics().instance()).startsWith("sample/");
		assertThat(call(function, 0, "[5]").metrics().coldStart()).isFalse();
	}

	@AfterAll
	static void stopFunction() {
		function.close();
	}

	@Test
	void answersAreThoseOfTheLocalMethodWhateverItPrints() throws Exception {
		assertThat(LambdaPackages.result(call(function, 0, "[12]"))).isEqualTo("144");
		assertThat(LambdaPackages.result(call(function, 1, "[\"a b\"]"))).isEqualTo("\"a b\"");
		assertThat(function.stdout()).contains("printed a b\n").containsPattern("INFO .* logged a b\n");
		assertThat(LambdaPackages.result(call(function, 10, "[\"a b\"]"))).isEqualTo("\"a b\"");
		assertThat(function.stderr()).endsWith("complained a b");
	}

	@Test
	void runsWithoutServerSdksAndEnvironmentOfTheMachine() throws Exception {
		assertThat(LambdaPackages.result(call(function, 2, "[]"))).contains("\"profiles=faas-function\"",
				"\"server=false\"", "\"listening=0\"", "\"aws=false\"", "\"gcp=false\"", "\"junit=false\"");
	}

	@Test
	void exceptionOfTheHandlerIsAnErrorToOpenWhiskWithTypeMessageAndStack() throws Exception {
		byte[] answer = function.run(request(3, "[\"no picture\"]"), TIMEOUT);
		assertThat(new String(answer, StandardCharsets.UTF_8)).contains("\"error\":\"no picture\"");
		WireResponse response = ActionLoopProcess.response(answer);
		assertThat(response.errorType()).isEqualTo("java.lang.IllegalStateException");
		assertThat(response.stack()).contains("SampleJobs.fail(SampleJobs.java:", "the cause");
	}

	@Test
	void endsCallsBeforeOpenWhiskEndsTheContainer() throws Exception {
		byte[] answer = function.run(request(4, "[\"a\"]"), Duration.ofMillis(1200));
		assertThat(ActionLoopProcess.response(answer).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(LambdaPackages.result(call(function, 7, "[\"still there\"]"))).isEqualTo("\"still there\"");
	}

	@Test
	void carriesOneMegabyteBothWays() throws Exception {
		String text = "\"" + "ä".repeat(512 * 1024 - 100) + "\"";
		assertThat(LambdaPackages.result(call(function, 7, "[" + text + "]"))).isEqualTo(text);
		String answer = function
			.line("{\"value\":%s}".formatted(SampleCalls.request(7, "[\"%s\"]".formatted("x".repeat(250_000)))));
		assertThat(SampleCalls.result(answer)).isEqualTo("\"" + "x".repeat(250_000) + "\"");
	}

	@Test
	void goesOnAfterLinesThatAreNoActivation() throws Exception {
		assertThat(function.line("{\"value\":")).contains("\"error\":\"The activation cannot be read: it is no JSON");
		assertThat(function.line("{\"value\":{\"name\":\"world\"}}"))
			.contains("\"error\":\"The request cannot be read");
		assertThat(LambdaPackages.result(call(function, 0, "[3]"))).isEqualTo("9");
	}

	@Test
	void warmingAnswers() throws Exception {
		byte[] answer = function.run(WireFormat.writeRequest(WireRequest.warm(3)), TIMEOUT);
		assertThat(ActionLoopProcess.response(answer).success()).isTrue();
	}

	@Test
	void instancesOfOnePackageRunSideBySideAndEndWithTheirInput() throws Exception {
		try (ActionLoopProcess one = start(Map.of()); ActionLoopProcess two = start(Map.of())) {
			WireResponse first = call(one.awaitAck(), 6, "[]");
			WireResponse second = call(two.awaitAck(), 6, "[]");
			assertThat(LambdaPackages.result(first)).isEqualTo("1");
			assertThat(LambdaPackages.result(second)).isEqualTo("1");
			assertThat(first.metrics().instance()).isNotEqualTo(second.metrics().instance());
			one.endInput();
			assertThat(one.exit()).isZero();
		}
	}

	@Test
	void handlerThatEndsTheProcessEndsItWithoutAnswer() throws Exception {
		try (ActionLoopProcess process = start(Map.of()).awaitAck()) {
			assertThatIOException().isThrownBy(() -> call(process, 9, "[3]")).withMessageContaining("has ended");
			assertThat(process.exit()).isEqualTo(3);
		}
	}

	@Test
	void variablesAndMemoryOfTheFunctionAreTaken() throws Exception {
		try (ActionLoopProcess process = start(Map.of("SAMPLE_SETTING", "of the action", "BLUEPRINT_MEMORY_MB", "256"))
			.awaitAck()) {
			assertThat(LambdaPackages.result(call(process, 2, "[]"))).contains("\"setting=of the action\"")
				.containsPattern("\"maxHeap=12\\d\"");
		}
	}

	@Test
	void startThatFailsEndsTheProcessWithTheReasonInTheLog() throws Exception {
		try (ActionLoopProcess broken = start(Map.of("SAMPLE_BROKEN", "true"))) {
			assertThatIOException().isThrownBy(broken::awaitAck);
			assertThat(broken.exit()).isEqualTo(1);
			assertThat(broken.stderr()).contains("The sample is broken on purpose");
		}
	}

	@Test
	void markOfTheEnvironmentIsInThePackageOnlyIfThereIsOneAndTellsPackagesApart() throws Exception {
		assertThat(unpacked.resolve("exec.env")).hasContent(ActionLoopProcess.GO_1_24 + "\n");
		FunctionPackage plain = packager.packApplication(layout);
		FunctionPackage marked = packager
			.packApplication(layout.withEnvironmentMark(" openwhisk/action-golang-v1.23\n"));
		FunctionPackage again = packager.packApplication(layout.withEnvironmentMark(""));
		assertThat(again).isEqualTo(plain);
		assertThat(marked.file()).isNotEqualTo(plain.file());
		assertThat(marked.sha256()).isNotEqualTo(plain.sha256());
		Path folder = ActionLoopProcess.unpack(plain.file(), directory.resolve("plain"));
		assertThat(folder.resolve("exec.env")).doesNotExist();
		assertThatIOException().isThrownBy(() -> ActionLoopProcess.start(folder, ActionLoopProcess.GO_1_24, Map.of()));
		Path other = ActionLoopProcess.unpack(marked.file(), directory.resolve("other"));
		assertThatIOException().isThrownBy(() -> ActionLoopProcess.start(other, ActionLoopProcess.GO_1_24, Map.of()))
			.withMessageContaining("'exec.env' is 'openwhisk/action-golang-v1.23'");
		assertThatIllegalArgumentException().isThrownBy(() -> layout.withEnvironmentMark("a\nb"));
	}

	@Test
	void repairsJavaThatWasUnpackedWithoutItsModeAndSaysWhenItIsMissing() throws Exception {
		Path copy = directory.resolve("copy");
		FileSystemUtils.copyRecursively(unpacked, copy);
		Path java = copy.resolve("jre/bin/java");
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rw-r--r--"));
		Files.createDirectories(copy.resolve("jre/lib"));
		Files.createFile(copy.resolve("jre/lib/jspawnhelper"));
		try (ActionLoopProcess process = ActionLoopProcess.start(copy, null, Map.of()).awaitAck()) {
			assertThat(LambdaPackages.result(call(process, 0, "[3]"))).isEqualTo("9");
		}
		Files.delete(java);
		try (ActionLoopProcess process = ActionLoopProcess.start(copy, null, Map.of())) {
			assertThat(process.exit()).isEqualTo(127);
			assertThat(process.stderr())
				.startsWith("exec: the package's Java, '" + copy.toRealPath() + "/jre/bin/java', is missing");
		}
	}

	@Test
	void refusesAPackageWithoutJava() {
		assertThatExceptionOfType(PackagingException.class)
			.isThrownBy(() -> packager.packApplication(new ActionLoopLayout(new JavaBootstrap())))
			.withMessageContaining("have no Java");
	}

	private static ActionLoopProcess start(Map<String, String> variables) throws IOException {
		return ActionLoopProcess.start(unpacked, ActionLoopProcess.GO_1_24, variables);
	}

	private static WireResponse call(ActionLoopProcess process, long job, String arguments) throws IOException {
		return ActionLoopProcess.response(process.run(request(job, arguments), TIMEOUT));
	}

	private static byte[] request(long job, String arguments) {
		return LambdaPackages.request(job, arguments).getBytes(StandardCharsets.UTF_8);
	}

}
