package io.blueprintfaas.gcp;

import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.spring.autoconfigure.core.GcpContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration of provider {@code gcp}: GCP Cloud Functions, with the credentials
 * of Spring Cloud GCP.
 */
@AutoConfiguration(after = GcpContextAutoConfiguration.class)
@ConditionalOnClass({ FunctionServiceClient.class, GcpContextAutoConfiguration.class, GoogleCredentials.class })
@EnableConfigurationProperties(GcpFaasProperties.class)
public final class GcpFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	GcpFaasProvider gcpFaasProvider(GcpFaasProperties properties) {
		return new GcpFaasProvider(properties);
	}

}
