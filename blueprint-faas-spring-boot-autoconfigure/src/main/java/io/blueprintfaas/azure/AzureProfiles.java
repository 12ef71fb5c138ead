package io.blueprintfaas.azure;

import java.util.HashMap;
import java.util.Map;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.spring.cloud.core.properties.AzureProperties;
import com.azure.spring.cloud.core.provider.AzureProfileOptionsProvider.ProfileOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;

/**
 * Knows tenant, subscription and cloud: what is configured for this provider, over an
 * {@link AzureProfile} of the application, over {@code spring.cloud.azure.profile}.
 */
final class AzureProfiles {

	/** What Spring Cloud Azure calls what is configured for all of its libraries. */
	static final String GLOBAL_PROPERTIES = "springCloudAzureGlobalProperties";

	private final AzureFaasProperties properties;

	private final BeanFactory beans;

	AzureProfiles(AzureFaasProperties properties, BeanFactory beans) {
		this.properties = properties;
		this.beans = beans;
	}

	// The profile with a subscription, or CallPreparationException.
	AzureProfile profile() {
		AzureProfile shared = shared();
		String tenant = AzureNames.first(this.properties.tenantId(), shared.getTenantId());
		String subscription = AzureNames.first(this.properties.subscriptionId(), shared.getSubscriptionId());
		if (subscription == null) {
			throw AzureFailures.noSubscription();
		}
		return new AzureProfile(tenant, subscription, complete(shared.getEnvironment()));
	}

	private AzureProfile shared() {
		AzureProfile own = this.beans.getBeanProvider(AzureProfile.class).getIfUnique();
		if (own != null) {
			return own;
		}
		ProfileOptions options = this.beans.containsBean(GLOBAL_PROPERTIES)
				? this.beans.getBean(GLOBAL_PROPERTIES, AzureProperties.class).getProfile() : null;
		return (options != null)
				? new AzureProfile(options.getTenantId(), options.getSubscriptionId(),
						options.getEnvironment().toAzureManagementEnvironment())
				: new AzureProfile(AzureEnvironment.AZURE);
	}

	// Without addresses that are not set, which the clients cannot do with.
	private static AzureEnvironment complete(@Nullable AzureEnvironment environment) {
		Map<String, String> endpoints = new HashMap<>(AzureEnvironment.AZURE.getEndpoints());
		if (environment != null) {
			endpoints = new HashMap<>(environment.getEndpoints());
			endpoints.values().removeIf((address) -> address == null || address.isBlank());
		}
		return new AzureEnvironment(endpoints);
	}

}
