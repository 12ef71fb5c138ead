package io.blueprintfaas.azure;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.azure.resourcemanager.appservice.fluent.models.FunctionEnvelopeInner;

import io.blueprintfaas.FaasDeploymentException;

/**
 * Tells what may be overwritten. An app that deploying made has a tag; one that was there
 * before is used if it is configured by its name. A deployment replaces all that an app
 * consists of, so that no app is used in which there are functions of others.
 */
final class AzureOwnership {

	private final AzureDeploymentFailures failures;

	private final AzureApp app;

	private final AzureResidents residents;

	private final boolean named;

	AzureOwnership(AzureDeploymentFailures failures, AzureApp app, AzureResidents residents, boolean named) {
		this.failures = failures;
		this.app = app;
		this.residents = residents;
		this.named = named;
	}

	// Fails if the app is not one to deploy to.
	void check(AzureSite site, AzureConfiguration configuration) {
		checkNamed(AzureStep.LOOKING, site);
		checkPlan(site, configuration);
	}

	void checkNamed(AzureStep step, AzureSite site) {
		if (!site.isOurs() && !this.named) {
			throw this.failures.of(step,
					"app %s was not made by a deployment: it has no tag '%s'; set 'blueprint.faas.azure.app' to its name to use it all the same, or 'blueprint.faas.azure.function-prefix' to something only this application uses"
						.formatted(this.app, AzureTags.APP));
		}
	}

	// Fails if functions are on that other applications have deployed.
	void check(AzureAppSettings settings) {
		Map<String, String> jobs = this.residents.jobs();
		settings.functionsOn().forEach((function, job) -> {
			if (!jobs.containsKey(function)) {
				throw foreign(function);
			}
			if (!jobs.get(function).equals(job)) {
				throw this.failures.of(AzureStep.LOOKING,
						"function '%s' of app %s was made for job '%s', and not for '%s'; set 'blueprint.faas.azure.app', or 'blueprint.faas.azure.function-prefix', to something only this application uses"
							.formatted(function, this.app, job, jobs.get(function)));
			}
		});
	}

	// The same by what Azure lists, before all of it is replaced. Those that are off do
	// not matter in an app of ours.
	void check(AzureSite site, AzureAppSettings settings, List<FunctionEnvelopeInner> listed) {
		for (FunctionEnvelopeInner function : listed) {
			String name = AzureSites.name(function);
			boolean known = this.residents.jobs().keySet().stream().anyMatch(name::equalsIgnoreCase)
					|| settings.functions().keySet().stream().anyMatch(name::equalsIgnoreCase);
			boolean off = site.isOurs() && (settings.isOff(name) || Boolean.TRUE.equals(function.isDisabled()));
			if (!known && !off) {
				throw foreign(name);
			}
		}
	}

	private FaasDeploymentException foreign(String function) {
		return this.failures.of(AzureStep.LOOKING,
				"app %s has function '%s', which is of no job of this application (%s) and would be erased; set 'blueprint.faas.azure.app' to an app of its own, or switch that function off with 'az functionapp config appsettings set --name %s --resource-group %s --settings %s=true'"
					.formatted(this.app, function,
							new TreeSet<>(this.residents.jobs().keySet()).stream().collect(Collectors.joining(", ")),
							this.app.name(), this.app.resourceGroup(), AzureAppSettings.switchOf(function)));
	}

	private void checkPlan(AzureSite site, AzureConfiguration configuration) {
		String plan = site.tags().get(AzureTags.PLAN);
		boolean same = (plan != null) ? plan.equals(configuration.plan().name())
				: site.isFlex() == configuration.isFlex();
		if (!same) {
			throw this.failures.of(AzureStep.LOOKING,
					"app %s is not hosted with plan '%s', and an app cannot change its kind of plan; change 'blueprint.faas.azure.plan', use another app, or remove this one first"
						.formatted(this.app, configuration.plan()));
		}
	}

}
