package io.blueprintfaas.aws;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

/**
 * Auto-configuration of provider {@code aws}: AWS Lambda, with the credentials, region
 * and endpoint of Spring Cloud AWS.
 */
@AutoConfiguration(after = AwsAutoConfiguration.class)
@ConditionalOnClass({ LambdaAsyncClient.class, AwsAutoConfiguration.class })
@EnableConfigurationProperties(AwsFaasProperties.class)
@Import(S3PackageConfiguration.class)
public final class AwsFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AwsFaasProvider awsFaasProvider(AwsFaasProperties properties, ObjectProvider<LambdaAsyncClient> lambda,
			ObjectProvider<PackageBucket> bucket) {
		return new AwsFaasProvider(properties, Mono.fromSupplier(lambda::getObject), bucket.getIfAvailable());
	}

}
