package io.blueprintfaas.gcp;

import java.io.IOException;
import java.time.Clock;

import com.google.api.gax.core.CredentialsProvider;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.spring.autoconfigure.core.GcpContextAutoConfiguration;
import com.google.cloud.spring.autoconfigure.core.GcpProperties;
import com.google.cloud.spring.core.Credentials;
import com.google.cloud.spring.core.DefaultCredentialsProvider;
import com.google.cloud.spring.core.DefaultGcpProjectIdProvider;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.packaging.GcpLayout;

/**
 * Auto-configuration of provider {@code gcp}: GCP Cloud Functions, with the credentials
 * of Spring Cloud GCP.
 */
@AutoConfiguration(before = GcpContextAutoConfiguration.class)
@ConditionalOnClass({ FunctionServiceClient.class, GcpContextAutoConfiguration.class, GoogleCredentials.class })
@EnableConfigurationProperties(GcpFaasProperties.class)
@Import(GcsPackageConfiguration.class)
public final class GcpFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GcpCredentials gcpFaasCredentials(ObjectProvider<CredentialsProvider> providers) {
		return new GcpCredentials(providers);
	}

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	FunctionServiceClient functionServiceClient(GcpCredentials credentials) throws IOException {
		return GcpFunctionServiceClients.create(credentials::scoped);
	}

	@Bean
	@ConditionalOnMissingBean
	GcpClients gcpFaasClients(ObjectProvider<FunctionServiceClient> functions,
			ObjectProvider<GcpProjectIdProvider> projectIds) {
		return new GcpClients(functions, projectIds);
	}

	@Bean
	@ConditionalOnMissingBean
	GcpFaasProvider gcpFaasProvider(GcpFaasProperties properties, GcpClients clients, GcpCredentials credentials,
			ObjectProvider<WebClient.Builder> builders, ObjectProvider<GcpPackageBucket> bucket,
			ObjectProvider<GcpLayout> layout) {
		return new GcpFaasProvider(properties, clients, credentials, () -> builders.getIfAvailable(WebClient::builder),
				bucket.getIfAvailable(), layout, Clock.systemUTC());
	}

	/**
	 * The beans of Spring Cloud GCP that look around when they are made: for credentials
	 * and for the project, at the network too. These do so when they are asked, and are
	 * otherwise the same.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = "spring.cloud.gcp.core.enabled", matchIfMissing = true)
	@EnableConfigurationProperties(GcpProperties.class)
	static class ContextConfiguration {

		@Bean
		@ConditionalOnMissingBean
		CredentialsProvider googleCredentials(GcpProperties properties) throws IOException {
			Credentials credentials = properties.getCredentials();
			boolean set = credentials.getLocation() != null || StringUtils.hasText(credentials.getEncodedKey());
			return set ? new DefaultCredentialsProvider(properties) : new LazyCredentialsProvider(properties);
		}

		@Bean
		@ConditionalOnMissingBean
		GcpProjectIdProvider gcpProjectIdProvider(GcpProperties properties) {
			String projectId = properties.getProjectId();
			return (projectId != null) ? () -> projectId : new DefaultGcpProjectIdProvider();
		}

	}

}
