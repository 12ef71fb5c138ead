package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What the API says of a function.
 *
 * @param json its settings, without the code; may hold secrets
 * @param address where it is called
 */
record OpenWhiskState(JsonNode json, URI address) {

	Map<String, JsonNode> annotations() {
		return OpenWhiskAnnotations.read(this.json.path("annotations"));
	}

	// Text of an annotation, or null if there is none.
	@Nullable String annotation(String name) {
		JsonNode value = annotations().get(name);
		return (value != null && value.isString()) ? value.stringValue() : null;
	}

	// For example '0.0.3', or null if it is not told.
	@Nullable String version() {
		return LenientJson.text(this.json, "version");
	}

	// Whether it is what was deployed with this code and these settings. Limits that
	// somebody has changed since are not.
	boolean is(@Nullable String sha256, OpenWhiskConfiguration configuration) {
		return configuration.sha256().equals(annotation(OpenWhiskAnnotations.SETTINGS))
				&& Objects.equals(sha256, annotation(OpenWhiskAnnotations.PACKAGE))
				&& isOrUntold("memory", configuration.memory()) && isOrUntold("timeout", configuration.timeoutMillis());
	}

	// What is not as it should be, for people.
	List<String> differences(@Nullable String sha256, OpenWhiskConfiguration configuration) {
		List<String> differences = new ArrayList<>();
		if (!Objects.equals(sha256, annotation(OpenWhiskAnnotations.PACKAGE))) {
			differences.add("package");
		}
		boolean settings = configuration.sha256().equals(annotation(OpenWhiskAnnotations.SETTINGS));
		if (!settings) {
			differences.add("settings");
		}
		if (settings && !is(annotation(OpenWhiskAnnotations.PACKAGE), configuration)) {
			differences.add("limits, which somebody has changed");
		}
		return differences;
	}

	FaasDeployment toDeployment(FaasJobDefinition job, OpenWhiskAction action, boolean changed) {
		Long memory = limit("memory");
		Long timeout = limit("timeout");
		Long updated = LenientJson.number(this.json, "updated");
		return new FaasDeployment(job.key(), job.provider(), action.simpleName(),
				(version() != null) ? "version " + version() : "deployed", changed, this.address,
				annotation(OpenWhiskAnnotations.PACKAGE), null, (memory != null) ? DataSize.ofMegabytes(memory) : null,
				(timeout != null) ? Duration.ofMillis(timeout) : null, null,
				(updated != null) ? Instant.ofEpochMilli(updated) : null);
	}

	private boolean isOrUntold(String limit, long wanted) {
		Long found = limit(limit);
		return found == null || found == wanted;
	}

	private @Nullable Long limit(String name) {
		return LenientJson.number(this.json.path("limits"), name);
	}

	/**
	 * Shows which version it is; parameters may hold secrets.
	 */
	@Override
	public String toString() {
		return "OpenWhiskState[%s, version %s]".formatted(this.address.getPath(), version());
	}

}
