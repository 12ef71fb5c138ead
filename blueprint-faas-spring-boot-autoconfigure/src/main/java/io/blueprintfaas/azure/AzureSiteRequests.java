package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.azure.resourcemanager.appservice.fluent.models.SiteConfigInner;
import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import com.azure.resourcemanager.appservice.models.AuthenticationType;
import com.azure.resourcemanager.appservice.models.FtpsState;
import com.azure.resourcemanager.appservice.models.FunctionAppConfig;
import com.azure.resourcemanager.appservice.models.FunctionsAlwaysReadyConfig;
import com.azure.resourcemanager.appservice.models.FunctionsDeployment;
import com.azure.resourcemanager.appservice.models.FunctionsDeploymentStorage;
import com.azure.resourcemanager.appservice.models.FunctionsDeploymentStorageAuthentication;
import com.azure.resourcemanager.appservice.models.FunctionsDeploymentStorageType;
import com.azure.resourcemanager.appservice.models.FunctionsRuntime;
import com.azure.resourcemanager.appservice.models.FunctionsScaleAndConcurrency;
import com.azure.resourcemanager.appservice.models.FunctionsScaleAndConcurrencyTriggers;
import com.azure.resourcemanager.appservice.models.FunctionsScaleAndConcurrencyTriggersHttp;
import com.azure.resourcemanager.appservice.models.NameValuePair;
import com.azure.resourcemanager.appservice.models.RuntimeName;
import com.azure.resourcemanager.appservice.models.SupportedTlsVersions;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an app is created from or changed to.
 */
final class AzureSiteRequests {

	/** The group of all functions that HTTP triggers, which share their instances. */
	private static final String HTTP = "http";

	private final AzureApp app;

	private final AzureConfiguration configuration;

	AzureSiteRequests(AzureApp app, AzureConfiguration configuration) {
		this.app = app;
		this.configuration = configuration;
	}

	// A new app, with all of its settings at once. The container is null without Flex
	// Consumption.
	SiteInner create(String region, String plan, @Nullable String container, AzureAppSettings settings,
			String storageAccount) {
		Map<String, String> tags = new LinkedHashMap<>(AzureTags.wanted(this.configuration, Map.of()));
		tags.put(AzureTags.APP, String.valueOf(this.app.name()));
		tags.put(AzureTags.STORAGE, storageAccount);
		SiteInner site = new SiteInner().withKind("functionapp,linux")
			.withReserved(true)
			.withServerFarmId(plan)
			.withHttpsOnly(true)
			.withClientAffinityEnabled(false)
			.withSiteConfig(config().withAppSettings(pairs(settings)));
		if (container != null) {
			site.withFunctionAppConfig(flex(new FunctionAppConfig().withDeployment(deployment(container))));
		}
		site.withLocation(region).withTags(tags);
		return site;
	}

	// The app with what is ours to say changed, and everything else as it was found.
	SiteInner update(AzureSite found) {
		SiteInner site = found.inner();
		site.withHttpsOnly(true).withSiteConfig(config());
		if (site.functionAppConfig() != null) {
			site.withFunctionAppConfig(flex(site.functionAppConfig()));
		}
		site.withTags(AzureTags.wanted(this.configuration, found.tags()));
		return site;
	}

	private SiteConfigInner config() {
		SiteConfigInner config = new SiteConfigInner().withFtpsState(FtpsState.DISABLED)
			.withMinTlsVersion(SupportedTlsVersions.ONE_TWO)
			.withHttp20Enabled(true);
		if (this.configuration.isFlex()) {
			return config;
		}
		config.withLinuxFxVersion(this.configuration.isCustom() ? "" : "Java|" + this.configuration.runtime());
		// 0 is without a limit
		config.withFunctionAppScaleLimit(
				(this.configuration.maxInstances() != null) ? this.configuration.maxInstances() : 0);
		if (this.configuration.plan() == AzurePlan.PREMIUM) {
			config.withMinimumElasticInstanceCount(Math.max(1, this.configuration.warmInstances()));
		}
		return config;
	}

	private FunctionAppConfig flex(FunctionAppConfig config) {
		boolean custom = this.configuration.isCustom();
		return config
			.withRuntime(new FunctionsRuntime().withName(custom ? RuntimeName.CUSTOM : RuntimeName.JAVA)
				.withVersion(custom ? "1.0" : this.configuration.runtime()))
			.withScaleAndConcurrency(scale(config.scaleAndConcurrency()));
	}

	private FunctionsScaleAndConcurrency scale(@Nullable FunctionsScaleAndConcurrency found) {
		FunctionsScaleAndConcurrency scale = new FunctionsScaleAndConcurrency()
			.withInstanceMemoryMB(Integer.valueOf(String.valueOf(this.configuration.size())))
			.withMaximumInstanceCount(
					(this.configuration.maxInstances() != null) ? this.configuration.maxInstances() : 100)
			.withAlwaysReady(warm(found));
		Integer concurrency = this.configuration.instanceConcurrency();
		if (concurrency != null) {
			scale.withTriggers(new FunctionsScaleAndConcurrencyTriggers()
				.withHttp(new FunctionsScaleAndConcurrencyTriggersHttp().withPerInstanceConcurrency(concurrency)));
		}
		return scale;
	}

	private List<FunctionsAlwaysReadyConfig> warm(@Nullable FunctionsScaleAndConcurrency found) {
		List<FunctionsAlwaysReadyConfig> groups = new ArrayList<>();
		if (found != null && found.alwaysReady() != null) {
			found.alwaysReady().stream().filter((group) -> !HTTP.equals(group.name())).forEach(groups::add);
		}
		if (this.configuration.warmInstances() > 0) {
			groups.add(new FunctionsAlwaysReadyConfig().withName(HTTP)
				.withInstanceCount(this.configuration.warmInstances()));
		}
		return groups;
	}

	private static FunctionsDeployment deployment(String container) {
		return new FunctionsDeployment()
			.withStorage(new FunctionsDeploymentStorage().withType(FunctionsDeploymentStorageType.BLOB_CONTAINER)
				.withValue(container)
				.withAuthentication(new FunctionsDeploymentStorageAuthentication()
					.withType(AuthenticationType.STORAGE_ACCOUNT_CONNECTION_STRING)
					.withStorageAccountConnectionStringName(AzureHosting.PACKAGES)));
	}

	private static List<NameValuePair> pairs(AzureAppSettings settings) {
		return settings.values()
			.entrySet()
			.stream()
			.map((entry) -> new NameValuePair().withName(entry.getKey()).withValue(entry.getValue()))
			.toList();
	}

}
