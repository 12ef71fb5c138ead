package io.blueprintfaas.runtime.azure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.runtime.TestHandlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AzureHandlerTests {

	private final HttpClient client = HttpClient.newHttpClient();

	private AzureHandler handler;

	@BeforeEach
	void start() throws IOException {
		this.handler = new AzureHandler(0,
				new AzureCalls((timeout) -> TestHandlers.runtime(new Jobs()), "instance", () -> {
				}));
	}

	@AfterEach
	void stop() {
		this.handler.close();
	}

	@Test
	void answersBelowTheRoutePrefix() throws Exception {
		assertThat(send("POST", "/api/any", "{\"job_id\":1,\"args\":[91,93]}").body()).contains("\"success\":true");
		assertThat(send("PUT", "/api/any", "{}").statusCode()).isEqualTo(405);
	}

	@Test
	void answersMessagesOfTheHostBesideIt() throws Exception {
		HttpResponse<String> answer = send("POST", "/any",
				"{\"Data\":{\"request\":{\"Body\":\"{\\\"job_id\\\":1,\\\"args\\\":[91,93]}\"}}}");
		assertThat(answer.statusCode()).isEqualTo(200);
		assertThat(answer.body()).contains("\"statusCode\":200", "\\\"success\\\":true");
		assertThat(send("POST", "/any", "{}").body()).contains("\"statusCode\":400");
	}

	@Test
	void answersWhoLooksWhetherItIsThere() throws Exception {
		assertThat(send("GET", "/", "").statusCode()).isEqualTo(200);
		assertThat(send("HEAD", "/", "").statusCode()).isEqualTo(200);
		assertThat(send("POST", "/admin/warmup", "").statusCode()).isEqualTo(404);
	}

	@Test
	void listensWhereTheHostSays() {
		assertThat(AzureHandlerMain.port(Map.of("FUNCTIONS_CUSTOMHANDLER_PORT", "8001"))).isEqualTo(8001);
		assertThat(AzureHandlerMain.port(Map.of("FUNCTIONS_HTTPWORKER_PORT", "8002"))).isEqualTo(8002);
		assertThatIllegalStateException().isThrownBy(() -> AzureHandlerMain.port(Map.of()))
			.withMessageContaining("FUNCTIONS_CUSTOMHANDLER_PORT is missing");
		assertThatIllegalStateException()
			.isThrownBy(() -> AzureHandlerMain.port(Map.of("FUNCTIONS_CUSTOMHANDLER_PORT", "a")))
			.withMessageContaining("must be a port, but is 'a'");
	}

	private HttpResponse<String> send(String method, String path, String body) throws Exception {
		return this.client.send(request(method, path, body), BodyHandlers.ofString());
	}

	private HttpRequest request(String method, String path, String body) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.handler.port() + path))
			.method(method, BodyPublishers.ofString(body))
			.build();
	}

	static class Jobs {

		@FaasJob(id = 1)
		void nothing() {
		}

	}

}
