package io.blueprintfaas.digitalocean;

import java.net.URI;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.http.HttpFunctionClientSettings;

/**
 * What all jobs of provider {@code digitalocean} share.
 *
 * @param token Personal access token of DigitalOcean's API, which finds the namespace and
 * makes keys for its functions.
 * @param region Region of the namespace, for example 'fra1'.
 * @param namespaceLabel Label of the namespace. Deploying makes the namespace if there is
 * none.
 * @param namespace Id of the namespace, beginning with 'fn-', in place of its label and
 * region.
 * @param apiKey Access key of the namespace: its id and its secret with a colon between
 * them. By default the token makes one that is forgotten when the application ends.
 * @param apiHost Address of the namespace's functions, to be set with 'api-key' where
 * there is no token.
 * @param keyExpiry How long a key that the token makes can be used, in whole hours. It is
 * renewed in good time.
 * @param kind Runtime of functions whose job names none.
 * @param execEnv Text of 'exec.env' in packages of this application, if the runtime asks
 * for one, for example 'openwhisk/action-golang-v1.24'.
 * @param packageName Package of the functions within the namespace.
 * @param functionPrefix Beginning of the names of functions, before '-job-' and the
 * number of the job.
 * @param baseUrl Address of DigitalOcean's API, up to but without '/v2'.
 * @param connectTimeout Longest wait for a connection to be established.
 * @param maxConnections Most connections to functions, and so most calls at a time.
 * @param pendingAcquireMaxCount Most calls that wait for a free connection.
 * @param pendingAcquireTimeout Longest wait of a call for a free connection.
 * @param maxIdleTime How long an unused connection is kept.
 * @param maxPayload Largest request, as it is on the wire.
 * @param maxCodeSize Largest package, in the Base64 form it is sent in.
 * @param deployTimeout Longest wait for a deployment.
 * @param pollInterval Longest pause between two looks at a call that is still running.
 */
@ConfigurationProperties("blueprint.faas.digitalocean")
record DigitalOceanFaasProperties(@Nullable String token, @Nullable String region,
		@DefaultValue("blueprint-faas") String namespaceLabel, @Nullable String namespace, @Nullable String apiKey,
		@Nullable URI apiHost, @DefaultValue("24h") Duration keyExpiry, @DefaultValue("go:default") String kind,
		@Nullable String execEnv, @DefaultValue("blueprint") String packageName,
		@DefaultValue("blueprint") String functionPrefix, @DefaultValue("https://api.digitalocean.com") URI baseUrl,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("100") int maxConnections,
		@DefaultValue("1000") int pendingAcquireMaxCount, @DefaultValue("30s") Duration pendingAcquireTimeout,
		@DefaultValue("30s") Duration maxIdleTime, @DefaultValue("1MB") DataSize maxPayload,
		@DefaultValue("48MB") DataSize maxCodeSize, @DefaultValue("5m") Duration deployTimeout,
		@DefaultValue("1s") Duration pollInterval) {

	/** What DigitalOcean takes as parameters of one call. */
	private static final DataSize MOST_PAYLOAD = DataSize.ofMegabytes(1);

	/** What DigitalOcean takes as one function. */
	private static final DataSize MOST_CODE = DataSize.ofMegabytes(48);

	/** A whole record of a call, and the text of a package on its way. */
	private static final DataSize MOST_BODY = DataSize.ofMegabytes(64);

	DigitalOceanFaasProperties {
		token = text(token);
		region = text(region);
		namespace = text(namespace);
		apiKey = text(apiKey);
		Assert.hasText(namespaceLabel, "'namespaceLabel' must not be empty");
		Assert.isTrue(namespace == null || !namespace.startsWith("ap-"),
				"'namespace' must be one of Functions, which begins with 'fn-': those that begin with 'ap-' belong to App Platform");
		Assert.isTrue(apiKey == null || (apiKey.indexOf(':') > 0 && !apiKey.endsWith(":")),
				"'apiKey' must be the id and the secret of an access key with a colon between them");
		Assert.isTrue(apiHost == null || apiKey != null, "'apiHost' must not be set without 'apiKey'");
		secure("apiHost", apiHost);
		secure("baseUrl", baseUrl);
		Assert.isTrue(
				keyExpiry.compareTo(Duration.ofHours(1)) >= 0
						&& Duration.ofHours(keyExpiry.toHours()).equals(keyExpiry),
				"'keyExpiry' must be at least 1h in whole hours, but is " + keyExpiry);
		upTo("maxPayload", maxPayload, MOST_PAYLOAD);
		upTo("maxCodeSize", maxCodeSize, MOST_CODE);
	}

	HttpFunctionClientSettings clientSettings() {
		return new HttpFunctionClientSettings(this.connectTimeout, this.maxConnections, this.pendingAcquireMaxCount,
				this.pendingAcquireTimeout, this.maxIdleTime, MOST_BODY, null);
	}

	/**
	 * Shows which namespace is meant and what kind of credentials there are, not the
	 * credentials.
	 */
	@Override
	public String toString() {
		return "DigitalOceanFaasProperties[region=%s, namespaceLabel=%s, namespace=%s, token=%s, apiKey=%s]".formatted(
				this.region, this.namespaceLabel, this.namespace, (this.token != null) ? "***" : null,
				(this.apiKey != null) ? "***" : null);
	}

	private static @Nullable String text(@Nullable String value) {
		return StringUtils.hasText(value) ? value.strip() : null;
	}

	// A token must not travel unprotected.
	private static void secure(String name, @Nullable URI address) {
		boolean secure = address == null || (address.getHost() != null && ("https".equals(address.getScheme())
				|| ("http".equals(address.getScheme()) && isLocal(address.getHost()))));
		Assert.isTrue(secure,
				() -> "'%s' must be an https address with a host, and http only on this machine".formatted(name));
	}

	private static boolean isLocal(String host) {
		return "localhost".equals(host) || "[::1]".equals(host) || host.matches("127(\\.\\d{1,3}){3}");
	}

	private static void upTo(String name, DataSize value, DataSize most) {
		Assert.isTrue(value.toBytes() >= 1 && value.compareTo(most) <= 0,
				() -> "'%s' must be from 1B to %dMB, but is %s".formatted(name, most.toMegabytes(), value));
	}

}
