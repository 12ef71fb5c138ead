package io.blueprintfaas.custom;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.packaging.PipeLayout;

/**
 * Auto-configuration of provider {@code custom}: platforms that speak the custom platform
 * specification.
 */
@AutoConfiguration
@EnableConfigurationProperties(CustomFaasProperties.class)
public final class CustomFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	CustomFaasPlatforms customFaasPlatforms(CustomFaasProperties properties, ObjectProvider<WebClient.Builder> builders,
			ObjectProvider<SslBundles> sslBundles, ObjectProvider<OAuth2Credentials> oauth2) {
		return new CustomFaasPlatforms(properties, builders, sslBundles, oauth2);
	}

	@Bean
	@ConditionalOnMissingBean
	CustomFaasProvider customFaasProvider(CustomFaasPlatforms platforms, ObjectProvider<PipeLayout> layout) {
		return new CustomFaasProvider(platforms, layout);
	}

	/**
	 * Credentials of OAuth 2.0 client registrations.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ReactiveOAuth2AuthorizedClientManager.class)
	static class OAuth2Configuration {

		@Bean
		@ConditionalOnMissingBean(OAuth2Credentials.class)
		RegisteredOAuth2Credentials customFaasOAuth2Credentials(
				ObjectProvider<ReactiveClientRegistrationRepository> reactiveRegistrations,
				ObjectProvider<ClientRegistrationRepository> registrations) {
			return new RegisteredOAuth2Credentials(reactiveRegistrations, registrations);
		}

	}

}
