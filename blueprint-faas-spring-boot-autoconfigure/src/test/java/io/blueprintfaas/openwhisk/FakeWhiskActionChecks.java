package io.blueprintfaas.openwhisk;

import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/**
 * What an installation says about an action before it takes it.
 */
final class FakeWhiskActionChecks {

	void check(JsonNode body, FakeWhiskLimits limits) {
		JsonNode exec = body.path("exec");
		if (exec.path("code").asString("").length() > limits.code()) {
			throw new FakeWhiskException(413, "The request content was too large: %d > %d bytes."
				.formatted(exec.path("code").asString().length(), limits.code()));
		}
		if (exec.isObject() && !limits.knows(exec.path("kind").asString())) {
			throw refused("The specified runtime '%s' is not supported by this platform. Valid values are: %s.",
					exec.path("kind").asString(),
					limits.kinds()
						.values()
						.stream()
						.flatMap((kinds) -> kinds.stream())
						.sorted()
						.collect(Collectors.joining("', '", "'", "'")));
		}
		range(body, "memory", limits.leastMemory(), limits.mostMemory(), "MB");
		range(body, "timeout", limits.leastTimeout(), limits.mostTimeout(), "milliseconds");
		range(body, "logs", 0, limits.mostLogs(), "MB");
		int concurrency = body.path("limits").path("concurrency").asInt(1);
		if (concurrency > limits.mostConcurrency()) {
			throw refused("concurrency %d exceeds allowed threshold of %d", concurrency, limits.mostConcurrency());
		}
		if (concurrency < 1) {
			throw refused("concurrency %d below allowed threshold of 1", concurrency);
		}
	}

	private void range(JsonNode body, String field, int least, int most, String unit) {
		JsonNode value = body.path("limits").path(field);
		if (value.isInt() && value.asInt() > most) {
			throw refused("%s %d %s exceeds allowed threshold of %d %s", field, value.asInt(), unit, most, unit);
		}
		if (value.isInt() && value.asInt() < least) {
			throw refused("%s %d %s below allowed threshold of %d %s", field, value.asInt(), unit, least, unit);
		}
	}

	private static FakeWhiskException refused(String text, Object... values) {
		return new FakeWhiskException(400, "The request content was malformed: " + text.formatted(values));
	}

}
