package io.blueprintfaas.custom;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.http.HttpFunctionClientSettings;

/**
 * Platforms that speak the custom platform specification: one without a name, and any
 * number of named ones. A named platform inherits nothing from the one without a name.
 *
 * @param baseUrl Address of the platform, up to but without '/api/functions'.
 * @param urlTemplate Address to invoke functions at, if it is not the specification's,
 * with the placeholders {base-url}, {job-id}, {job-name} and {function}.
 * @param apiKey Key that is sent with each request.
 * @param apiKeyHeader Header that carries the key as it is, in place of 'Authorization:
 * Bearer'.
 * @param oauth2Registration Id of the OAuth 2.0 client registration whose client
 * credentials get the token that is sent with each request.
 * @param sslBundle Name of the SSL bundle with trust material and, for mutual TLS, key
 * material.
 * @param connectTimeout Longest wait for a connection to be established.
 * @param maxConnections Most connections, and so most calls at a time.
 * @param pendingAcquireMaxCount Most calls that wait for a free connection.
 * @param pendingAcquireTimeout Longest wait of a call for a free connection.
 * @param maxIdleTime How long an unused connection is kept.
 * @param maxPayload Largest request or answer, as it is on the wire.
 * @param maxPackageSize Largest package to upload.
 * @param maxUnpackedSize Largest package to upload, unpacked.
 * @param deployTimeout Longest wait for an upload to end and for the function to be
 * deployed.
 * @param platforms Further platforms by name; a job chooses one with its key 'platform'.
 */
@ConfigurationProperties("blueprint.faas.custom")
public record CustomFaasProperties(@Nullable URI baseUrl, @Nullable String urlTemplate, @Nullable String apiKey,
		@Nullable String apiKeyHeader, @Nullable String oauth2Registration, @Nullable String sslBundle,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("100") int maxConnections,
		@DefaultValue("1000") int pendingAcquireMaxCount, @DefaultValue("30s") Duration pendingAcquireTimeout,
		@DefaultValue("30s") Duration maxIdleTime, @DefaultValue("64MB") DataSize maxPayload,
		@DefaultValue("50MB") DataSize maxPackageSize, @DefaultValue("250MB") DataSize maxUnpackedSize,
		@DefaultValue("5m") Duration deployTimeout, @DefaultValue Map<String, Platform> platforms) {

	public CustomFaasProperties {
		// What holds for a named platform holds for this one: a wrong value is refused
		// here
		new Platform(baseUrl, urlTemplate, apiKey, apiKeyHeader, oauth2Registration, sslBundle, connectTimeout,
				maxConnections, pendingAcquireMaxCount, pendingAcquireTimeout, maxIdleTime, maxPayload, maxPackageSize,
				maxUnpackedSize, deployTimeout);
		platforms = Map.copyOf(platforms);
	}

	/**
	 * The platform without a name.
	 * @return its keys
	 */
	Platform unnamed() {
		return new Platform(this.baseUrl, this.urlTemplate, this.apiKey, this.apiKeyHeader, this.oauth2Registration,
				this.sslBundle, this.connectTimeout, this.maxConnections, this.pendingAcquireMaxCount,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxPayload, this.maxPackageSize,
				this.maxUnpackedSize, this.deployTimeout);
	}

	/**
	 * Shows the addresses without what may be secret.
	 */
	@Override
	public String toString() {
		return "CustomFaasProperties[%s, platforms=%s]".formatted(unnamed(), this.platforms);
	}

	/**
	 * A platform.
	 *
	 * @param baseUrl Address of the platform, up to but without '/api/functions'.
	 * @param urlTemplate Address to invoke functions at, if it is not the
	 * specification's, with the placeholders {base-url}, {job-id}, {job-name} and
	 * {function}.
	 * @param apiKey Key that is sent with each request.
	 * @param apiKeyHeader Header that carries the key as it is, in place of
	 * 'Authorization: Bearer'.
	 * @param oauth2Registration Id of the OAuth 2.0 client registration whose client
	 * credentials get the token that is sent with each request.
	 * @param sslBundle Name of the SSL bundle with trust material and, for mutual TLS,
	 * key material.
	 * @param connectTimeout Longest wait for a connection to be established.
	 * @param maxConnections Most connections, and so most calls at a time.
	 * @param pendingAcquireMaxCount Most calls that wait for a free connection.
	 * @param pendingAcquireTimeout Longest wait of a call for a free connection.
	 * @param maxIdleTime How long an unused connection is kept.
	 * @param maxPayload Largest request or answer, as it is on the wire.
	 * @param maxPackageSize Largest package to upload.
	 * @param maxUnpackedSize Largest package to upload, unpacked.
	 * @param deployTimeout Longest wait for an upload to end and for the function to be
	 * deployed.
	 */
	public record Platform(@Nullable URI baseUrl, @Nullable String urlTemplate, @Nullable String apiKey,
			@Nullable String apiKeyHeader, @Nullable String oauth2Registration, @Nullable String sslBundle,
			@DefaultValue("5s") Duration connectTimeout, @DefaultValue("100") int maxConnections,
			@DefaultValue("1000") int pendingAcquireMaxCount, @DefaultValue("30s") Duration pendingAcquireTimeout,
			@DefaultValue("30s") Duration maxIdleTime, @DefaultValue("64MB") DataSize maxPayload,
			@DefaultValue("50MB") DataSize maxPackageSize, @DefaultValue("250MB") DataSize maxUnpackedSize,
			@DefaultValue("5m") Duration deployTimeout) {

		public Platform {
			Assert.isTrue(baseUrl == null || isHttp(baseUrl),
					"'baseUrl' must be an http or https address with a host, for example http://localhost:8080");
			Assert.isTrue(apiKey == null || oauth2Registration == null,
					"'apiKey' and 'oauth2Registration' must not both be set");
			Assert.isTrue(apiKeyHeader == null || apiKey != null, "'apiKeyHeader' must not be set without 'apiKey'");
			Assert.isTrue(deployTimeout.toMillis() > 0,
					() -> "'deployTimeout' must be at least 1ms, but is %s".formatted(deployTimeout));
			new HttpFunctionClientSettings(connectTimeout, maxConnections, pendingAcquireMaxCount,
					pendingAcquireTimeout, maxIdleTime, maxPayload, null);
		}

		HttpFunctionClientSettings clientSettings(@Nullable SslBundle bundle) {
			return new HttpFunctionClientSettings(this.connectTimeout, this.maxConnections, this.pendingAcquireMaxCount,
					this.pendingAcquireTimeout, this.maxIdleTime, this.maxPayload, bundle);
		}

		private static boolean isHttp(URI uri) {
			return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
		}

		/**
		 * Shows addresses and what kind of credential there is, not the credential.
		 */
		@Override
		public String toString() {
			return "Platform[host=%s, apiKey=%s, oauth2Registration=%s, sslBundle=%s]".formatted(
					(this.baseUrl != null) ? this.baseUrl.getHost() : null, (this.apiKey != null) ? "***" : null,
					this.oauth2Registration, this.sslBundle);
		}

	}

}
