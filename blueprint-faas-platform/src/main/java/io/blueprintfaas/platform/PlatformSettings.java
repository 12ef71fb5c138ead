package io.blueprintfaas.platform;

import java.nio.file.Path;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

import io.blueprintfaas.platform.deployment.PackageLimits;
import io.blueprintfaas.platform.function.EngineSettings;

/**
 * How an embedded platform is started.
 *
 * @param dataDirectory where deployments are kept; {@code null} for a temporary folder
 * that is deleted when the platform is closed
 * @param port where it listens on the loopback address; 0 for any free port
 * @param apiKeys of which each request must have one; empty to ask for none
 * @param apiKeyHeader name of a header that may hold a key, beside
 * {@code Authorization: Bearer}
 * @param packages how large packages may be
 * @param engine how instances are run
 */
public record PlatformSettings(@Nullable Path dataDirectory, int port, Set<String> apiKeys, String apiKeyHeader,
		PackageLimits packages, EngineSettings engine) {

	/**
	 * A temporary folder, any free port, no key, and the limits of the specification.
	 */
	public static final PlatformSettings DEFAULTS = new PlatformSettings(null, 0, Set.of(), "X-API-Key",
			PackageLimits.DEFAULTS, EngineSettings.DEFAULTS);

	public PlatformSettings {
		Assert.isTrue(port >= 0 && port <= 65535, () -> "'port' must be from 0 to 65535, but is %d".formatted(port));
		Assert.hasText(apiKeyHeader, "'apiKeyHeader' must not be empty");
		Assert.isTrue(apiKeys.stream().noneMatch(String::isBlank), "'apiKeys' must not have an empty key");
		apiKeys = Set.copyOf(apiKeys);
	}

	/**
	 * These settings with a folder that is kept.
	 * @param directory where deployments are kept
	 * @return new settings
	 */
	public PlatformSettings withDataDirectory(Path directory) {
		return new PlatformSettings(directory, this.port, this.apiKeys, this.apiKeyHeader, this.packages, this.engine);
	}

	/**
	 * These settings with another port.
	 * @param number 1 to 65535, or 0 for any free port
	 * @return new settings
	 */
	public PlatformSettings withPort(int number) {
		return new PlatformSettings(this.dataDirectory, number, this.apiKeys, this.apiKeyHeader, this.packages,
				this.engine);
	}

	/**
	 * These settings with API keys.
	 * @param keys of which each request must have one
	 * @return new settings
	 */
	public PlatformSettings withApiKeys(Set<String> keys) {
		return new PlatformSettings(this.dataDirectory, this.port, keys, this.apiKeyHeader, this.packages, this.engine);
	}

	/**
	 * These settings with other limits of packages.
	 * @param limits how large packages may be
	 * @return new settings
	 */
	public PlatformSettings withPackages(PackageLimits limits) {
		return new PlatformSettings(this.dataDirectory, this.port, this.apiKeys, this.apiKeyHeader, limits,
				this.engine);
	}

	/**
	 * These settings with other settings of instances.
	 * @param settings how instances are run
	 * @return new settings
	 */
	public PlatformSettings withEngine(EngineSettings settings) {
		return new PlatformSettings(this.dataDirectory, this.port, this.apiKeys, this.apiKeyHeader, this.packages,
				settings);
	}

	/**
	 * Leaves out the keys.
	 */
	@Override
	public String toString() {
		return "PlatformSettings[dataDirectory=%s, port=%d, apiKeys=%d, apiKeyHeader=%s, packages=%s, engine=%s]"
			.formatted(this.dataDirectory, this.port, this.apiKeys.size(), this.apiKeyHeader, this.packages,
					this.engine);
	}

}
