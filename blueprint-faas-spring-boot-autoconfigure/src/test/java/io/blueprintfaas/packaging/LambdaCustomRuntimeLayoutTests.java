package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.LambdaRuntimeApi;
import io.blueprintfaas.LambdaRuntimeApi.Report;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A package with its own runtime, against a Runtime API.
 */
@DisabledOnOs({ OS.WINDOWS, OS.MAC })
class LambdaCustomRuntimeLayoutTests {

	@TempDir
	private static Path directory;

	private static Path unpacked;

	private static LambdaRuntimeApi api;

	private static LambdaProcess function;

	@BeforeAll
	static void startFunction() throws Exception {
		Path java = LambdaPackages.linkedJava(directory.resolve("java"));
		PackageLayout layout = new LambdaCustomRuntimeLayout(new JavaBootstrap(List.of(), () -> java));
		unpacked = FunctionProcess.unpack(LambdaPackages.pack(directory, layout).file(), directory.resolve("unpacked"));
		api = LambdaRuntimeApi.start();
		function = LambdaProcess.custom(unpacked, api, Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2"));
		WireResponse first = LambdaPackages.call(api, LambdaPackages.request(0, "[5]"));
		assertThat(LambdaPackages.result(first)).as(function::log).isEqualTo("25");
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().instance()).isEqualTo("the-log-stream");
	}

	@AfterAll
	static void stopFunction() {
		function.close();
		api.close();
	}

	@Test
	void answersAreThoseOfTheLocalMethodWhateverItPrints() throws Exception {
		assertThat(LambdaPackages.result(LambdaPackages.call(api, LambdaPackages.request(0, "[12]")))).isEqualTo("144");
		assertThat(LambdaPackages.result(LambdaPackages.call(api, LambdaPackages.request(1, "[\"a b\"]"))))
			.isEqualTo("\"a b\"");
		assertThat(function.log()).contains("printed a b").containsPattern("INFO .* logged a b");
	}

	@Test
	void takesItsHeapFromTheMemoryOfTheFunction() throws Exception {
		assertThat(LambdaPackages.result(LambdaPackages.call(api, LambdaPackages.request(2, "[]"))))
			.containsPattern("\"maxHeap=3[67]\\d\"")
			.contains("\"listening=0\"");
	}

	@Test
	void exceptionOfTheHandlerIsAFunctionErrorWithTypeMessageStackAndCauseAndIsLogged() throws Exception {
		Report report = api.invoke(LambdaPackages.request(3, "[\"no picture\"]")).get(30, TimeUnit.SECONDS);
		assertThat(report.error()).isTrue();
		assertThat(report.errorType()).isEqualTo("Runtime.UserException");
		assertThat(report.body()).contains("\"errorMessage\":\"no picture\"",
				"\"errorType\":\"java.lang.IllegalStateException\"", "SampleJobs.fail(SampleJobs.java:",
				"\"Caused by: java.io.IOException: the cause\"");
		assertThat(function.log()).contains("java.lang.IllegalStateException: no picture");
	}

	@Test
	void whatTheHandlerIsNotToBlameForIsAnsweredUnlessItIsAnEvent() throws Exception {
		assertThat(LambdaPackages.call(api, LambdaPackages.request(77, "[]")).errorType())
			.isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThat(LambdaPackages.call(api, LambdaPackages.request(4, "[\"a\"]", 100L, null, Map.of())).errorType())
			.isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		Report late = api.invoke(LambdaPackages.request(4, "[\"a\"]"), Duration.ofSeconds(1)).get(30, TimeUnit.SECONDS);
		assertThat(LambdaPackages.response(late).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(api.invoke(LambdaPackages.event(77, "[]")).get(30, TimeUnit.SECONDS).error()).isTrue();
	}

	@Test
	void warmingAnswers() throws Exception {
		assertThat(LambdaPackages.call(api, LambdaPackages.text(WireRequest.warm(3))).success()).isTrue();
	}

	@Test
	void answersSeveralInvocationsAtTheSameTime() throws Exception {
		LambdaConcurrency.check(api, function);
	}

	@Test
	void startThatFailsIsReportedWithItsReason() throws Exception {
		try (LambdaRuntimeApi other = LambdaRuntimeApi.start();
				LambdaProcess broken = LambdaProcess.custom(unpacked, other, Map.of("SAMPLE_BROKEN", "true"))) {
			Report report = other.initError().get(60, TimeUnit.SECONDS);
			assertThat(report.errorType()).isEqualTo("Runtime.BadFunctionCode");
			assertThat(report.body()).contains("\"errorType\":\"io.blueprintfaas.runtime.FunctionStartException\"",
					"The sample is broken on purpose");
			assertThat(broken.exit()).isEqualTo(1);
		}
	}

	@Test
	void endsWhenLambdaSaysSo() throws Exception {
		try (LambdaRuntimeApi other = LambdaRuntimeApi.start();
				LambdaProcess single = LambdaProcess.custom(unpacked, other, Map.of())) {
			assertThat(LambdaPackages.result(LambdaPackages.call(other, LambdaPackages.request(0, "[3]"))))
				.isEqualTo("9");
			single.terminate();
			assertThat(single.exit()).as("SIGTERM").isEqualTo(143);
			assertThat(single.log()).doesNotContain("ERROR").doesNotContain("Exception");
		}
	}

	@Test
	void refusesAPackageWithoutJava() {
		assertThatExceptionOfType(PackagingException.class)
			.isThrownBy(() -> LambdaPackages.pack(directory.resolve("refused"),
					new LambdaCustomRuntimeLayout(new JavaBootstrap())))
			.withMessage("Lambda's runtime 'provided.al2023' has no Java, and the package brings none: set "
					+ "'blueprint.faas.packaging.jre' to 'bundled', or choose one of Lambda's Java runtimes, for "
					+ "example 'java21'");
	}

	@Test
	void architectureIsNamedAsLambdaDoes() {
		assertThat(LambdaCustomRuntimeLayout.architecture()).isIn("x86_64", "arm64");
	}

}
