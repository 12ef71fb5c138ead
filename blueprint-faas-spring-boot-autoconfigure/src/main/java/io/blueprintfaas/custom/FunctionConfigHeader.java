package io.blueprintfaas.custom;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FunctionSettings;

/**
 * Writes the header that says how to run a function: base64 of a JSON object. Equal
 * settings give equal bytes.
 */
final class FunctionConfigHeader {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	static final String NAME = "X-Blueprint-Config";

	private FunctionConfigHeader() {
	}

	static String write(FunctionSettings settings) {
		return Base64.getEncoder().encodeToString(json(settings));
	}

	// Content hash of the JSON object, in lower case hexadecimal digits.
	static String sha256(FunctionSettings settings) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json(settings)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	// Only what is set: the rest is left to the platform.
	private static byte[] json(FunctionSettings settings) {
		Map<String, Object> config = new LinkedHashMap<>();
		DataSize memory = settings.memory();
		if (memory != null) {
			config.put("memory_mb", memory.toMegabytes());
		}
		Duration timeout = settings.timeout();
		if (timeout != null) {
			config.put("timeout_secs", timeout.toSeconds());
		}
		if (settings.maxConcurrency() != null) {
			config.put("max_concurrency", settings.maxConcurrency());
		}
		if (settings.keepWarm() > 0) {
			config.put("keep_warm", settings.keepWarm());
		}
		if (!settings.environment().isEmpty()) {
			config.put("env_vars", new TreeMap<>(settings.environment()));
		}
		return MAPPER.writeValueAsBytes(config);
	}

}
