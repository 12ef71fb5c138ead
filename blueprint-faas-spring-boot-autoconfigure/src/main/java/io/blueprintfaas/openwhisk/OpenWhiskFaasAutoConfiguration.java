package io.blueprintfaas.openwhisk;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.packaging.ActionLoopLayout;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Auto-configuration of provider {@code openwhisk}: Apache OpenWhisk, wherever it runs.
 */
@AutoConfiguration
@EnableConfigurationProperties(OpenWhiskFaasProperties.class)
public final class OpenWhiskFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	OpenWhiskFaasProvider openWhiskFaasProvider(OpenWhiskFaasProperties properties,
			ObjectProvider<WebClient.Builder> builders, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<ActionLoopLayout> layout) {
		HttpFunctionClient client = new HttpFunctionClient(OpenWhiskFaasProperties.PREFIX,
				() -> builders.getIfAvailable(WebClient::builder),
				properties.clientSettings(sslBundle(properties.sslBundle(), sslBundles)), HttpCredential.none());
		return new OpenWhiskFaasProvider(properties, client, layout);
	}

	private static @Nullable SslBundle sslBundle(@Nullable String name, ObjectProvider<SslBundles> sslBundles) {
		if (name == null) {
			return null;
		}
		try {
			return sslBundles.getObject().getBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidFaasJobException("'%s.ssl-bundle' is '%s', but there is no such SSL bundle"
				.formatted(OpenWhiskFaasProperties.PREFIX, name),
					"Add it below 'spring.ssl.bundle', or correct the name", ex);
		}
	}

}
