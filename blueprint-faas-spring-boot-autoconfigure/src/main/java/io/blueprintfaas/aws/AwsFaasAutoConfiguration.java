package io.blueprintfaas.aws;

import io.awspring.cloud.autoconfigure.AwsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.AwsClientBuilderConfigurer;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.ResourceLoader;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClientBuilder;

import io.blueprintfaas.packaging.LambdaCustomRuntimeLayout;
import io.blueprintfaas.packaging.LambdaLayout;

/**
 * Auto-configuration of provider {@code aws}: AWS Lambda, with the credentials, region
 * and endpoint of Spring Cloud AWS.
 */
@AutoConfiguration(after = AwsAutoConfiguration.class)
@ConditionalOnClass({ LambdaAsyncClient.class, AwsAutoConfiguration.class })
@EnableConfigurationProperties({ AwsFaasProperties.class, LambdaClientProperties.class })
@Import(S3PackageConfiguration.class)
public final class AwsFaasAutoConfiguration {

	@Bean
	@Lazy
	@ConditionalOnMissingBean
	LambdaAsyncClient lambdaAsyncClient(AwsClientBuilderConfigurer configurer, LambdaClientProperties clientProperties,
			AwsFaasProperties properties, ObjectProvider<AwsConnectionDetails> connectionDetails,
			ObjectProvider<AwsClientCustomizer<LambdaAsyncClientBuilder>> customizers,
			ObjectProvider<AwsAsyncClientCustomizer> asyncCustomizers, ResourceLoader resourceLoader) {
		ClassLoader classLoader = (resourceLoader.getClassLoader() != null) ? resourceLoader.getClassLoader()
				: ClassUtils.getDefaultClassLoader();
		return LambdaClientBuilder.build((builder) -> configurer.configureAsyncClient(builder, clientProperties,
				connectionDetails.getIfAvailable(), customizers.orderedStream(), asyncCustomizers.orderedStream()),
				LambdaHttpClient.builder(properties, classLoader));
	}

	@Bean
	@ConditionalOnMissingBean
	LambdaClients lambdaClients(ObjectProvider<LambdaAsyncClient> lambda) {
		return new LambdaClients(lambda);
	}

	@Bean
	@ConditionalOnMissingBean
	AwsFaasProvider awsFaasProvider(AwsFaasProperties properties, LambdaClients clients,
			ObjectProvider<PackageBucket> bucket, ObjectProvider<LambdaLayout> managedLayout,
			ObjectProvider<LambdaCustomRuntimeLayout> customLayout) {
		return new AwsFaasProvider(properties, clients, bucket.getIfAvailable(),
				new AwsFaasProvider.Layouts(managedLayout, customLayout));
	}

}
