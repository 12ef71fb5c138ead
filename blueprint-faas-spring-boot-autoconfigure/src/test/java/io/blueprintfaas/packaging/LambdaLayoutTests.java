package io.blueprintfaas.packaging;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.LambdaRuntimeApi;
import io.blueprintfaas.LambdaRuntimeApi.Report;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A package as Lambda's Java runtimes run it: under their own client, against a Runtime
 * API.
 */
@DisabledOnOs({ OS.WINDOWS, OS.MAC })
class LambdaLayoutTests {

	@TempDir
	private static Path directory;

	private static FunctionPackage contents;

	private static Path unpacked;

	private static LambdaRuntimeApi api;

	private static LambdaProcess function;

	@BeforeAll
	static void startFunction() throws Exception {
		contents = LambdaPackages.pack(directory, new LambdaLayout());
		unpacked = FunctionProcess.unpack(contents.file(), directory.resolve("unpacked"));
		api = LambdaRuntimeApi.start();
		function = LambdaProcess.managed(unpacked, api, Map.of());
		WireResponse first = LambdaPackages.call(api, LambdaPackages.request(0, "[5]"));
		assertThat(LambdaPackages.result(first)).as(function::log).isEqualTo("25");
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().init()).isBetween(Duration.ofMillis(200), Duration.ofMinutes(1));
		assertThat(first.metrics().instance()).isEqualTo("the-log-stream");
	}

	@AfterAll
	static void stopFunction() {
		function.close();
		api.close();
	}

	@Test
	void answersAreThoseOfTheLocalMethod() throws Exception {
		WireResponse response = LambdaPackages.call(api, LambdaPackages.request(0, "[12]"));
		assertThat(LambdaPackages.result(response)).isEqualTo("144");
		assertThat(response.metrics().coldStart()).isFalse();
	}

	@Test
	void answersInTheFormItIsAskedIn() throws Exception {
		Report report = api.invoke(SampleCalls.request(0, "[3]")).get(30, TimeUnit.SECONDS);
		assertThat(SampleCalls.result(report.body())).isEqualTo("9");
	}

	@Test
	void printsAndLogsDoNoHarmAndEndUpInTheLog() throws Exception {
		assertThat(LambdaPackages.result(LambdaPackages.call(api, LambdaPackages.request(1, "[\"a b\"]"))))
			.isEqualTo("\"a b\"");
		assertThat(function.log()).contains("printed a b").containsPattern("INFO .* logged a b");
	}

	@Test
	void runsInItsProfileWithoutServerAndCloudClientsThoughItsConfigurationNamesThem() throws Exception {
		assertThat(directory.resolve("sample/resources/application.yml")).content()
			.contains("blueprint.faas.jobs.print: { provider: aws", "blueprint.faas.aws:", "spring.cloud.aws:");
		assertThat(LambdaPackages.result(LambdaPackages.call(api, LambdaPackages.request(2, "[]")))).contains(
				"\"profiles=faas-function\"", "\"server=false\"", "\"listening=0\"", "\"aws=false\"",
				"\"junit=false\"");
	}

	@Test
	void exceptionOfTheHandlerIsAFunctionErrorWithTypeMessageAndStack() throws Exception {
		Report report = api.invoke(LambdaPackages.request(3, "[\"no picture\"]")).get(30, TimeUnit.SECONDS);
		assertThat(report.error()).isTrue();
		assertThat(report.body()).contains("\"errorMessage\":\"no picture\"",
				"\"errorType\":\"java.lang.IllegalStateException\"", "SampleJobs.fail(SampleJobs.java:");
		assertThat(LambdaPackages.result(LambdaPackages.call(api, LambdaPackages.request(0, "[2]"))))
			.as("the next call")
			.isEqualTo("4");
	}

	@Test
	void whatTheHandlerIsNotToBlameForIsAnswered() throws Exception {
		assertThat(errorType(LambdaPackages.request(77, "[]"))).isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThat(errorType(LambdaPackages.request(0, "[5]", null, "another", Map.of())))
			.isEqualTo(WireResponse.CONTRACT_MISMATCH);
		assertThat(errorType(LambdaPackages.request(0, "[true]"))).isEqualTo(WireResponse.PAYLOAD);
	}

	@Test
	void deadlineOfCallerAndOfLambdaAreKept() throws Exception {
		WireResponse byCaller = LambdaPackages.call(api, LambdaPackages.request(4, "[\"a\"]", 100L, null, Map.of()));
		assertThat(byCaller.errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(byCaller.error()).contains(", 100 ms after it was called,");
		Report byLambda = api.invoke(LambdaPackages.request(4, "[\"a\"]"), Duration.ofSeconds(1))
			.get(30, TimeUnit.SECONDS);
		assertThat(LambdaPackages.response(byLambda).error()).containsPattern(", 9[0-9]{2} ms after it was called,");
	}

	@Test
	void everyFailureOfAnEventIsAFunctionError() throws Exception {
		Report report = api.invoke(LambdaPackages.event(77, "[]")).get(30, TimeUnit.SECONDS);
		assertThat(report.error()).isTrue();
		assertThat(report.body()).contains("blueprint.NoSuchJob: There is no job 77 in this function");
		Report late = api.invoke(LambdaPackages.event(4, "[\"a\"]"), Duration.ofMillis(500)).get(30, TimeUnit.SECONDS);
		assertThat(late.error()).isTrue();
		assertThat(late.body()).contains("blueprint.DeadlineExceeded: ");
	}

	@Test
	void warmingRunsNoHandler() throws Exception {
		int before = calls();
		assertThat(LambdaPackages.call(api, LambdaPackages.text(WireRequest.warm(6))).success()).isTrue();
		assertThat(calls()).isEqualTo(before + 1);
	}

	@Test
	void startThatFailsIsReportedWithItsReason() throws Exception {
		try (LambdaRuntimeApi other = LambdaRuntimeApi.start();
				LambdaProcess broken = LambdaProcess.managed(unpacked, other, Map.of("SAMPLE_BROKEN", "true"))) {
			Report report = other.initError().get(60, TimeUnit.SECONDS);
			assertThat(report.body()).contains("\"errorType\":\"io.blueprintfaas.runtime.FunctionStartException\"",
					"Main class 'io.blueprintfaas.packaging.sample.SampleApplication' threw",
					"The sample is broken on purpose");
			assertThat(broken.exit()).isEqualTo(1);
		}
	}

	@Test
	void goesOnAfterASnapshotAsAnotherInstanceThatIsCold() throws Exception {
		try (LambdaRuntimeApi other = LambdaRuntimeApi.start();
				LambdaProcess restored = LambdaProcess.managed(unpacked, other,
						Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "AWS_LAMBDA_LOG_STREAM_NAME", ""))) {
			other.checkpoint().get(60, TimeUnit.SECONDS);
			other.restore();
			WireResponse first = LambdaPackages.call(other, LambdaPackages.request(0, "[5]"));
			assertThat(LambdaPackages.result(first)).as(restored::log).isEqualTo("25");
			assertThat(first.metrics().coldStart()).isTrue();
			assertThat(first.metrics().init()).as("the restore, not the start").isLessThan(Duration.ofMillis(200));
			assertThat(first.metrics().instance()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
			assertThat(restored.log()).as("Spring's own hooks ran too").contains("lifecycle restart completed");
		}
	}

	@Test
	void answersSeveralInvocationsAtTheSameTimeAndNeedsNoLibraryForSnapshots() throws Exception {
		Path without = directory.resolve("without-crac");
		FileSystemUtils.copyRecursively(unpacked, without);
		try (DirectoryStream<Path> crac = Files.newDirectoryStream(without.resolve("lib"), "*-crac-*.jar")) {
			Files.delete(crac.iterator().next());
		}
		try (LambdaRuntimeApi other = LambdaRuntimeApi.start();
				LambdaProcess concurrent = LambdaProcess.managed(without, other,
						Map.of("AWS_LAMBDA_MAX_CONCURRENCY", "2"))) {
			LambdaConcurrency.check(other, concurrent);
		}
	}

	@Test
	void hasTheFilesOfTheLayout() {
		assertThat(unpacked.resolve("META-INF/blueprint-faas/function.properties"))
			.hasContent("main-class=" + SampleFiles.MAIN_CLASS);
		assertThat(unpacked.resolve("lib")).isDirectoryContaining("glob:**/0000-app.jar")
			.isDirectoryContaining("glob:**/*-aws-lambda-java-core-*.jar")
			.isDirectoryContaining("glob:**/*-crac-*.jar")
			.isDirectoryNotContaining("glob:**/*-aws-lambda-java-runtime-interface-client-*.jar");
		assertThat(contents.size()).isLessThan(LambdaLayout.DIRECT_UPLOAD_LIMIT);
		assertThat(contents.unpackedSize()).isLessThan(LambdaLayout.UNPACKED_LIMIT);
	}

	private static int calls() throws Exception {
		return Integer.parseInt(LambdaPackages.result(LambdaPackages.call(api, LambdaPackages.request(6, "[]"))));
	}

	private static String errorType(String request) throws Exception {
		return LambdaPackages.call(api, request).errorType();
	}

}
