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
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.packaging.AzureFunctionEntry.AuthLevel;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A package as Azure's host starts it as a process, and forwards requests to it.
 */
@DisabledOnOs({ OS.WINDOWS, OS.MAC })
class AzureCustomHandlerLayoutTests {

	private static final List<AzureFunctionEntry> FUNCTIONS = List
		.of(new AzureFunctionEntry("sample-job-0", AuthLevel.ANONYMOUS));

	private static final String PATH = "/api/sample-job-0";

	@TempDir
	private static Path directory;

	private static FunctionPackage contents;

	private static Path unpacked;

	private static AzureProcess function;

	@BeforeAll
	static void startFunction() throws Exception {
		contents = LambdaPackages.pack(directory, layout());
		unpacked = FunctionProcess.unpack(contents.file(), directory.resolve("unpacked"));
		function = AzureProcess.handler(unpacked, Map.of()).awaitPing();
		assertThat(function.log()).as("the host finds it before it has started")
			.doesNotContain("Started SampleApplication");
		WireResponse first = call(LambdaPackages.request(0, "[5]"));
		assertThat(LambdaPackages.result(first)).as(function::log).isEqualTo("25");
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().init()).isBetween(Duration.ofMillis(200), Duration.ofMinutes(1));
		assertThat(first.metrics().instance()).matches("6f1d0c/[0-9a-f]{8}");
	}

	@AfterAll
	static void stopFunction() {
		function.close();
	}

	@Test
	void answersForwardedRequests() throws Exception {
		HttpResponse<byte[]> answer = function.post(PATH, LambdaPackages.request(0, "[12]"));
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(LambdaPackages.result(response(answer))).isEqualTo("144");
		assertThat(response(answer).metrics().coldStart()).isFalse();
	}

	@Test
	void exceptionOfTheHandlerIsAnErrorForAzureAndAnAnswerForTheCaller() throws Exception {
		HttpResponse<byte[]> answer = function.post(PATH, LambdaPackages.request(3, "[\"no picture\"]"));
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(response(answer).error()).isEqualTo("no picture");
	}

	@Test
	void answersRequestsInMessagesOfTheHost() throws Exception {
		JsonNode answer = message(LambdaPackages.request(0, "[12]"));
		assertThat(answer.at("/ReturnValue/statusCode").intValue()).isEqualTo(200);
		assertThat(answer.at("/ReturnValue/headers/Content-Type").stringValue()).isEqualTo("application/json");
		byte[] body = answer.at("/ReturnValue/body").stringValue().getBytes(StandardCharsets.UTF_8);
		assertThat(LambdaPackages.result(WireFormat.readResponse(body))).isEqualTo("144");
		assertThat(answer.at("/Outputs").isObject()).isTrue();
		assertThat(answer.at("/Logs").isArray()).isTrue();
		assertThat(message(LambdaPackages.request(3, "[\"no picture\"]")).at("/ReturnValue/statusCode").intValue())
			.isEqualTo(500);
		assertThat(message("no request").at("/ReturnValue/statusCode").intValue()).isEqualTo(400);
	}

	@Test
	void refusesWhatIsNoCall() throws Exception {
		assertThat(function.post(PATH, "no json").statusCode()).isEqualTo(400);
		HttpResponse<String> page = function.get(PATH);
		assertThat(page.statusCode()).isEqualTo(405);
		assertThat(page.headers().firstValue("Allow")).hasValue("POST");
		assertThat(function.get("/admin/host/status").statusCode()).isEqualTo(404);
		assertThat(function.get("/").statusCode()).isEqualTo(200);
	}

	@Test
	void carriesLargeRequestsAndAnswers() throws Exception {
		for (int size : new int[] { 1_000_000, 20_000_000 }) {
			String text = "\"" + "x".repeat(size) + "\"";
			assertThat(LambdaPackages.result(call(LambdaPackages.request(7, "[" + text + "]")))).isEqualTo(text);
		}
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
	void answersMoreRequestsThanItCanRunAtATime() throws Exception {
		List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
		for (int number = 0; number < 1300; number++) {
			answers.add(function.postAsync(PATH, LambdaPackages.request(4, "[\"a\"]", 2000L, null, Map.of())));
		}
		List<String> types = new ArrayList<>();
		for (CompletableFuture<HttpResponse<byte[]>> answer : answers) {
			types.add(response(answer.get(60, TimeUnit.SECONDS)).errorType());
		}
		assertThat(types).containsOnly(WireResponse.DEADLINE_EXCEEDED, WireResponse.UNAVAILABLE)
			.contains(WireResponse.DEADLINE_EXCEEDED);
	}

	@Test
	void printsAndLogsEndUpInTheLog() throws Exception {
		assertThat(LambdaPackages.result(call(LambdaPackages.request(1, "[\"a b\"]")))).isEqualTo("\"a b\"");
		assertThat(function.log()).contains("printed a b").containsPattern("INFO .* logged a b");
	}

	@Test
	void listensForItsHostOnly() throws Exception {
		assertThat(LambdaPackages.result(call(LambdaPackages.request(2, "[]")))).contains("\"profiles=faas-function\"",
				"\"server=false\"", "\"listening=1\"");
	}

	@Test
	void answersThoseWhoWaitWhenItEnds() throws Exception {
		try (AzureProcess other = AzureProcess.handler(unpacked, Map.of()).awaitPing()) {
			List<CompletableFuture<HttpResponse<byte[]>>> waiting = new ArrayList<>();
			for (int number = 0; number < 20; number++) {
				waiting.add(other.postAsync(PATH, LambdaPackages.request(8, "[]")));
			}
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
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
	void startThatFailsIsTheAnswerToEverybodyAndTheEndOfTheProcess() throws Exception {
		try (AzureProcess broken = AzureProcess.handler(unpacked, Map.of("SAMPLE_BROKEN", "true")).awaitPing()) {
			HttpResponse<byte[]> answer = broken.post(PATH, LambdaPackages.request(0, "[5]"));
			assertThat(answer.statusCode()).isEqualTo(500);
			assertThat(response(answer).error()).contains("The sample is broken on purpose");
			assertThat(broken.exit()).isEqualTo(1);
			assertThat(broken.log()).containsOnlyOnce("The function did not start: ");
		}
	}

	@Test
	void hasWhatTheHostLooksFor() throws Exception {
		assertThat(unpacked.resolve("bootstrap")).isExecutable();
		assertThat(unpacked.resolve("jre/bin/java")).isExecutable();
		JsonNode host = JsonMapper.shared().readTree(Files.readAllBytes(unpacked.resolve("host.json")));
		assertThat(host.at("/customHandler/description/defaultExecutablePath").stringValue()).isEqualTo("bootstrap");
		assertThat(host.at("/customHandler/enableForwardingHttpRequest").booleanValue()).isTrue();
		assertThat(host.at("/functionTimeout").stringValue()).isEqualTo("1.01:01:01");
		JsonNode binding = JsonMapper.shared()
			.readTree(Files.readAllBytes(unpacked.resolve("sample-job-0/function.json")));
		assertThat(binding.has("scriptFile")).isFalse();
		assertThat(binding.at("/bindings/0/authLevel").stringValue()).isEqualTo("anonymous");
		try (Stream<Path> root = Files.list(unpacked)) {
			assertThat(root.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("host.json",
					"app.jar", "lib", "jre", "bootstrap", "java.args", "sample-job-0");
		}
	}

	@Test
	void equalAppsGiveEqualPackages() throws Exception {
		FunctionPackage again = LambdaPackages.pack(directory.resolve("again"), layout());
		assertThat(again.file()).isNotEqualTo(contents.file()).hasSameBinaryContentAs(contents.file());
	}

	@Test
	void isRefusedWithoutJava() {
		PackageLayout layout = new AzureLayouts(new JavaBootstrap()).custom(FUNCTIONS, Duration.ofSeconds(230));
		assertThatExceptionOfType(PackagingException.class)
			.isThrownBy(() -> LambdaPackages.pack(directory.resolve("without"), layout))
			.withMessageContaining("set 'blueprint.faas.packaging.jre' to 'bundled'");
	}

	private static PackageLayout layout() throws Exception {
		Path java = Files.exists(directory.resolve("java")) ? directory.resolve("java")
				: LambdaPackages.linkedJava(directory.resolve("java"));
		return new AzureLayouts(new JavaBootstrap(List.of(), () -> java)).custom(FUNCTIONS,
				Duration.ofDays(1).plusHours(1).plusMinutes(1).plusMillis(1999));
	}

	private static JsonNode message(String body) throws Exception {
		String message = """
				{"Data":{"request":{"Url":"http://x/api/sample-job-0","Method":"POST","Query":"{}",
				"Headers":{"Content-Type":["application/json"]},"Params":{},"Identities":[{"Claims":[]}],"Body":%s}},
				"Metadata":{"sys":{"MethodName":"sample-job-0","Body":"another"}}}
				""".formatted(JsonMapper.shared().writeValueAsString(body));
		HttpResponse<byte[]> answer = function.post("/sample-job-0", message);
		assertThat(answer.statusCode()).isEqualTo(200);
		return JsonMapper.shared().readTree(answer.body());
	}

	private static WireResponse call(String request) throws Exception {
		HttpResponse<byte[]> answer = function.post(PATH, request);
		assertThat(answer.statusCode()).as(() -> new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
		return response(answer);
	}

	private static WireResponse response(HttpResponse<byte[]> answer) {
		return WireFormat.readResponse(answer.body());
	}

}
