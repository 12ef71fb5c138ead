package io.blueprintfaas.aws;

import io.awspring.cloud.autoconfigure.AwsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.s3.properties.S3Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/**
 * Packages in S3, if its library is there. The client is the application's own or, when a
 * package is too large for a request, one made by the settings of
 * {@code spring.cloud.aws.s3}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(S3AsyncClient.class)
@EnableConfigurationProperties(S3Properties.class)
final class S3PackageConfiguration {

	@Bean
	@ConditionalOnMissingBean
	S3PackageBucket s3PackageBucket(ObjectProvider<S3AsyncClient> client, AwsClientBuilderConfigurer configurer,
			S3Properties properties, ObjectProvider<AwsConnectionDetails> connectionDetails,
			ObjectProvider<AwsClientCustomizer<S3AsyncClientBuilder>> customizers,
			ObjectProvider<AwsAsyncClientCustomizer> asyncCustomizers) {
		return new S3PackageBucket(client,
				() -> configurer
					.configureAsyncClient(S3AsyncClient.builder(), properties, connectionDetails.getIfAvailable(),
							customizers.orderedStream(), asyncCustomizers.orderedStream())
					.serviceConfiguration(withoutWaiting(properties.toS3Configuration()))
					.build());
	}

	// HTTP clients below the SDK take the answer 100, which lets the body come, for the
	// last one.
	static S3Configuration withoutWaiting(S3Configuration configuration) {
		return configuration.toBuilder().expectContinueEnabled(false).build();
	}

}
