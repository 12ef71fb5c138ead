package io.blueprintfaas.custom;

import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionClientSettings;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.provider.NearestName;

/**
 * The configured platforms, each with one client for all its jobs, made when the first
 * job asks for it.
 */
final class CustomFaasPlatforms implements DisposableBean {

	private static final String PREFIX = "blueprint.faas.custom";

	private final CustomFaasProperties properties;

	private final ObjectProvider<WebClient.Builder> builders;

	private final ObjectProvider<SslBundles> sslBundles;

	private final ObjectProvider<OAuth2Credentials> oauth2;

	private final Map<String, HttpFunctionClient> clients = new ConcurrentHashMap<>();

	CustomFaasPlatforms(CustomFaasProperties properties, ObjectProvider<WebClient.Builder> builders,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<OAuth2Credentials> oauth2) {
		this.properties = properties;
		this.builders = builders;
		this.sslBundles = sslBundles;
		this.oauth2 = oauth2;
	}

	CustomFaasPlatform get(FaasJobDefinition job) {
		String name = job.bind(CustomJobProperties.class).platform();
		CustomFaasProperties.Platform platform = (name != null) ? named(job, name) : this.properties.unnamed();
		HttpFunctionClient client = this.clients.computeIfAbsent((name != null) ? name : "",
				(key) -> client(prefix(name), platform));
		return new CustomFaasPlatform(client, platform.baseUrl(), platform.urlTemplate(),
				new CustomFaasLimits(platform.maxPackageSize(), platform.maxUnpackedSize(), platform.deployTimeout()));
	}

	@Override
	public void destroy() {
		this.clients.values().forEach(HttpFunctionClient::destroy);
	}

	private CustomFaasProperties.Platform named(FaasJobDefinition job, String name) {
		Map<String, CustomFaasProperties.Platform> platforms = this.properties.platforms();
		CustomFaasProperties.Platform platform = platforms.get(name);
		if (platform == null) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to '%s', but 'blueprint.faas.custom.platforms' has %s".formatted(job.key(),
							job.property("platform"), name,
							platforms.isEmpty() ? "no entry" : "only " + new TreeSet<>(platforms.keySet())),
					NearestName.of(name, platforms.keySet())
						.map("Did you mean '%s'?"::formatted)
						.orElseGet(() -> "Add 'blueprint.faas.custom.platforms.%s.base-url', or correct the name"
							.formatted(name)));
		}
		return platform;
	}

	private HttpFunctionClient client(String prefix, CustomFaasProperties.Platform platform) {
		HttpFunctionClientSettings settings = platform.clientSettings(sslBundle(prefix, platform.sslBundle()));
		return new HttpFunctionClient(prefix, () -> this.builders.getIfAvailable(WebClient::builder), settings,
				credential(prefix, platform));
	}

	private @Nullable SslBundle sslBundle(String prefix, @Nullable String name) {
		if (name == null) {
			return null;
		}
		try {
			return this.sslBundles.getObject().getBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidFaasJobException(
					"'%s.ssl-bundle' is '%s', but there is no such SSL bundle".formatted(prefix, name),
					"Add it below 'spring.ssl.bundle', or correct the name", ex);
		}
	}

	private HttpCredential credential(String prefix, CustomFaasProperties.Platform platform) {
		String apiKey = platform.apiKey();
		if (apiKey != null) {
			return (platform.apiKeyHeader() != null) ? HttpCredential.header(platform.apiKeyHeader(), apiKey)
					: HttpCredential.bearer(apiKey);
		}
		String registration = platform.oauth2Registration();
		return (registration != null) ? oauth2(prefix).credential(registration) : HttpCredential.none();
	}

	private OAuth2Credentials oauth2(String prefix) {
		OAuth2Credentials credentials = this.oauth2.getIfAvailable();
		if (credentials == null) {
			throw new InvalidFaasJobException(
					"'%s.oauth2-registration' is set, but there is no OAuth 2.0 client".formatted(prefix),
					"Add spring-boot-starter-oauth2-client, and the registration below 'spring.security.oauth2.client.registration'");
		}
		return credentials;
	}

	private static String prefix(@Nullable String name) {
		return (name != null) ? "%s.platforms.%s".formatted(PREFIX, name) : PREFIX;
	}

}
