package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.http.HttpFunctionClientSettings;

/**
 * What all jobs of provider {@code azure} share. Credentials are those of
 * {@code spring.cloud.azure}.
 *
 * @param subscriptionId Subscription of the apps. By default that of
 * 'spring.cloud.azure.profile'.
 * @param tenantId Tenant of the subscription. By default that of
 * 'spring.cloud.azure.profile'.
 * @param resourceGroup Resource group of the apps, created if it is not there.
 * @param region Region of the apps, for example 'westeurope'.
 * @param app Function app that jobs share, whose name is unique in the world. By default
 * a name made from the function prefix, the subscription and the resource group.
 * @param functionPrefix Beginning of the names of functions, before '_job_' and the
 * number of the job, with '_' for each '-'.
 * @param plan How apps are hosted.
 * @param planName App Service plan of the apps, created if it is not there. By default
 * one plan per app.
 * @param storageAccount Storage account of the apps, created if it is not there. By
 * default one made from the name of the app.
 * @param runtime Version of Java that functions run on, '17', '21' or '25', or 'custom'
 * for packages that bring their own. By default the one that fits the Java of this
 * application.
 * @param instanceConcurrency Most calls of one instance at a time. By default what Azure
 * chooses by the memory.
 * @param authentication What calls prove who they are with.
 * @param scope Scope of the tokens that calls bring, with authentication 'entra'.
 * @param functionKey Key that calls bring, with authentication 'function-key'. By default
 * it is asked for at Azure.
 * @param tags Tags of apps.
 * @param connectTimeout Longest wait for a connection to be established.
 * @param maxConnections Most connections to one app, and so most of its calls at a time.
 * @param pendingAcquireMaxCount Most calls that wait for a free connection.
 * @param pendingAcquireTimeout Longest wait of a call for a free connection.
 * @param maxIdleTime How long an unused connection is kept.
 * @param maxPayload Largest request or answer, as it is on the wire.
 * @param deployTimeout Longest wait for a deployment.
 */
@ConfigurationProperties("blueprint.faas.azure")
record AzureFaasProperties(@Nullable String subscriptionId, @Nullable String tenantId,
		@DefaultValue("blueprint-faas") String resourceGroup, @Nullable String region, @Nullable String app,
		@DefaultValue("blueprint") String functionPrefix, @DefaultValue("flex-consumption") AzurePlan plan,
		@Nullable String planName, @Nullable String storageAccount, @Nullable String runtime,
		@Nullable Integer instanceConcurrency, @DefaultValue("function-key") Authentication authentication,
		@Nullable String scope, @Nullable String functionKey, @DefaultValue Map<String, String> tags,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("100") int maxConnections,
		@DefaultValue("1000") int pendingAcquireMaxCount, @DefaultValue("30s") Duration pendingAcquireTimeout,
		@DefaultValue("30s") Duration maxIdleTime, @DefaultValue("100MB") DataSize maxPayload,
		@DefaultValue("20m") Duration deployTimeout) {

	AzureFaasProperties {
		positive("connectTimeout", connectTimeout);
		positive("pendingAcquireTimeout", pendingAcquireTimeout);
		positive("maxIdleTime", maxIdleTime);
		positive("deployTimeout", deployTimeout);
		Assert.isTrue(maxConnections >= 1, () -> "'maxConnections' must be at least 1, but is " + maxConnections);
		Assert.isTrue(pendingAcquireMaxCount >= 1,
				() -> "'pendingAcquireMaxCount' must be at least 1, but is " + pendingAcquireMaxCount);
		Assert.isTrue(maxPayload.toBytes() >= 1, () -> "'maxPayload' must be at least 1B, but is " + maxPayload);
		tags = Map.copyOf(tags);
	}

	HttpFunctionClientSettings clientSettings() {
		return new HttpFunctionClientSettings(this.connectTimeout, this.maxConnections, this.pendingAcquireMaxCount,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxPayload, null);
	}

	private static void positive(String name, Duration value) {
		Assert.isTrue(value.toMillis() > 0, () -> "'%s' must be at least 1ms, but is %s".formatted(name, value));
	}

	/**
	 * Shows the settings without the key.
	 */
	@Override
	public String toString() {
		return "AzureFaasProperties[subscriptionId=%s, resourceGroup=%s, region=%s, app=%s, plan=%s]"
			.formatted(this.subscriptionId, this.resourceGroup, this.region, this.app, this.plan);
	}

	/**
	 * What a call proves who it is with.
	 */
	enum Authentication {

		/**
		 * The key of the function.
		 */
		FUNCTION_KEY,

		/**
		 * A token of Microsoft Entra ID, for an app that asks for one.
		 */
		ENTRA,

		/**
		 * Nothing: the function takes calls of everybody who reaches it.
		 */
		ANONYMOUS

	}

}
