package io.blueprintfaas.azure;

import java.util.Map;

import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.resourcemanager.appservice.fluent.AppServicePlansClient;
import com.azure.resourcemanager.appservice.fluent.models.AppServicePlanInner;
import com.azure.resourcemanager.appservice.models.SkuDescription;
import com.azure.resourcemanager.resources.fluent.ResourceGroupsClient;
import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Sees to what an app stands on: its resource group and its plan. What is there already
 * is used as it is.
 */
final class AzureFoundation {

	private final AzurePlane plane;

	private final AzureConfiguration configuration;

	private final AzureResourceNames names;

	AzureFoundation(AzurePlane plane, AzureConfiguration configuration, AzureResourceNames names) {
		this.plane = plane;
		this.configuration = configuration;
		this.names = names;
	}

	// The region: the configured one, or that of the group.
	Mono<String> region() {
		String name = this.plane.app().resourceGroup();
		return this.plane.find(AzureStep.PREPARING_GROUP, (manager) -> groups(manager).getAsync(name))
			.switchIfEmpty(Mono.defer(() -> createGroup(name)))
			.map((group) -> (this.plane.app().region() != null) ? this.plane.app().region()
					: String.valueOf(group.location()));
	}

	// The plan, by its id.
	Mono<String> plan(String region) {
		return findPlan().flatMap(this::fitting)
			.switchIfEmpty(Mono.defer(() -> putPlan(region)))
			.map((plan) -> String.valueOf(plan.id()));
	}

	// Has the plan of an app that is there grow, if it is one of ours.
	Mono<Void> grow() {
		return (this.configuration.plan() != AzurePlan.PREMIUM) ? Mono.empty()
				: findPlan().filter(this::isTooSmall)
					.filter((plan) -> AzureTags.isOurs(plan.tags()))
					.flatMap((plan) -> putPlan(plan.location()))
					.then();
	}

	private Mono<AppServicePlanInner> findPlan() {
		return this.plane.find(AzureStep.PREPARING_PLAN, (manager) -> plans(manager)
			.getByResourceGroupAsync(this.plane.app().resourceGroup(), this.names.plan()));
	}

	private Mono<AppServicePlanInner> fitting(AppServicePlanInner plan) {
		String sku = (plan.sku() != null) ? String.valueOf(plan.sku().name()) : "";
		if (!sku.startsWith(prefix())) {
			return Mono.error(() -> this.plane.failures()
				.of(AzureStep.PREPARING_PLAN,
						"plan '%s' is of kind '%s', which is not '%s'; set 'blueprint.faas.azure.plan-name' to another name, or change 'blueprint.faas.azure.plan'"
							.formatted(this.names.plan(), sku, this.configuration.plan())));
		}
		return (isTooSmall(plan) && AzureTags.isOurs(plan.tags())) ? putPlan(plan.location()) : Mono.just(plan);
	}

	// Other apps may need what is larger.
	private boolean isTooSmall(AppServicePlanInner plan) {
		String sku = (plan.sku() != null) ? String.valueOf(plan.sku().name()) : "";
		return this.configuration.plan() == AzurePlan.PREMIUM && sku.compareTo(sku()) < 0;
	}

	private Mono<ResourceGroupInner> createGroup(String name) {
		String region = this.plane.app().region();
		if (region == null) {
			return Mono.error(() -> this.plane.failures()
				.of(AzureStep.PREPARING_GROUP,
						"resource group '%s' is not there, and to make it a region must be known; set 'blueprint.faas.azure.region', for example to 'westeurope'"
							.formatted(name)));
		}
		this.plane.progress().step("%s: %s in %s".formatted(AzureStep.PREPARING_GROUP.text(), name, region));
		ResourceGroupInner group = new ResourceGroupInner().withLocation(region).withTags(mark());
		return this.plane.change(AzureStep.PREPARING_GROUP,
				(manager) -> groups(manager).createOrUpdateAsync(name, group));
	}

	private Mono<AppServicePlanInner> putPlan(@Nullable String region) {
		this.plane.progress()
			.step("%s: %s of size %s".formatted(AzureStep.PREPARING_PLAN.text(), this.names.plan(), sku()));
		AppServicePlanInner plan = new AppServicePlanInner().withKind("functionapp")
			.withReserved(true)
			.withSku(new SkuDescription().withName(sku()).withTier(tier()));
		plan.withLocation(region).withTags(mark());
		if (this.configuration.plan() == AzurePlan.PREMIUM) {
			plan.withMaximumElasticWorkerCount(Math.max(20, this.configuration.warmInstances()));
		}
		return this.plane.change(AzureStep.PREPARING_PLAN, (manager) -> plans(manager)
			.createOrUpdateAsync(this.plane.app().resourceGroup(), this.names.plan(), plan));
	}

	private String sku() {
		return switch (this.configuration.plan()) {
			case FLEX_CONSUMPTION -> "FC1";
			case CONSUMPTION -> "Y1";
			case PREMIUM -> String.valueOf(this.configuration.size());
		};
	}

	private String prefix() {
		return sku().substring(0, sku().length() - 1);
	}

	private String tier() {
		return switch (this.configuration.plan()) {
			case FLEX_CONSUMPTION -> "FlexConsumption";
			case CONSUMPTION -> "Dynamic";
			case PREMIUM -> "ElasticPremium";
		};
	}

	private Map<String, String> mark() {
		return Map.of(AzureTags.APP, this.plane.name());
	}

	private static ResourceGroupsClient groups(AppServiceManager manager) {
		return manager.resourceManager().serviceClient().getResourceGroups();
	}

	private static AppServicePlansClient plans(AppServiceManager manager) {
		return manager.serviceClient().getAppServicePlans();
	}

}
