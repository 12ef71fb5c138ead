package io.blueprintfaas.openwhisk;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.openwhisk.OpenWhiskJobProperties.Packaging;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * How the function of one job is to be set up: the keys of the job over those of all
 * jobs. Every value is one that the platform takes.
 *
 * @param kind name of the runtime
 * @param image image of the user's, or {@code null} for none
 * @param main what the runtime is to start, or {@code null} for its own default
 * @param timeoutMillis longest run in milliseconds
 * @param memory memory in megabytes
 * @param logs most log of one call in megabytes, or {@code null} for the default
 * @param concurrency most calls of one container at a time, or {@code null} for the
 * default
 * @param environment environment variables; may hold secrets
 * @param annotations annotations, without those that deploying remembers things by
 */
record OpenWhiskConfiguration(String kind, @Nullable String image, @Nullable String main, long timeoutMillis,
		long memory, @Nullable Long logs, @Nullable Integer concurrency, Map<String, String> environment,
		Map<String, String> annotations) {

	// Resolves and checks what is wanted of the job.
	static OpenWhiskConfiguration of(FaasJobDefinition job, FunctionSettings wanted, OpenWhiskSettings settings) {
		OpenWhiskJobProperties keys = job.bind(OpenWhiskJobProperties.class);
		OpenWhiskJobRules.check(job, wanted, settings, keys);
		String kind = withVersion((keys.kind() != null) ? keys.kind() : settings.kind());
		DataSize memory = (wanted.memory() != null) ? wanted.memory() : settings.memory();
		return new OpenWhiskConfiguration((keys.image() != null) ? OpenWhiskKindRules.BLACKBOX : kind, keys.image(),
				keys.main(), ((wanted.timeout() != null) ? wanted.timeout() : settings.timeout()).toMillis(),
				memory.toMegabytes(), (keys.logs() != null) ? keys.logs().toMegabytes() : null, keys.concurrency(),
				environment(wanted, keys, memory), keys.annotations());
	}

	// The Java of a package takes its share of what it is told the container has.
	private static Map<String, String> environment(FunctionSettings wanted, OpenWhiskJobProperties keys,
			DataSize memory) {
		if (keys.packaging() != Packaging.BUNDLED_JRE) {
			return wanted.environment();
		}
		Map<String, String> environment = new HashMap<>(wanted.environment());
		environment.putIfAbsent("BLUEPRINT_MEMORY_MB", Long.toString(memory.toMegabytes()));
		return environment;
	}

	// OpenWhisk knows a language only with a version.
	private static String withVersion(String kind) {
		return kind.contains(":") ? kind : kind + ":default";
	}

	// What the runtime is and what it starts, without the code.
	ObjectNode exec() {
		ObjectNode exec = JsonNodeFactory.instance.objectNode().put("kind", this.kind);
		if (this.image != null) {
			exec.put("image", this.image);
		}
		if (this.main != null) {
			exec.put("main", this.main);
		}
		return exec;
	}

	// All limits: those left out would stay as they are.
	ObjectNode limits() {
		ObjectNode limits = JsonNodeFactory.instance.objectNode()
			.put("timeout", this.timeoutMillis)
			.put("memory", this.memory);
		if (this.logs != null) {
			limits.put("logs", this.logs);
		}
		if (this.concurrency != null) {
			limits.put("concurrency", this.concurrency);
		}
		return limits;
	}

	// Environment variables as OpenWhisk takes them.
	ArrayNode parameters() {
		ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
		new TreeMap<>(this.environment)
			.forEach((name, value) -> parameters.addObject().put("key", name).put("value", value).put("init", true));
		return parameters;
	}

	// Content hash of everything but the code, which says nothing of the values.
	String sha256() {
		String text = "%s\n%s\n%s\n%s".formatted(exec(), limits(), parameters(), new TreeMap<>(this.annotations));
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Shows the settings without the values of environment variables, which may be
	 * secrets.
	 */
	@Override
	public String toString() {
		return "OpenWhiskConfiguration[kind=%s, image=%s, limits=%s, environment=%s]".formatted(this.kind, this.image,
				limits(), this.environment.keySet());
	}

}
