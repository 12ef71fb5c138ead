package io.blueprintfaas.packaging;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.StringUtils;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A package as Google runs it: checked with {@code javap}, then under its own invoker.
 */
@DisabledOnOs({ OS.WINDOWS, OS.MAC })
class GcpLayoutTests {

	@TempDir
	private static Path directory;

	private static FunctionPackage contents;

	private static Path unpacked;

	private static GcpProcess function;

	@BeforeAll
	static void startFunction() throws Exception {
		contents = LambdaPackages.pack(directory, new GcpLayout());
		unpacked = FunctionProcess.unpack(contents.file(), directory.resolve("unpacked"));
		function = GcpProcess.start(unpacked, GcpProcess.INVOKER_2, Map.of()).awaitReady();
		WireResponse first = call(LambdaPackages.request(0, "[5]"));
		assertThat(LambdaPackages.result(first)).as(function::log).isEqualTo("25");
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().init()).isBetween(Duration.ofMillis(200), Duration.ofMinutes(1));
		assertThat(first.metrics().instance()).matches("sample-00003-fox/[0-9a-f]{8}");
		assertThat(function.log()).contains("This instance calls itself '" + first.metrics().instance() + "'");
	}

	@AfterAll
	static void stopFunction() {
		function.close();
	}

	@Test
	void answersAreThoseOfTheLocalMethod() throws Exception {
		HttpResponse<byte[]> answer = function.post(LambdaPackages.request(0, "[12]"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(LambdaPackages.result(response(answer))).isEqualTo("144");
		assertThat(response(answer).metrics().coldStart()).isFalse();
	}

	@Test
	void answersInTheFormItIsAskedIn() throws Exception {
		HttpResponse<byte[]> answer = function.post(SampleCalls.request(0, "[3]"));
		assertThat(SampleCalls.result(new String(answer.body(), StandardCharsets.UTF_8))).isEqualTo("9");
	}

	@Test
	void answersManyRequestsAtTheSameTime() throws Exception {
		List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
		for (int number = 0; number < 100; number++) {
			// Each of them waits for another one
			answers.add(function.postAsync(LambdaPackages.request(5, "[\"%d\"]".formatted(number))));
		}
		for (int number = 0; number < 100; number++) {
			assertThat(LambdaPackages.result(response(answers.get(number).get(60, TimeUnit.SECONDS))))
				.isEqualTo("\"%d\"".formatted(number));
		}
	}

	@Test
	void carriesLargeRequestsAndAnswers() throws Exception {
		String text = "\"" + "x".repeat(5_000_000) + "\"";
		HttpResponse<byte[]> answer = function.post(LambdaPackages.request(7, "[" + text + "]"));
		assertThat(answer.headers().firstValueAsLong("Content-Length")).as("no stream").isPresent();
		assertThat(LambdaPackages.result(response(answer))).isEqualTo(text);
	}

	@Test
	void exceptionOfTheHandlerIsAnErrorForGoogleAndAnAnswerForTheCaller() throws Exception {
		HttpResponse<byte[]> answer = function.post(LambdaPackages.request(3, "[\"no picture\"]"));
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response(answer).error()).isEqualTo("no picture");
		assertThat(response(answer).errorType()).isEqualTo("java.lang.IllegalStateException");
		assertThat(response(answer).stack()).contains("SampleJobs.fail(SampleJobs.java:", "the cause");
		assertThat(LambdaPackages.result(call(LambdaPackages.request(0, "[2]")))).as("the next call").isEqualTo("4");
	}

	@Test
	void whatTheHandlerIsNotToBlameForIsAnswered() throws Exception {
		assertThat(call(LambdaPackages.request(77, "[]")).errorType()).isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThat(call(LambdaPackages.request(0, "[5]", null, "another", Map.of())).errorType())
			.isEqualTo(WireResponse.CONTRACT_MISMATCH);
		assertThat(call(LambdaPackages.request(0, "[true]")).errorType()).isEqualTo(WireResponse.PAYLOAD);
	}

	@Test
	void whatIsNoRequestIsRefused() throws Exception {
		HttpResponse<byte[]> answer = function.post("no json");
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(response(answer).success()).isFalse();
		assertThat(response(answer).error()).startsWith("The request cannot be read: ");
		assertThat(function.post("").statusCode()).isEqualTo(400);
		HttpResponse<String> page = function.get();
		assertThat(page.statusCode()).isEqualTo(405);
		assertThat(page.headers().firstValue("Allow")).hasValue("POST");
		assertThat(page.body()).contains("send its requests with POST");
	}

	@Test
	void deadlineOfTheCallerIsKept() throws Exception {
		WireResponse late = call(LambdaPackages.request(4, "[\"a\"]", 100L, null, Map.of()));
		assertThat(late.errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(late.error()).contains(", 100 ms after it was called,");
	}

	@Test
	void warmingRunsNoHandler() throws Exception {
		int before = calls();
		assertThat(call(LambdaPackages.text(WireRequest.warm(6))).success()).isTrue();
		assertThat(calls()).isEqualTo(before + 1);
	}

	@Test
	void printsAndLogsDoNoHarmAndEndUpInTheLog() throws Exception {
		assertThat(LambdaPackages.result(call(LambdaPackages.request(1, "[\"a b\"]")))).isEqualTo("\"a b\"");
		assertThat(function.log()).contains("printed a b").containsPattern("INFO .* logged a b");
	}

	@Test
	void runsInItsProfileWithoutServerAndCloudClients() throws Exception {
		assertThat(LambdaPackages.result(call(LambdaPackages.request(2, "[]")))).contains("\"profiles=faas-function\"",
				"\"server=false\"", "\"listening=1\"", "\"aws=false\"", "\"gcp=false\"", "\"junit=false\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { GcpProcess.INVOKER_1, GcpProcess.INVOKER_2 })
	void answersBeforeGoogleGivesUpAndThoseWhoWaitWhenItEnds(String invoker) throws Exception {
		try (GcpProcess other = GcpProcess.start(unpacked, invoker, Map.of("CLOUD_RUN_TIMEOUT_SECONDS", "1"))
			.awaitReady()) {
			HttpResponse<byte[]> late = other.post(LambdaPackages.request(4, "[\"a\"]"));
			assertThat(late.statusCode()).as(other::log).isEqualTo(200);
			assertThat(response(late).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
			assertThat(response(late).error()).containsPattern(", 9[0-9]{2} ms after it was called,");
			List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
			for (int number = 0; number < 20; number++) {
				waiting.add(other.postAsync(LambdaPackages.request(8, "[]")));
			}
			Awaitility.await()
				.pollInterval(Duration.ofMillis(20))
				.until(() -> StringUtils.countOccurrencesOf(other.log(), "began to work") == waiting.size());
			other.terminate();
			for (CompletableFuture<HttpResponse<byte[]>> answer : waiting) {
				assertThat(LambdaPackages.result(response(answer.get(20, TimeUnit.SECONDS)))).as(other::log)
					.isEqualTo("\"done\"");
			}
			assertThat(other.exit()).isEqualTo(128 + 15);
		}
	}

	@Test
	void startThatFailsEndsTheInstanceWithItsReasonInTheLog() throws Exception {
		try (GcpProcess broken = GcpProcess.start(unpacked, GcpProcess.INVOKER_2, Map.of("SAMPLE_BROKEN", "true"))) {
			assertThat(broken.exit()).isEqualTo(1);
			assertThat(broken.log()).contains("io.blueprintfaas.runtime.FunctionStartException",
					"Main class 'io.blueprintfaas.packaging.sample.SampleApplication' threw",
					"The sample is broken on purpose");
		}
	}

	@Test
	void isWhatGooglesBuildTakesAsBuiltAlready() throws Exception {
		try (Stream<Path> root = Files.list(unpacked)) {
			assertThat(root.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("function.jar",
					"lib");
		}
		Process javap = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "javap").toString(),
				"-classpath", "function.jar", GcpLayout.ENTRY_POINT)
			.directory(unpacked.toFile())
			.redirectErrorStream(true)
			.start();
		String printed = new String(javap.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(javap.waitFor()).as(printed).isZero();
		assertThat(printed).contains(GcpLayout.ENTRY_POINT + " implements com.google.cloud.functions.HttpFunction",
				"public " + GcpLayout.ENTRY_POINT + "()");
	}

	@Test
	void namesAllLibrariesInTheOrderOfTheClassPath() throws Exception {
		try (JarFile jar = new JarFile(unpacked.resolve("function.jar").toFile());
				Stream<Path> libraries = Files.list(unpacked.resolve("lib"))) {
			String[] classPath = jar.getManifest().getMainAttributes().getValue("Class-Path").split(" ");
			assertThat(classPath).startsWith("lib/app.jar")
				.containsExactlyInAnyOrderElementsOf(
						libraries.map((file) -> unpacked.relativize(file).toString()).toList());
			assertThat(new String(
					jar.getInputStream(jar.getEntry("META-INF/blueprint-faas/function.properties")).readAllBytes(),
					StandardCharsets.UTF_8))
				.isEqualTo("main-class=" + SampleFiles.MAIN_CLASS + "\n");
		}
		assertThat(unpacked.resolve("lib")).isDirectoryNotContaining("glob:**/functions-framework-*.jar")
			.isDirectoryNotContaining(
					"glob:**/{gax,grpc-api,grpc-core,grpc-netty,google-cloud,google-auth,proto-google}-*.jar");
	}

	@Test
	void equalApplicationsGiveEqualPackages() throws Exception {
		FunctionPackage again = LambdaPackages.pack(directory.resolve("again"), new GcpLayout());
		assertThat(again.file()).isNotEqualTo(contents.file()).hasSameBinaryContentAs(contents.file());
	}

	private static WireResponse call(String request) throws Exception {
		HttpResponse<byte[]> answer = function.post(request);
		assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		return response(answer);
	}

	private static WireResponse response(HttpResponse<byte[]> answer) {
		return WireFormat.readResponse(answer.body());
	}

	private static int calls() throws Exception {
		return Integer.parseInt(LambdaPackages.result(call(LambdaPackages.request(6, "[]"))));
	}

}
