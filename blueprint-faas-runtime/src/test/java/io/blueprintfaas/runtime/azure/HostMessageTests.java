package io.blueprintfaas.runtime.azure;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.runtime.azure.AzureCalls.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class HostMessageTests {

	@Test
	void readsABodyThatIsText() {
		assertThat(request("""
				{"Metadata":{"Body":"no"},"Data":{"Body":"no","request":{"Headers":{"Body":["no"]},
				"Query":"{}","Body":"{\\"job_id\\":1,\\"ж\\":\\"😀\\"}","Params":{}},"other":{"Body":"no"}}}"""))
			.isEqualTo("{\"job_id\":1,\"ж\":\"😀\"}");
	}

	@Test
	void readsABodyThatIsAnObject() {
		assertThat(request("{\"Data\":{\"request\":{\"Body\": {\"job_id\":1, \"ж\":[2]} }}}"))
			.isEqualTo("{\"job_id\":1, \"ж\":[2]}");
	}

	@Test
	void isEmptyWithoutABody() {
		assertThat(Stream.of("{}", "[]", "1", "{\"Data\":{}}", "{\"Data\":1}", "{\"Data\":{\"request\":{}}}",
				"{\"Data\":{\"request\":{\"Body\":null}}}", "{\"Data\":{\"request\":{\"Body\":[{\"Body\":\"no\"}]}}}"))
			.allSatisfy((message) -> assertThat(request(message)).isEmpty());
	}

	@Test
	void whatIsNoMessageStaysAsItIs() {
		assertThat(Stream.of("no json", "{\"Data\":{\"request\":{\"Body\":\"x", "{\"Data\":{\"request\":{\"Body\":{"))
			.allSatisfy((message) -> assertThat(request(message)).isEqualTo(message));
	}

	@Test
	void writesAnAnswer() {
		Answer answer = new Answer(500, "{\"error\":\"ж\"}".getBytes(StandardCharsets.UTF_8));
		assertThat(new String(HostMessage.answer(answer), StandardCharsets.UTF_8))
			.isEqualTo("{\"Outputs\":{},\"Logs\":[],\"ReturnValue\":{\"statusCode\":500,"
					+ "\"headers\":{\"Content-Type\":\"application/json\"},\"body\":\"{\\\"error\\\":\\\"ж\\\"}\"}}");
	}

	private static String request(String message) {
		return new String(HostMessage.request(message.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
	}

}
