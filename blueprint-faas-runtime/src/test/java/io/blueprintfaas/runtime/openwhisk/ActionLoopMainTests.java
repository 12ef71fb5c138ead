package io.blueprintfaas.runtime.openwhisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(OS.WINDOWS)
@Timeout(90)
class ActionLoopMainTests {

	private static final String TO_THIS_TEST = "3>&1";

	@TempDir
	private Path folder;

	@Test
	void answersEachLineUntilItsInputEnds() throws Exception {
		try (ActionProcess process = started(Map.of("__OW_ACTION_NAME", "/guest/media/resize"))) {
			WireResponse first = call(process, 0, "[12]");
			assertThat(first.result()).asString(StandardCharsets.UTF_8).isEqualTo("144");
			assertThat(first.metrics().coldStart()).isTrue();
			assertThat(first.metrics().instance()).matches("resize/[0-9a-f]{8}");
			for (int i = 0; i < 2_000; i++) {
				assertThat(call(process, 0, "[%d]".formatted(i)).result()).asString(StandardCharsets.UTF_8)
					.isEqualTo(String.valueOf(i * i));
			}
			process.endInput();
			assertThat(process.read()).isNull();
			assertThat(process.status()).isZero();
			assertThat(process.err()).contains("shut down").contains(String.valueOf(first.metrics().instance()));
			assertThat(process.out()).isEqualTo("banner on standard output\n");
		}
	}

	@Test
	void whatHandlersPrintIsInTheLogBeforeTheAnswer() throws Exception {
		try (ActionProcess process = started(Map.of())) {
			assertThat(call(process, 1, "[\"no line end\"]").result()).asString(StandardCharsets.UTF_8)
				.as("System.in is at its end")
				.isEqualTo("\"no line end-1\"");
			assertThat(process.out()).endsWith("out no line end");
			assertThat(process.err()).endsWith("err no line end");
		}
	}

	@Test
	void onlyAnswersOfFailedCallsHaveTheFieldByWhichOpenWhiskKnowsThem() throws Exception {
		try (ActionProcess process = started(Map.of())) {
			process.write("{\"value\":{\"job_id\":0,\"args\":[91,50,93]}}");
			assertThat(text(process.read())).isEqualTo("{\"job_id\":0,\"result\":[52],\"success\":true}");
			process.write("{\"value\":{\"job_id\":2,\"args\":[91,34,97,34,93]}}");
			assertThat(text(process.read()))
				.isEqualTo("{\"job_id\":2,\"result\":[],\"success\":false,\"error\":\"a\"}");
			process.write("{\"value\":%s}".formatted(request(2, "[\"a\"]")));
			assertThat(failure(process.read()).errorType()).isEqualTo("java.io.IOException");
			assertThat(text(JsonFields.object("error", "a \"b\" ä"))).isEqualTo("{\"error\":\"a \\\"b\\\" ä\"}");
		}
	}

	@Test
	void goesOnAfterWhatCannotBeAnswered() throws Exception {
		try (ActionProcess process = started(Map.of())) {
			for (String line : new String[] { "", "nonsense", "[]", "{}", "{\"value\":", "{\"value\":{}}",
					"{\"value\":null}", "{\"value\":7}", "{\"value\":{\"job_id\":77,\"args\":\"\"}}" }) {
				process.write(line);
				assertThat(text(process.read())).as(line).startsWith("{").contains("\"error\":\"");
			}
			process.write(
					"{\"value\":%s,\"deadline\":\"%d\"}".formatted(request(4, "[]"), System.currentTimeMillis() + 200));
			assertThat(failure(process.read()).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
			assertThat(call(process, 0, "[3]").result()).asString(StandardCharsets.UTF_8).isEqualTo("9");
		}
	}

	@Test
	void carriesLargeCalls() throws Exception {
		byte[] large = new byte[4 * 1024 * 1024];
		new Random(1).nextBytes(large);
		try (ActionProcess process = started(Map.of())) {
			process.write("{\"value\":%s}".formatted(request(5, large)));
			assertThat(WireFormat.readResponse(process.read()).result()).isEqualTo(large);
		}
	}

	@Test
	void handlerThatEndsTheProcessEndsIt() throws Exception {
		try (ActionProcess process = started(Map.of())) {
			process.write("{\"value\":%s}".formatted(request(3, "[7]")));
			assertThat(process.read()).isNull();
			assertThat(process.status()).isEqualTo(7);
		}
	}

	@Test
	void doesNotSayThatItIsReadyIfNobodyWaits() throws Exception {
		try (ActionProcess process = start(TO_THIS_TEST, Map.of())) {
			assertThat(call(process, 0, "[2]").result()).asString(StandardCharsets.UTF_8).isEqualTo("4");
		}
	}

	@Test
	void endsWithTheReasonWhenTheApplicationDoesNotStart() throws Exception {
		try (ActionProcess process = start(TO_THIS_TEST,
				Map.of("__OW_WAIT_FOR_ACK", "1", "JDK_JAVA_OPTIONS", "-Dbroken=true"))) {
			assertThat(process.read()).isNull();
			assertThat(process.status()).isEqualTo(1);
			assertThat(process.err()).contains("The function did not start: ", "no database");
		}
	}

	@Test
	void endsWithTheReasonWhenNobodyReadsDescriptor3AndLeavesItsFilesAlone() throws Exception {
		Path file = this.folder.resolve("file");
		for (String redirect : new String[] { "3>&-", "3>>" + file }) {
			Files.writeString(file, "precious");
			try (ActionProcess process = start(redirect, Map.of())) {
				assertThat(process.status()).isEqualTo(1);
				assertThat(process.err()).contains("File descriptor 3 is not open, or no pipe");
				assertThat(file).hasContent("precious");
			}
		}
	}

	private ActionProcess started(Map<String, String> environment) throws IOException {
		Map<String, String> all = new HashMap<>(environment);
		all.put("__OW_WAIT_FOR_ACK", "1");
		ActionProcess process = start(TO_THIS_TEST, all);
		assertThat(text(process.read())).isEqualTo("{\"ok\":true}");
		return process;
	}

	private ActionProcess start(String redirect, Map<String, String> environment) throws IOException {
		return ActionProcess.start(this.folder, redirect, environment, ActionLoopMain.class.getName());
	}

	private static WireResponse call(ActionProcess process, long job, String arguments) throws IOException {
		process.write("{\"activation_id\":\"1\",\"value\":%s}".formatted(request(job, arguments)));
		byte[] answer = process.read();
		assertThat(answer).as(process::err).isNotNull();
		return WireFormat.readResponse(answer);
	}

	// OpenWhisk keeps nothing but this field
	private static WireResponse failure(byte[] answer) {
		assertThat(JsonFields.of(answer)).containsOnlyKeys("error");
		return WireFormat.readResponse(JsonFields.of(answer).get("error"));
	}

	static String request(long job, String arguments) {
		return request(job, arguments.getBytes(StandardCharsets.UTF_8));
	}

	private static String request(long job, byte[] arguments) {
		return text(WireFormat
			.writeRequest(new WireRequest(WireVersion.V1_1, job, arguments, null, null, Map.of(), null, false)));
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
