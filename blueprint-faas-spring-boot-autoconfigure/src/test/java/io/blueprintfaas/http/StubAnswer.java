package io.blueprintfaas.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a {@link StubServer} answers.
 *
 * @param status the status
 * @param headers the headers
 * @param body the body
 */
public record StubAnswer(int status, Map<String, String> headers, byte[] body) {

	/**
	 * A JSON answer.
	 * @param status the status
	 * @param json the body
	 * @return the answer
	 */
	public static StubAnswer json(int status, String json) {
		return new StubAnswer(status, Map.of("Content-Type", "application/json"),
				json.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * An answer without a body.
	 * @param status the status
	 * @return the answer
	 */
	public static StubAnswer empty(int status) {
		return new StubAnswer(status, Map.of(), new byte[0]);
	}

	/**
	 * The same with one header more.
	 * @param name name of the header
	 * @param value its value
	 * @return a new answer
	 */
	public StubAnswer with(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new StubAnswer(this.status, more, this.body);
	}

}
