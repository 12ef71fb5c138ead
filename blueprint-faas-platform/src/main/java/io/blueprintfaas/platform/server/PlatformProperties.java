package io.blueprintfaas.platform.server;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.platform.deployment.PackageLimits;
import io.blueprintfaas.platform.function.EngineSettings;

/**
 * Properties of the platform.
 *
 * @param dataDirectory folder where deployments are kept
 * @param apiKeys keys of which a request must have one; none to ask for no key
 * @param apiKeyHeader header that may hold a key, beside 'Authorization: Bearer'
 * @param maxUpload largest package, as it is uploaded
 * @param maxUnpacked largest package, unpacked
 * @param maxEntries most files and folders in a package
 * @param maxRequest largest request of a call
 * @param maxAnswer largest answer of a call
 * @param maxLog size after which the log of a function is started anew; what was before
 * is kept in a second file
 * @param queueBound most calls that wait for an instance of one function
 * @param maxInstances most instances of all functions together
 * @param maxStarting most kept-alive instances that are started at once; as many as there
 * are cores if not set
 * @param idleTime time without calls after which an instance is ended
 * @param startTimeout longest time until a kept-alive instance is ready
 * @param gracePeriod how long running calls may go on at shutdown
 */
@ConfigurationProperties("blueprint.platform")
public record PlatformProperties(@DefaultValue("blueprint-platform-data") Path dataDirectory,
		@DefaultValue Set<String> apiKeys, @DefaultValue("X-API-Key") String apiKeyHeader,
		@DefaultValue("50MB") DataSize maxUpload, @DefaultValue("250MB") DataSize maxUnpacked,
		@DefaultValue("65535") int maxEntries, @DefaultValue("64MB") DataSize maxRequest,
		@DefaultValue("64MB") DataSize maxAnswer, @DefaultValue("10MB") DataSize maxLog,
		@DefaultValue("1000") int queueBound, @DefaultValue("256") int maxInstances, @Nullable Integer maxStarting,
		@DefaultValue("5m") Duration idleTime, @DefaultValue("60s") Duration startTimeout,
		@DefaultValue("10s") Duration gracePeriod) {

	PackageLimits packages() {
		return new PackageLimits(this.maxUpload, this.maxUnpacked, this.maxEntries);
	}

	EngineSettings engine() {
		int starting = (this.maxStarting != null) ? this.maxStarting : EngineSettings.DEFAULTS.maxStarting();
		return new EngineSettings(this.queueBound, this.maxInstances, starting, this.idleTime, this.startTimeout,
				this.gracePeriod, this.maxRequest, this.maxAnswer, this.maxLog);
	}

	/**
	 * Leaves out the keys.
	 */
	@Override
	public String toString() {
		return "PlatformProperties[dataDirectory=%s, apiKeys=%d, packages=%s, engine=%s]".formatted(this.dataDirectory,
				this.apiKeys.size(), packages(), engine());
	}

}
