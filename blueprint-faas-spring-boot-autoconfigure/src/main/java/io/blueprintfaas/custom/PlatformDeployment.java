package io.blueprintfaas.custom;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.http.HttpFunctionAnswer;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * A platform's answer about a deployment; what it leaves out is {@code null}.
 *
 * @param json the answer
 */
record PlatformDeployment(JsonNode json) {

	private static final Set<String> FAILED = Set.of("failed", "error", "crashed", "deleted");

	static PlatformDeployment read(HttpFunctionAnswer answer) {
		return new PlatformDeployment(LenientJson.read(answer.body()));
	}

	String status() {
		String status = LenientJson.text(this.json, "status");
		return (status != null) ? status.toLowerCase(Locale.ROOT) : "unknown";
	}

	boolean isDeployed() {
		return "deployed".equals(status());
	}

	boolean isFailed() {
		return FAILED.contains(status());
	}

	// Whether the upload changed anything: so it did, unless the platform denies it.
	boolean changed() {
		JsonNode changed = this.json.path("changed");
		return !changed.isBoolean() || changed.booleanValue();
	}

	@Nullable String sha256() {
		return LenientJson.text(this.json, "sha256");
	}

	@Nullable Long number(String name) {
		return LenientJson.number(this.json, name);
	}

	@Nullable String text(String name) {
		return LenientJson.text(this.json, name);
	}

	FaasDeployment toDeployment(FaasJobDefinition job, String function, boolean changed) {
		Long size = number("binary_size_bytes");
		Long memory = number("memory_mb");
		Long timeout = number("timeout_secs");
		Long coldStart = number("cold_start_ms");
		return new FaasDeployment(job.key(), job.provider(), function, status(), changed, endpoint(), sha256(),
				(size != null) ? DataSize.ofBytes(size) : null, (memory != null) ? DataSize.ofMegabytes(memory) : null,
				(timeout != null) ? Duration.ofSeconds(timeout) : null,
				(coldStart != null) ? Duration.ofMillis(coldStart) : null, deployedAt());
	}

	private @Nullable URI endpoint() {
		String endpoint = text("endpoint");
		try {
			return (endpoint != null) ? URI.create(endpoint) : null;
		}
		catch (IllegalArgumentException ex) {
			// Not what the specification says: the same as not told
			return null;
		}
	}

	private @Nullable Instant deployedAt() {
		String deployedAt = text("deployed_at");
		try {
			return (deployedAt != null) ? Instant.parse(deployedAt) : null;
		}
		catch (DateTimeException ex) {
			// Not what the specification says: the same as not told
			return null;
		}
	}

}
