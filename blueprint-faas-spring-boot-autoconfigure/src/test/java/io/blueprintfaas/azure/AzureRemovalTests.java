package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.blueprintfaas.FaasDeployment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Taking functions away again.
 */
class AzureRemovalTests extends AzureLifecycleTests {

	@Test
	void removesAllThatWasMadeWithTheLastFunction() {
		this.stage.deploy("square", 1);
		assertThat(undeploy("square")).isTrue();
		assertThat(this.azure.resources.sites).isEmpty();
		assertThat(this.azure.resources.plans).isEmpty();
		assertThat(this.azure.resources.accounts).isEmpty();
		assertThat(this.azure.resources.groups).isEmpty();
		this.azure.take();
		assertThat(undeploy("square")).isFalse();
		assertThat(this.azure.take()).allMatch((label) -> label.startsWith("GET "));
	}

	@Test
	void switchesOffAFunctionThatIsNotTheLast() {
		this.stage.both().deploy("square", 1);
		this.stage.deploy("cube", 1);
		this.azure.take();
		assertThat(undeploy("square")).isTrue();
		assertThat(this.azure.take()).containsExactly("GET sites/my-app", "POST sites/my-app/config/appsettings/list",
				"GET sites/my-app/functions", "PUT sites/my-app/config/appsettings",
				"POST sites/my-app/syncfunctiontriggers");
		assertThat(this.stage.lifecycle("square").deployment().blockOptional()).isEmpty();
		assertThat(this.stage.lifecycle("cube").deployment().block().function()).isEqualTo(AzureStage.CUBE);
		assertThat(undeploy("square")).isFalse();
		assertThat(undeploy("cube")).isTrue();
		assertThat(this.azure.resources.groups).isEmpty();
	}

	@Test
	void deploysAgainWhatWasSwitchedOff() {
		this.stage.both().deploy("square", 1);
		this.stage.deploy("cube", 1);
		undeploy("square");
		this.azure.take();
		FaasDeployment again = this.stage.deploy("square", 1);
		assertThat(again.changed()).isTrue();
		assertThat(this.azure.take()).doesNotContain("POST scm/api/publish");
	}

	@Test
	void leavesAFunctionAloneThatWasNeverDeployed() {
		this.stage.both().deploy("square", 1);
		assertThat(undeploy("cube")).isFalse();
		assertThat(site()).isNotNull();
		assertThat(this.stage.lifecycle("square").deployment().block()).isNotNull();
	}

	@Test
	void removesAnAppWhoseDeploymentFailed() {
		this.azure.troubles.deploymentEnd = 3;
		assertFails(() -> this.stage.deploy("square", 1), "following the deployment", "has failed");
		assertThat(undeploy("square")).isTrue();
		assertThat(this.azure.resources.groups).isEmpty();
	}

	@Test
	void leavesWhatWasThereBefore() {
		this.stage.deploy("square", 1);
		this.azure.resources.plans.values().forEach((plan) -> plan.remove("tags"));
		this.azure.resources.accounts.values().forEach((account) -> account.remove("tags"));
		this.azure.resources.groups.values().forEach((group) -> group.remove("tags"));
		assertThat(undeploy("square")).isTrue();
		assertThat(this.azure.resources.sites).isEmpty();
		assertThat(this.azure.resources.plans).hasSize(1);
		assertThat(this.azure.resources.accounts).hasSize(1);
		assertThat(this.azure.resources.groups).hasSize(1);
	}

	@Test
	void leavesAGroupWithSomethingElseInIt() {
		this.stage.deploy("square", 1);
		this.azure.resources.others.put("my-group",
				List.of(FakeResources.id("my-group", "Microsoft.Insights/components", "insights")));
		undeploy("square");
		assertThat(this.azure.resources.accounts).isEmpty();
		assertThat(this.azure.resources.groups).hasSize(1);
	}

	@Test
	void leavesAStorageAccountWithSomethingElseInIt() {
		this.stage.deploy("square", 1);
		this.azure.resources.containers.values().forEach((containers) -> containers.add("pictures"));
		undeploy("square");
		assertThat(this.azure.resources.accounts).hasSize(1);
		assertThat(this.azure.resources.plans).isEmpty();
	}

	@Test
	void leavesAStorageAccountThatAnotherAppUses() {
		this.stage.all("storage-account", "shared").deploy("square", 1);
		this.stage.all("app", "other").deploy("square", 1);
		this.stage.all("app", AzureStage.APP);
		this.azure.resources.containers.get("shared").remove(1);
		undeploy("square");
		assertThat(this.azure.resources.accounts).containsKey("shared");
	}

	@Test
	void leavesAPlanWithAnotherAppInIt() {
		this.stage.all("plan", "premium").all("plan-name", "shared").deploy("square", 1);
		this.stage.all("app", "other").deploy("square", 1);
		this.stage.all("app", AzureStage.APP);
		undeploy("square");
		assertThat(this.azure.resources.plans).containsKey("shared");
	}

	@Test
	void keepsAnAppThatWasThereBefore() {
		this.stage.deploy("square", 1);
		site().tags.clear();
		assertThat(undeploy("square")).isTrue();
		assertThat(site().settings).containsEntry("AzureWebJobs.blueprint_job_7.Disabled", "true");
		assertThat(this.stage.lifecycle("square").deployment().blockOptional()).isEmpty();
		assertThat(undeploy("square")).isFalse();
	}

	@Test
	void keepsAnAppWithAFunctionOfSomebodyElse() {
		this.stage.deploy("square", 1);
		List<FakeFunction> functions = new ArrayList<>(site().listed);
		functions.add(new FakeFunction("billing", FakeJson.object()));
		site().listed = functions;
		assertThat(undeploy("square")).isTrue();
		assertThat(site()).isNotNull();
	}

	@Test
	void refusesAnAppThatIsNotNamed() {
		this.stage.without("app").deploy("square", 1);
		this.azure.site(this.stage.defaultApp()).tags.clear();
		assertFails(() -> undeploy("square"), "removing the app", "no tag 'blueprint-faas-app'");
	}

	@Test
	void saysWhatIsLeftOver() {
		this.stage.deploy("square", 1);
		this.azure.troubles.refuse("DELETE storageAccounts", 1,
				FakeTroubles.forbidden("Microsoft.Storage/storageAccounts/delete", "/subscriptions/1"));
		assertFails(() -> undeploy("square"), "removing the storage account",
				"'Microsoft.Storage/storageAccounts/delete'");
		assertThat(undeploy("square")).isFalse();
		assertThat(this.azure.resources.groups).isEmpty();
	}

	@Test
	void waitsForRemovalToEnd() {
		this.stage.deploy("square", 1);
		this.azure.troubles.operationLooks = 3;
		assertThat(undeploy("square")).isTrue();
		assertThat(this.azure.resources.groups).isEmpty();
	}

	private boolean undeploy(String job) {
		return this.stage.lifecycle(job).undeploy().block();
	}

}
