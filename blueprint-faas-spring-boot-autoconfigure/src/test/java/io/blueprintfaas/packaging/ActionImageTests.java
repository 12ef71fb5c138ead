package io.blueprintfaas.packaging;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The package of a process as an image of OpenWhisk: started in its folder by the command
 * that an image has.
 */
@DisabledOnOs(OS.WINDOWS)
class ActionImageTests {

	private static final String END = "XXX_THE_END_OF_A_WHISK_ACTIVATION_XXX\n";

	private static final Pattern LISTENING = Pattern.compile("on port ([0-9]+)");

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@TempDir
	private Path directory;

	private Process process;

	private URI address;

	@BeforeEach
	void start() throws Exception {
		Path unpacked = FunctionProcess.unpack(LambdaPackages.pack(this.directory, new PipeLayout()).file(),
				this.directory.resolve("unpacked"));
		ProcessBuilder builder = new ProcessBuilder(LambdaProcess.java(), "@java.args",
				"io.blueprintfaas.runtime.openwhisk.ActionServerMain", "0")
			.directory(unpacked.toFile())
			.redirectOutput(this.directory.resolve("out").toFile())
			.redirectError(this.directory.resolve("err").toFile());
		builder.environment().clear();
		this.process = builder.start();
		Matcher port = Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> LISTENING.matcher(log("err")), Matcher::find);
		this.address = URI.create("http://127.0.0.1:" + port.group(1));
	}

	@AfterEach
	void stop() {
		this.process.destroyForcibly().onExit().join();
	}

	@Test
	void isInitializedWithVariablesAndRunsJobs() throws Exception {
		HttpResponse<String> init = post("/init",
				"{\"value\":{\"name\":\"sample\",\"env\":{\"SAMPLE_SETTING\":\"of the action\","
						+ "\"SPRING_PROFILES_ACTIVE\":\"image\",\"__OW_ACTION_NAME\":\"/guest/sample\"}}}");
		assertThat(init.statusCode()).as(log("err")).isEqualTo(200);
		WireResponse facts = run(LambdaPackages.request(2, "[]"));
		assertThat(LambdaPackages.result(facts)).contains("setting=of the action", "profiles=faas-function,image",
				"server=false");
		assertThat(facts.metrics().coldStart()).isTrue();
		assertThat(facts.metrics().instance()).startsWith("sample/");
		assertThat(LambdaPackages.result(run(LambdaPackages.request(1, "[\"a b\"]")))).isEqualTo("\"a b\"");
		assertThat(log("out")).contains("printed a b\n").endsWith("logged a b\n" + END);
		assertThat(log("err")).endsWith(END);
		assertThat(run(LambdaPackages.request(3, "[\"no picture\"]")).errorType())
			.isEqualTo("java.lang.IllegalStateException");
		String text = "\"" + "ä".repeat(512 * 1024 - 100) + "\"";
		assertThat(LambdaPackages.result(run(LambdaPackages.request(7, "[" + text + "]")))).isEqualTo(text);
	}

	private WireResponse run(String value) throws Exception {
		HttpResponse<String> answer = post("/run", "{\"value\":%s,\"activation_id\":\"1\",\"deadline\":\"%d\"}"
			.formatted(value, System.currentTimeMillis() + 60_000));
		assertThat(answer.statusCode()).isEqualTo(200);
		return ActionLoopProcess.response(answer.body().getBytes(StandardCharsets.UTF_8));
	}

	private HttpResponse<String> post(String path, String body) throws Exception {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve(path))
			.POST(BodyPublishers.ofString(body))
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	private String log(String name) throws Exception {
		return Files.readString(this.directory.resolve(name));
	}

}
