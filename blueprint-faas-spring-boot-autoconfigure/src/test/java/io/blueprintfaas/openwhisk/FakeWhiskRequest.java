package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.http.StubRequest;

/**
 * What a {@link FakeOpenWhisk} received.
 *
 * @param method the method
 * @param path segments of the path, without those of the API's root
 * @param query the query
 * @param headers gives the value of a header
 * @param body the whole body
 */
public record FakeWhiskRequest(String method, List<String> path, Map<String, String> query, StubRequest headers,
		byte[] body) {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static FakeWhiskRequest of(StubRequest request) {
		URI uri = URI.create(request.path());
		List<String> path = Stream.of(uri.getRawPath().split("/"))
			.filter((segment) -> !segment.isEmpty())
			.map(FakeWhiskRequest::decode)
			.toList();
		return new FakeWhiskRequest(request.method(), path, query(uri.getRawQuery()), request, request.body());
	}

	/**
	 * What is done to what, for example {@code PUT action}.
	 * @return the method and what the path names
	 */
	public String operation() {
		return "%s %s".formatted(this.method, resource());
	}

	/**
	 * Value of a header.
	 * @param name its name
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		return this.headers.header(name);
	}

	/**
	 * The body as JSON.
	 * @return the value; an empty object if there is no body
	 */
	public JsonNode json() {
		try {
			return (this.body.length != 0) ? MAPPER.readTree(this.body) : MAPPER.createObjectNode();
		}
		catch (JacksonException ex) {
			throw new FakeWhiskException(400, "The request content was malformed: " + ex.getOriginalMessage());
		}
	}

	// Whether a switch of the query is on.
	boolean is(String name, boolean otherwise) {
		return Boolean.parseBoolean(this.query.getOrDefault(name, Boolean.toString(otherwise)));
	}

	int number(String name, int otherwise) {
		return Integer.parseInt(this.query.getOrDefault(name, Integer.toString(otherwise)));
	}

	// Name of a package, action or activation: what follows its kind.
	String name() {
		return String.join("/", this.path.subList(5, this.path.size()));
	}

	// What the path names: actions, or action if it names one.
	String resource() {
		if (this.path.size() <= 2) {
			return "api";
		}
		if (this.path.size() <= 4) {
			return (this.path.size() == 3) ? this.path.get(2) : "one namespace";
		}
		String kind = this.path.get(4);
		boolean part = "activations".equals(kind) && this.path.size() == 7;
		if (part) {
			return "activation " + this.path.get(6);
		}
		return (this.path.size() == 5) ? kind : kind.substring(0, kind.length() - 1);
	}

	private static Map<String, String> query(@Nullable String query) {
		Map<String, String> values = new LinkedHashMap<>();
		for (String pair : StringUtils.tokenizeToStringArray(query, "&")) {
			int equals = pair.indexOf('=');
			values.put(decode((equals < 0) ? pair : pair.substring(0, equals)),
					(equals < 0) ? "" : decode(pair.substring(equals + 1)));
		}
		return values;
	}

	private static String decode(String text) {
		return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
	}

}
