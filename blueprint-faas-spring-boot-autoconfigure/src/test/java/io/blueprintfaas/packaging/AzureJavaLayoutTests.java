package io.blueprintfaas.packaging;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.StringUtils;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.packaging.AzureFunctionEntry.AuthLevel;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A package as Azure's Java worker runs it, among libraries of the worker that would do
 * harm if they were found.
 */
@DisabledOnOs({ OS.WINDOWS, OS.MAC })
class AzureJavaLayoutTests {

	private static final List<AzureFunctionEntry> FUNCTIONS = Stream.of("sample-job-0", "sample-job-1", "thumbnail-lib")
		.map((name) -> new AzureFunctionEntry(name, AuthLevel.FUNCTION))
		.toList();

	private static final String PATH = "/api/sample-job-0";

	@TempDir
	private static Path directory;

	private static FunctionPackage contents;

	private static Path unpacked;

	private static AzureProcess function;

	@BeforeAll
	static void startFunction() throws Exception {
		contents = LambdaPackages.pack(directory, layout(FUNCTIONS));
		unpacked = FunctionProcess.unpack(contents.file(), directory.resolve("unpacked"));
		function = AzureProcess.worker(unpacked, Map.of()).awaitLoaded();
		WireResponse first = call(LambdaPackages.request(0, "[5]"));
		assertThat(LambdaPackages.result(first)).as(function::log).isEqualTo("25");
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().init()).isBetween(Duration.ofMillis(200), Duration.ofMinutes(1));
		assertThat(first.metrics().instance()).matches("6f1d0c/[0-9a-f]{8}");
		assertThat(function.log()).contains("This instance calls itself '" + first.metrics().instance() + "'");
	}

	@AfterAll
	static void stopFunction() {
		function.close();
	}

	@Test
	void answersAreThoseOfTheLocalMethod() throws Exception {
		HttpResponse<byte[]> answer = function.post(PATH, LambdaPackages.request(0, "[12]"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(LambdaPackages.result(response(answer))).isEqualTo("144");
		assertThat(response(answer).metrics().coldStart()).isFalse();
	}

	@Test
	void allFunctionsShareOneApplication() throws Exception {
		int before = calls("/api/sample-job-0");
		assertThat(calls("/api/sample-job-1")).isEqualTo(before + 1);
		assertThat(calls("/api/thumbnail-lib")).isEqualTo(before + 2);
		assertThat(StringUtils.countOccurrencesOf(function.log(), "Started SampleApplication")).isEqualTo(1);
	}

	@Test
	void answersInTheFormItIsAskedIn() throws Exception {
		HttpResponse<byte[]> answer = function.post(PATH, SampleCalls.request(0, "[3]"));
		assertThat(SampleCalls.result(new String(answer.body(), StandardCharsets.UTF_8))).isEqualTo("9");
	}

	@Test
	void answersManyRequestsAtTheSameTime() throws Exception {
		List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
		for (int number = 0; number < 200; number++) {
			// Each of them waits for another one
			answers.add(function.postAsync(PATH, LambdaPackages.request(5, "[\"%d\"]".formatted(number))));
		}
		for (int number = 0; number < 200; number++) {
			assertThat(LambdaPackages.result(response(answers.get(number).get(60, TimeUnit.SECONDS))))
				.isEqualTo("\"%d\"".formatted(number));
		}
	}

	@Test
	void carriesLargeRequestsAndAnswersAndAllCharacters() throws Exception {
		String text = "\"" + "ж€😀x".repeat(500_000) + "\"";
		assertThat(LambdaPackages.result(call(LambdaPackages.request(7, "[" + text + "]")))).isEqualTo(text);
		assertThat(
				LambdaPackages.result(call("{\"job_id\":7,\"contract\":null,\"headers\":{\"ж\":\"😀\"},\"args\":\"%s\"}"
					.formatted(Base64.getEncoder().encodeToString("[\"a\"]".getBytes(StandardCharsets.UTF_8))))))
			.isEqualTo("\"a\"");
	}

	@Test
	void exceptionOfTheHandlerIsAnErrorForAzureAndAnAnswerForTheCaller() throws Exception {
		HttpResponse<byte[]> answer = function.post(PATH, LambdaPackages.request(3, "[\"no picture\"]"));
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
		assertThat(function.post(PATH, "no json").statusCode()).isEqualTo(400);
		assertThat(function.post(PATH, "").statusCode()).isEqualTo(400);
	}

	@Test
	void deadlineOfTheCallerIsKept() throws Exception {
		WireResponse late = call(LambdaPackages.request(4, "[\"a\"]", 100L, null, Map.of()));
		assertThat(late.errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(late.error()).contains(", 100 ms after it was called,");
	}

	@Test
	void warmingRunsNoHandler() throws Exception {
		int before = calls(PATH);
		assertThat(call(LambdaPackages.text(WireRequest.warm(6))).success()).isTrue();
		assertThat(calls(PATH)).isEqualTo(before + 1);
	}

	@Test
	void printsAndLogsDoNoHarmAndEndUpInTheLog() throws Exception {
		assertThat(LambdaPackages.result(call(LambdaPackages.request(1, "[\"a b\"]")))).isEqualTo("\"a b\"");
		assertThat(function.log()).contains("printed a b").containsPattern("INFO .* logged a b");
	}

	@Test
	void runsInItsProfileWithoutServerAndCloudClients() throws Exception {
		assertThat(LambdaPackages.result(call(LambdaPackages.request(2, "[]")))).contains("\"profiles=faas-function\"",
				"\"server=false\"", "\"aws=false\"", "\"azure=false\"", "\"gcp=false\"", "\"junit=false\"");
	}

	@Test
	void instanceThatIsKeptReadyStartsBeforeItIsCalled() throws Exception {
		try (AzureProcess other = AzureProcess.worker(unpacked, Map.of()).awaitLoaded()) {
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.pollInterval(Duration.ofMillis(20))
				.until(() -> other.log().contains("This instance calls itself"));
			List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
			for (int number = 0; number < 20; number++) {
				waiting.add(other.postAsync(PATH, LambdaPackages.request(8, "[]")));
			}
			Awaitility.await()
				.pollInterval(Duration.ofMillis(20))
				.until(() -> StringUtils.countOccurrencesOf(other.log(), "began to work") == waiting.size());
			other.terminate();
			assertThat(other.exit()).isEqualTo(128 + 15);
			assertThat(other.log()).doesNotContain("still to be sent", "still running");
		}
	}

	@Test
	void startThatFailsIsTheAnswerToEverybodyAndTheEndOfTheProcess() throws Exception {
		try (AzureProcess broken = AzureProcess.worker(unpacked, Map.of("SAMPLE_BROKEN", "true")).awaitLoaded()) {
			for (int time = 1; time <= 2; time++) {
				HttpResponse<byte[]> answer = broken.post(PATH, LambdaPackages.request(0, "[5]"));
				assertThat(answer.statusCode()).isEqualTo(500);
				assertThat(response(answer).errorType()).isEqualTo("io.blueprintfaas.runtime.FunctionStartException");
				assertThat(response(answer).error()).contains("The sample is broken on purpose");
			}
			assertThat(broken.log()).containsOnlyOnce("The function did not start: ");
			assertThat(broken.exit()).isEqualTo(1);
		}
	}

	@Test
	void hasWhatAzureLooksFor() throws Exception {
		try (Stream<Path> root = Files.list(unpacked)) {
			assertThat(root.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("host.json",
					"app.jar", "jars", "sample-job-0", "sample-job-1", "thumbnail-lib");
		}
		assertThat(unpacked.resolve("host.json")).content()
			.contains("\"version\": \"2.0\"", "\"functionTimeout\": \"00:03:50\"", "\"routePrefix\": \"api\"")
			.doesNotContain("customHandler", "extensionBundle");
		assertThat(unpacked.resolve("sample-job-1/function.json")).content()
			.contains("\"scriptFile\": \"../app.jar\"",
					"\"entryPoint\": \"io.blueprintfaas.runtime.azure.AzureHttpFunction.run\"",
					"\"authLevel\": \"function\"", "\"methods\": [\"post\"]", "\"route\": \"sample-job-1\"",
					"\"name\": \"$return\"");
		assertThat(unpacked.resolve("jars")).isDirectoryNotContaining("glob:**/azure-{core,identity,resourcemanager}*")
			.isDirectoryNotContaining("glob:**/msal4j*");
	}

	@Test
	void equalAppsGiveEqualPackagesAndOthersGiveOthers() throws Exception {
		FunctionPackage again = LambdaPackages.pack(directory.resolve("again"),
				layout(List.of(FUNCTIONS.get(2), FUNCTIONS.get(0), FUNCTIONS.get(1))));
		assertThat(again.file()).isNotEqualTo(contents.file()).hasSameBinaryContentAs(contents.file());
		FunctionPackager packager = LambdaPackages.packager(directory.resolve("third"));
		FunctionPackage one = packager.packApplication(layout(FUNCTIONS.subList(0, 1)));
		assertThat(packager.packApplication(layout(FUNCTIONS)).sha256()).isEqualTo(contents.sha256());
		assertThat(one.sha256()).isNotEqualTo(contents.sha256());
		assertThat(packager
			.packApplication(new AzureLayouts(new JavaBootstrap()).java(FUNCTIONS, Duration.ofSeconds(231))))
			.isNotEqualTo(contents);
		assertThat(one.file()).as("of another app, still there").exists();
	}

	private static PackageLayout layout(List<AzureFunctionEntry> functions) {
		return new AzureLayouts(new JavaBootstrap()).java(functions, Duration.ofSeconds(230));
	}

	private static WireResponse call(String request) throws Exception {
		HttpResponse<byte[]> answer = function.post(PATH, request);
		assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		return response(answer);
	}

	private static WireResponse response(HttpResponse<byte[]> answer) {
		return WireFormat.readResponse(answer.body());
	}

	private static int calls(String path) throws Exception {
		return Integer.parseInt(LambdaPackages.result(response(function.post(path, LambdaPackages.request(6, "[]")))));
	}

}
