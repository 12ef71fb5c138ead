package io.blueprintfaas.runtime.gcp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.runtime.TestHandlers;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

class GcpHttpFunctionTests {

	private final Map<String, Object> response = new HashMap<>();

	private final ByteArrayOutputStream body = new ByteArrayOutputStream();

	@Test
	void answersWithTheResult() throws IOException {
		service("POST", request(1, "[12]", false), null);
		assertThat(this.response).containsEntry("status", 200)
			.containsEntry("type", "application/json")
			.containsEntry("Content-Length", String.valueOf(this.body.size()));
		assertThat(answer().result()).asString().isEqualTo("144");
		assertThat(answer().metrics().instance()).startsWith("revision/");
	}

	@Test
	void answersWithAnErrorIfTheHandlerThrew() throws IOException {
		service("POST", request(2, "[]", false), null);
		assertThat(this.response).containsEntry("status", 500).containsEntry("type", "application/json");
		assertThat(answer().errorType()).isEqualTo("java.io.FileNotFoundException");
		assertThat(answer().error()).isEqualTo("picture.png");
	}

	@Test
	void refusalIsNoErrorUnlessNobodyReadsTheAnswer() throws IOException {
		service("POST", request(7, "[]", false), null);
		assertThat(this.response).containsEntry("status", 200);
		assertThat(answer().errorType()).isEqualTo(WireResponse.NO_SUCH_JOB);
		service("POST", request(7, "[]", true), null);
		assertThat(this.response).containsEntry("status", 500);
	}

	@Test
	void timeThatCloudRunGivesIsKept() throws IOException {
		service("POST", request(3, "[]", false), "1");
		assertThat(this.response).containsEntry("status", 200);
		assertThat(answer().errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(answer().error()).containsPattern(", 9[0-9]{2} ms after it was called,");
	}

	@Test
	void whatIsNoRequestIsTheSendersFault() throws IOException {
		service("POST", "{\"message\":{}}".getBytes(StandardCharsets.UTF_8), null);
		assertThat(this.response).containsEntry("status", 400).containsEntry("type", "application/json");
		assertThat(answer().error()).startsWith("The request cannot be read: ");
	}

	@Test
	void runsNothingForOtherMethods() throws IOException {
		service("PUT", request(2, "[]", false), null);
		assertThat(this.response).containsEntry("status", 405).containsEntry("Allow", "POST");
		assertThat(this.body).asString().isEqualTo("This is a function: send its requests with POST\n");
	}

	private void service(String method, byte[] content, @Nullable String timeout) throws IOException {
		this.response.clear();
		this.body.reset();
		HttpRequest request = proxy(HttpRequest.class,
				(called, value) -> called.equals("getMethod") ? method : new ByteArrayInputStream(content));
		HttpResponse answer = proxy(HttpResponse.class, this::record);
		new GcpHttpFunction(TestHandlers.runtime(new Jobs()), CloudRunInstance.of("revision", timeout)).service(request,
				answer);
	}

	private @Nullable Object record(String called, @Nullable Object[] values) {
		switch (called) {
			case "setStatusCode" -> this.response.put("status", values[0]);
			case "setContentType" -> this.response.put("type", values[0]);
			case "appendHeader" -> this.response.put((String) values[0], values[1]);
			default -> {
				return this.body;
			}
		}
		return null;
	}

	private <T> T proxy(Class<T> type, Recorder recorder) {
		return type.cast(Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type },
				(proxy, method, values) -> recorder.call(method.getName(), values)));
	}

	private WireResponse answer() {
		return WireFormat.readResponse(this.body.toByteArray());
	}

	private static byte[] request(long job, String arguments, boolean event) {
		Map<String, String> headers = event ? Map.of(WireHeaders.INVOCATION, WireHeaders.EVENT) : Map.of();
		return WireFormat.writeRequest(new WireRequest(WireVersion.V1_1, job,
				arguments.getBytes(StandardCharsets.UTF_8), null, null, headers, null, false));
	}

	/**
	 * What a request or response is asked.
	 */
	private interface Recorder {

		@Nullable Object call(String method, @Nullable Object[] values);

	}

	static class Jobs {

		@FaasJob(id = 1)
		int square(int number) {
			return number * number;
		}

		@FaasJob(id = 2)
		void fail() throws IOException {
			throw new FileNotFoundException("picture.png");
		}

		@FaasJob(id = 3)
		void endless() throws InterruptedException {
			new CountDownLatch(1).await();
		}

	}

}
