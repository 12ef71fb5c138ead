package io.blueprintfaas.aws;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

/**
 * Auto-configuration of provider {@code aws}: AWS Lambda, with the credentials, region
 * and endpoint of Spring Cloud AWS.
 */
@AutoConfiguration(after = AwsAutoConfiguration.class)
@ConditionalOnClass({ LambdaAsyncClient.class, AwsAutoConfiguration.class })
@EnableConfigurationProperties(AwsFaasProperties.class)
public final class AwsFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AwsFaasProvider awsFaasProvider(AwsFaasProperties properties) {
		return new AwsFaasProvider(properties);
	}

}
