package io.blueprintfaas.azure;

import java.time.Clock;

import com.azure.core.http.HttpClient;
import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.spring.cloud.core.properties.AzureProperties;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.packaging.AzureLayouts;

/**
 * Auto-configuration of provider {@code azure}: Azure Functions, with the credentials of
 * Spring Cloud Azure.
 */
@AutoConfiguration
@ConditionalOnClass({ AppServiceManager.class, AzureProperties.class })
@EnableConfigurationProperties(AzureFaasProperties.class)
public final class AzureFaasAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	AzureManagement azureFaasManagement(AzureFaasProperties properties, ListableBeanFactory beans,
			ObjectProvider<HttpClient> httpClient, ObjectProvider<AppServiceManager> appService) {
		return new AzureClients(new AzureProfiles(properties, beans), new AzureCredentials(beans),
				new AzureRetryPolicy(), httpClient, appService);
	}

	@Bean
	@ConditionalOnMissingBean
	AzureFaasProvider azureFaasProvider(AzureFaasProperties properties, AzureManagement management,
			ObjectProvider<WebClient.Builder> builders, ObjectProvider<AzureLayouts> layouts) {
		return new AzureFaasProvider(properties, management, () -> builders.getIfAvailable(WebClient::builder), layouts,
				Clock.systemUTC());
	}

}
