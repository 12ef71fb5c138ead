package io.blueprintfaas.platform.deployment;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * How a function is run: the settings of the {@code X-Blueprint-Config} header.
 *
 * @param memoryMb memory limit, 128 to 10240 in steps of 64
 * @param timeoutSecs longest run of one call, 1 to 900
 * @param maxConcurrency most calls at a time, 1 to 1000
 * @param keepWarm instances to keep started, 0 to {@code maxConcurrency}
 * @param environment environment variables; may hold secrets
 */
public record FunctionConfig(int memoryMb, int timeoutSecs, int maxConcurrency, int keepWarm,
		Map<String, String> environment) {

	/**
	 * What is used where a deployment does not say: 512 MB, 300 s, 10 calls at a time.
	 */
	public static final FunctionConfig DEFAULTS = new FunctionConfig(512, 300, 10, 0, Map.of());

	private static final String BAD_CONFIG = "BAD_CONFIG";

	private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

	public FunctionConfig {
		check("memory_mb", memoryMb, 128, 10240);
		if (memoryMb % 64 != 0) {
			throw bad("'memory_mb' must be a multiple of 64, but is %d".formatted(memoryMb));
		}
		check("timeout_secs", timeoutSecs, 1, 900);
		check("max_concurrency", maxConcurrency, 1, 1000);
		check("keep_warm", keepWarm, 0, maxConcurrency);
		environment.forEach(FunctionConfig::checkVariable);
		environment = Map.copyOf(environment);
	}

	/**
	 * Longest run of one call.
	 * @return 1 s to 15 minutes
	 */
	public Duration timeout() {
		return Duration.ofSeconds(this.timeoutSecs);
	}

	/**
	 * Reads settings; what is absent is the default.
	 * @param json the JSON object
	 * @return the settings
	 */
	static FunctionConfig read(JsonNode json) {
		if (!json.isObject()) {
			throw bad("The configuration must be a JSON object");
		}
		return new FunctionConfig(number(json, "memory_mb", DEFAULTS.memoryMb()),
				number(json, "timeout_secs", DEFAULTS.timeoutSecs()),
				number(json, "max_concurrency", DEFAULTS.maxConcurrency()),
				number(json, "keep_warm", DEFAULTS.keepWarm()), variables(json));
	}

	/**
	 * These settings as JSON.
	 * @return names and values
	 */
	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("memory_mb", this.memoryMb);
		json.put("timeout_secs", this.timeoutSecs);
		json.put("max_concurrency", this.maxConcurrency);
		json.put("keep_warm", this.keepWarm);
		json.put("env_vars", new TreeMap<>(this.environment));
		return json;
	}

	private static int number(JsonNode json, String name, int otherwise) {
		JsonNode value = json.path(name);
		if (value.isMissingNode() || value.isNull()) {
			return otherwise;
		}
		if (!value.isInt()) {
			throw bad("'%s' must be a whole number".formatted(name));
		}
		return value.intValue();
	}

	private static Map<String, String> variables(JsonNode json) {
		JsonNode object = json.path("env_vars");
		if (object.isMissingNode() || object.isNull()) {
			return Map.of();
		}
		if (!object.isObject()) {
			throw bad("'env_vars' must be a JSON object");
		}
		Map<String, String> variables = new LinkedHashMap<>();
		object.properties().forEach((entry) -> variables.put(entry.getKey(), text(entry.getKey(), entry.getValue())));
		return variables;
	}

	private static String text(String name, JsonNode value) {
		if (!value.isString()) {
			throw bad("The value of environment variable '%s' must be a string".formatted(name));
		}
		return value.stringValue();
	}

	private static void check(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw bad("'%s' must be from %d to %d, but is %d".formatted(name, least, most, value));
		}
	}

	private static void checkVariable(String name, String value) {
		if (!VARIABLE.matcher(name).matches()) {
			throw bad("The name of an environment variable must match %s, but is '%s'".formatted(VARIABLE, name));
		}
		if (value.indexOf('\0') >= 0) {
			throw bad("The value of environment variable '%s' must not contain NUL".formatted(name));
		}
	}

	private static PlatformException bad(String message) {
		return PlatformException.badRequest(BAD_CONFIG, message);
	}

	/**
	 * Leaves out the values of the environment, which may be secrets.
	 */
	@Override
	public String toString() {
		return "FunctionConfig[memoryMb=%d, timeoutSecs=%d, maxConcurrency=%d, keepWarm=%d, environment=%s]"
			.formatted(this.memoryMb, this.timeoutSecs, this.maxConcurrency, this.keepWarm, this.environment.keySet());
	}

}
