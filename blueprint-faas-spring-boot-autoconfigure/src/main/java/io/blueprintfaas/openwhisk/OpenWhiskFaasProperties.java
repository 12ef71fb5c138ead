package io.blueprintfaas.openwhisk;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.http.HttpFunctionClientSettings;

/**
 * What all jobs of provider {@code openwhisk} share.
 *
 * @param apiHost Address of the API, up to but without '/api/v1', for example
 * 'https://openwhisk.example.com'.
 * @param apiKey Key of the namespace: id and secret with a colon between them.
 * @param namespace Namespace of functions, or '_' for that of the key.
 * @param packageName Package of functions whose job does not name its function.
 * @param functionPrefix Beginning of the names of these functions, before '-job-' and the
 * number of the job.
 * @param kind Runtime of functions that are deployed from here.
 * @param execEnv What the image of the Go runtime has in OW_EXECUTION_ENV, for packages
 * that bring their own Java, for example 'openwhisk/action-golang-v1.24'.
 * @param sslBundle Name of the SSL bundle with trust material and, for mutual TLS, key
 * material.
 * @param connectTimeout Longest wait for a connection to be established.
 * @param maxConnections Most connections, and so most calls at a time.
 * @param pendingAcquireMaxCount Most calls that wait for a free connection.
 * @param pendingAcquireTimeout Longest wait of a call for a free connection.
 * @param maxIdleTime How long an unused connection is kept.
 * @param maxPayload Largest request of a call, as it is on the wire.
 * @param maxCodeSize Largest code of a function, in the Base64 form it is sent in.
 * @param minMemory Least memory of a function.
 * @param maxMemory Most memory of a function.
 * @param maxTimeout Longest run of a function.
 * @param deployTimeout Longest wait for a deployment.
 * @param pollInterval Longest pause between two looks at a call that is still running.
 */
@ConfigurationProperties("blueprint.faas.openwhisk")
record OpenWhiskFaasProperties(@Nullable URI apiHost, @Nullable String apiKey, @DefaultValue("_") String namespace,
		@DefaultValue("blueprint") String packageName, @DefaultValue("blueprint") String functionPrefix,
		@DefaultValue("go:default") String kind, @Nullable String execEnv, @Nullable String sslBundle,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("100") int maxConnections,
		@DefaultValue("1000") int pendingAcquireMaxCount, @DefaultValue("30s") Duration pendingAcquireTimeout,
		@DefaultValue("30s") Duration maxIdleTime, @DefaultValue("1MB") DataSize maxPayload,
		@DefaultValue("48MB") DataSize maxCodeSize, @DefaultValue("128MB") DataSize minMemory,
		@DefaultValue("512MB") DataSize maxMemory, @DefaultValue("5m") Duration maxTimeout,
		@DefaultValue("5m") Duration deployTimeout, @DefaultValue("1s") Duration pollInterval) {

	static final String PREFIX = "blueprint.faas.openwhisk";

	/** In OpenWhisk's own default, 256 MB, hardly a Spring application starts. */
	private static final DataSize MEMORY = DataSize.ofMegabytes(512);

	/** As long as callers wait for a job that sets no timeout; OpenWhisk's is 60 s. */
	private static final Duration TIMEOUT = Duration.ofSeconds(300);

	OpenWhiskFaasProperties {
		Assert.isTrue(apiHost == null || isHttp(apiHost),
				"'apiHost' must be an http or https address with a host, for example https://openwhisk.example.com");
		Assert.isTrue(apiKey == null || apiKey.indexOf(':') > 0 && apiKey.indexOf(':') < apiKey.length() - 1,
				"'apiKey' must be an id and a secret with a colon between them");
		Assert.hasText(namespace, "'namespace' must not be empty");
		settings(kind, packageName, functionPrefix, maxPayload, maxCodeSize, minMemory, maxMemory, maxTimeout,
				deployTimeout, pollInterval);
		new HttpFunctionClientSettings(connectTimeout, maxConnections, pendingAcquireMaxCount, pendingAcquireTimeout,
				maxIdleTime, maxPayload, null);
	}

	// What its functions share.
	OpenWhiskSettings settings() {
		return settings(this.kind, this.packageName, this.functionPrefix, this.maxPayload, this.maxCodeSize,
				this.minMemory, this.maxMemory, this.maxTimeout, this.deployTimeout, this.pollInterval);
	}

	HttpFunctionClientSettings clientSettings(@Nullable SslBundle bundle) {
		return new HttpFunctionClientSettings(this.connectTimeout, this.maxConnections, this.pendingAcquireMaxCount,
				this.pendingAcquireTimeout, this.maxIdleTime, settings().limits().largestBody(), bundle);
	}

	private static OpenWhiskSettings settings(String kind, String packageName, String functionPrefix,
			DataSize maxPayload, DataSize maxCodeSize, DataSize minMemory, DataSize maxMemory, Duration maxTimeout,
			Duration deployTimeout, Duration pollInterval) {
		OpenWhiskLimits limits = new OpenWhiskLimits(maxPayload, maxCodeSize, minMemory, maxMemory, maxTimeout);
		return new OpenWhiskSettings(PREFIX, packageName, functionPrefix, kind,
				(maxMemory.compareTo(MEMORY) < 0) ? maxMemory : MEMORY,
				(maxTimeout.compareTo(TIMEOUT) < 0) ? maxTimeout : TIMEOUT, limits, true, deployTimeout, pollInterval);
	}

	private static boolean isHttp(URI uri) {
		return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
	}

	/**
	 * Shows where functions are and whether there is a key, not the key.
	 */
	@Override
	public String toString() {
		return "OpenWhiskFaasProperties[host=%s, apiKey=%s, namespace=%s, kind=%s]".formatted(
				(this.apiHost != null) ? this.apiHost.getHost() : null, (this.apiKey != null) ? "***" : null,
				this.namespace, this.kind);
	}

}
