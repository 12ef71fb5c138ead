package io.blueprintfaas.runtime.openwhisk;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@DisabledOnOs(OS.WINDOWS)
@Timeout(90)
class ActionServerMainTests {

	private static final String INIT = """
			{"value":{"name":"resize","main":"main","code":"","binary":false,
			"env":{"__OW_ACTION_NAME":"/guest/media/resize","TEXT":"a \\"b\\" ä","NUMBER":7,"OBJECT":{"a":[1]}}}}""";

	private static final String END = ActionServer.END_OF_ACTIVATION + "\n";

	private static final Pattern LISTENING = Pattern.compile("on port ([0-9]+)");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@TempDir
	private Path folder;

	@Test
	void initializesOnceAndAnswersRuns() throws Exception {
		try (ActionProcess process = start()) {
			URI address = address(process);
			HttpResponse<String> early = post(address, "/run", run(0, "[2]"));
			assertThat(early.statusCode()).isEqualTo(500);
			assertThat(early.body()).isEqualTo("{\"error\":\"The function has not been initialized\"}");
			assertThat(post(address, "/init", INIT).body()).isEqualTo("{\"ok\":true}");
			HttpResponse<String> answer = post(address, "/run", run(0, "[12]"));
			assertThat(answer.statusCode()).isEqualTo(200);
			assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
			assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length());
			assertThat(answer.body()).contains("\"result\":\"MTQ0\"", "\"cold_start\":true", "\"instance\":\"resize/");
			HttpResponse<String> again = post(address, "/init", INIT);
			assertThat(again.statusCode()).isEqualTo(403);
			assertThat(again.body()).startsWith("{\"error\":\"The function has been initialized");
		}
	}

	@Test
	void eachRunEndsTheLogOfItsActivationOnBothStreams() throws Exception {
		try (ActionProcess process = start()) {
			URI address = address(process);
			post(address, "/init", INIT);
			assertThat(process.out()).isEqualTo("banner on standard output\n");
			post(address, "/run", run(1, "[\"one\\n\"]"));
			assertThat(process.out()).endsWith("\nout one\n" + END);
			assertThat(process.err()).endsWith("\nerr one\n" + END);
			post(address, "/run", run(1, "[\"two\\n\"]"));
			assertThat(process.out()).endsWith(END + "out two\n" + END);
			assertThat(process.err()).endsWith(END + "err two\n" + END);
		}
	}

	@Test
	void failedCallsAndWhatIsNoActivationAreAnsweredWithAnError() throws Exception {
		try (ActionProcess process = start()) {
			URI address = address(process);
			post(address, "/init", INIT);
			for (String body : new String[] { run(2, "[\"a\"]"), "", "[]", "{\"value\":{}}" }) {
				HttpResponse<String> answer = post(address, "/run", body);
				assertThat(answer.statusCode()).as(body).isEqualTo(200);
				assertThat(answer.body()).as(body).startsWith("{").contains("\"error\":\"");
			}
			HttpResponse<String> get = this.client.send(HttpRequest.newBuilder(address.resolve("/run")).build(),
					BodyHandlers.ofString());
			assertThat(get.statusCode()).isEqualTo(405);
		}
	}

	@Test
	void variablesOfTheInitializationAreThere() throws Exception {
		try (ActionProcess process = start()) {
			URI address = address(process);
			post(address, "/init", INIT);
			assertThat(post(address, "/run", v1(6, "[\"TEXT\"]")).body()).contains(bytes("\"a \\\"b\\\" ä\""));
			assertThat(post(address, "/run", v1(6, "[\"NUMBER\"]")).body()).contains(bytes("\"7\""));
			assertThat(post(address, "/run", v1(6, "[\"OBJECT\"]")).body()).contains(bytes("\"{\\\"a\\\":[1]}\""));
		}
	}

	@Test
	void initializationThatFailsSaysWhyAndEndsTheLog() throws Exception {
		try (ActionProcess process = start("-Dbroken=true")) {
			URI address = address(process);
			HttpResponse<String> answer = post(address, "/init", INIT);
			assertThat(answer.statusCode()).isEqualTo(502);
			assertThat(answer.body()).startsWith("{\"error\":\"The function did not start: ").contains("no database");
			assertThat(process.err()).contains("ActionApplication.main").endsWith(END);
			assertThat(process.out()).endsWith(END);
		}
		try (ActionProcess process = start()) {
			HttpResponse<String> answer = post(address(process), "/init", "{\"value\":");
			assertThat(answer.statusCode()).isEqualTo(400);
			assertThat(answer.body()).startsWith("{\"error\":\"The message of '/init' cannot be read: it is no JSON");
		}
	}

	private ActionProcess start(String... options) throws IOException {
		String[] command = Stream.concat(Arrays.stream(options), Stream.of(ActionServerMain.class.getName(), "0"))
			.toArray(String[]::new);
		return ActionProcess.start(this.folder, "", Map.of(), command);
	}

	private static URI address(ActionProcess process) {
		Matcher port = Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> LISTENING.matcher(process.err()), Matcher::find);
		return URI.create("http://127.0.0.1:" + port.group(1));
	}

	private HttpResponse<String> post(URI address, String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(address.resolve(path)).POST(BodyPublishers.ofString(body)).build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	private static String run(long job, String arguments) {
		return "{\"activation_id\":\"1\",\"value\":%s}".formatted(ActionLoopMainTests.request(job, arguments));
	}

	private static String v1(long job, String arguments) {
		return "{\"value\":{\"job_id\":%d,\"args\":%s}}".formatted(job, bytes(arguments));
	}

	private static String bytes(String text) {
		return Arrays.toString(unsigned(text)).replace(" ", "");
	}

	private static int[] unsigned(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		int[] values = new int[bytes.length];
		for (int i = 0; i < bytes.length; i++) {
			values[i] = bytes[i] & 0xFF;
		}
		return values;
	}

}
