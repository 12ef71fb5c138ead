package io.blueprintfaas.azure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.http.StubAnswer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deploying to Azure when all goes well.
 */
class AzureFaasLifecycleTests extends AzureLifecycleTests {

	@Test
	void createsAllThatAnAppNeeds() throws IOException {
		this.stage.memory("square", "1GB").concurrency("square", 900, 2).all("tags.team", "imaging");
		this.stage.environment("square", Map.of("GREETING", "hello"));
		FunctionPackage functionPackage = this.stage.zip(1);
		FaasDeployment deployment = this.stage.lifecycle("square")
			.deploy(functionPackage, this.stage.settings("square"), this.stage.steps::add)
			.block();
		String account = site().tags.get("blueprint-faas-storage");
		String container = this.azure.resources.containers.get(account).get(0);
		assertThat(this.azure.take()).containsExactly("GET sites/my-app", "GET group", "PUT group",
				"GET storageAccounts/" + account, "PUT storageAccounts/" + account,
				"POST storageAccounts/%s/listKeys".formatted(account),
				"GET storageAccounts/%s/blobServices/default/containers/%s".formatted(account, container),
				"PUT storageAccounts/%s/blobServices/default/containers/%s".formatted(account, container),
				"GET serverfarms/my-app-plan", "PUT serverfarms/my-app-plan", "PUT sites/my-app",
				"POST scm/api/publish", "GET scm/api/deployments/d1", "GET scm/api/deployments/d1",
				"POST sites/my-app/syncfunctiontriggers", "GET sites/my-app/functions", "GET sites/my-app",
				"POST sites/my-app/functions/blueprint_job_7/listkeys", "POST app/api/blueprint_job_7",
				"PATCH sites/my-app/providers/Microsoft.Resources/tags/default", "GET sites/my-app");
		assertThat(this.azure.scopes).containsExactly("https://management.core.windows.net//.default");
		assertThat(site().content).isEqualTo(Files.readAllBytes(functionPackage.file()));
		assertThat(deployment)
			.isEqualTo(new FaasDeployment(new JobKey(7, "square"), "azure", AzureStage.SQUARE, "running", true,
					URI.create("https://%s/api/blueprint_job_7".formatted(site().host())), functionPackage.sha256(),
					null, DataSize.ofGigabytes(2), null, null, FakeSite.MODIFIED.plusMillis(123)));
	}

	@Test
	void setsAnAppUpWithFlexConsumption() {
		this.stage.memory("square", "1GB").concurrency("square", 900, 2).all("tags.team", "imaging");
		this.stage.all("instance-concurrency", "8");
		this.stage.deploy("square", 1);
		JsonNode config = site().properties.path("functionAppConfig");
		JsonNode scale = config.path("scaleAndConcurrency");
		assertThat(config.path("runtime").toString()).isEqualTo("{\"name\":\"java\",\"version\":\"21\"}");
		assertThat(scale.path("instanceMemoryMB").asInt()).isEqualTo(2048);
		assertThat(scale.path("maximumInstanceCount").asInt()).isEqualTo(113);
		assertThat(scale.path("alwaysReady").toString()).isEqualTo("[{\"name\":\"http\",\"instanceCount\":2}]");
		assertThat(scale.path("triggers").path("http").path("perInstanceConcurrency").asInt()).isEqualTo(8);
		assertThat(site().properties.path("httpsOnly").asBoolean()).isTrue();
		assertThat(site().config.path("ftpsState").asString()).isEqualTo("Disabled");
		assertThat(site().config.path("minTlsVersion").asString()).isEqualTo("1.2");
		assertThat(site().tags).containsEntry("team", "imaging").containsEntry("blueprint-faas-app", "my-app");
		assertThat(site().settings).containsOnlyKeys("AzureWebJobsStorage", "DEPLOYMENT_STORAGE_CONNECTION_STRING",
				"BLUEPRINTFAAS_DEPLOYED_FUNCTIONS");
		assertThat(site().settings.get("AzureWebJobsStorage")).contains(FakeStorageAccounts.KEY);
	}

	@Test
	void makesAStorageAccountThatIsNotOpen() {
		this.stage.deploy("square", 1);
		JsonNode account = this.azure.resources.accounts.values().iterator().next();
		assertThat(account.path("properties").path("minimumTlsVersion").asString()).isEqualTo("TLS1_2");
		assertThat(account.path("properties").path("allowBlobPublicAccess").asBoolean(true)).isFalse();
		assertThat(account.path("properties").path("supportsHttpsTrafficOnly").asBoolean()).isTrue();
		assertThat(account.path("tags").path("blueprint-faas-app").asString()).isEqualTo("my-app");
	}

	@Test
	void setsAnAppUpWithConsumption() {
		this.stage.all("plan", "consumption").concurrency("square", 20, 0);
		FaasDeployment deployment = this.stage.deploy("square", 1);
		assertThat(site().config.path("linuxFxVersion").asString()).isEqualTo("Java|21");
		assertThat(site().config.path("functionAppScaleLimit").asInt()).isEqualTo(20);
		assertThat(site().settings).containsEntry("FUNCTIONS_EXTENSION_VERSION", "~4")
			.containsEntry("FUNCTIONS_WORKER_RUNTIME", "java")
			.doesNotContainKeys("WEBSITE_RUN_FROM_PACKAGE", "WEBSITE_CONTENTSHARE");
		assertThat(this.azure.take()).contains("POST scm/api/zipdeploy", "GET scm/api/deployments/latest")
			.noneMatch((label) -> label.contains("blobServices"));
		assertThat(plan().path("sku").path("name").asString()).isEqualTo("Y1");
		assertThat(deployment.memory()).isNull();
	}

	@Test
	void setsAnAppUpWithPremium() {
		this.stage.all("plan", "premium").memory("square", "4GB").concurrency("square", null, 3);
		this.stage.deploy("square", 1);
		assertThat(plan().path("sku").path("name").asString()).isEqualTo("EP2");
		assertThat(site().config.path("minimumElasticInstanceCount").asInt()).isEqualTo(3);
		assertThat(site().settings).containsEntry("WEBSITE_RUN_FROM_PACKAGE", "1")
			.containsKeys("WEBSITE_CONTENTSHARE", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING");
		this.stage.memory("square", "8GB");
		this.stage.deploy("square", 1);
		assertThat(plan().path("sku").path("name").asString()).isEqualTo("EP3");
		this.stage.memory("square", "1GB");
		this.stage.deploy("square", 1);
		assertThat(plan().path("sku").path("name").asString()).isEqualTo("EP3");
	}

	@Test
	void runsPackagesThatBringTheirOwnRuntime() {
		this.stage.all("runtime", "custom");
		this.stage.deploy("square", 1);
		assertThat(site().properties.path("functionAppConfig").path("runtime").path("name").asString())
			.isEqualTo("custom");
	}

	@Test
	void changesNothingWhenNothingChanged() {
		this.stage.environment("square", Map.of("GREETING", "hello")).all("tags.team", "imaging");
		this.stage.deploy("square", 1);
		this.azure.take();
		FaasDeployment again = this.stage.deploy("square", 1);
		assertThat(again.changed()).isFalse();
		assertThat(again.sha256()).isEqualTo(this.stage.zip(1).sha256());
		assertThat(this.azure.take()).containsExactly("GET sites/my-app", "POST sites/my-app/config/appsettings/list",
				"GET sites/my-app/functions/blueprint_job_7");
		assertThat(this.stage.steps).containsExactly("looking at what is deployed", "nothing to change");
	}

	@Test
	void tellsWhatDeployingWouldChangeAndChangesNothing() {
		assertThat(differences(1)).isNull();
		this.stage.deploy("square", 1);
		this.azure.take();
		assertThat(differences(1)).isEmpty();
		this.stage.environment("square", Map.of("GREETING", "hello"));
		assertThat(differences(2)).contains("package", "GREETING");
		assertThat(this.azure.take()).allMatch((request) -> request.startsWith("GET ") || request.endsWith("/list"));
	}

	private List<String> differences(int number) {
		return this.stage.lifecycle("square")
			.differences(this.stage.zip(number), this.stage.settings("square"))
			.block();
	}

	@Test
	void uploadsOnlyThePackageThatChanged() {
		this.stage.deploy("square", 1);
		this.azure.take();
		assertThat(this.stage.deploy("square", 2).changed()).isTrue();
		assertThat(changes()).containsExactly("PATCH sites/my-app/providers/Microsoft.Resources/tags/default",
				"POST scm/api/publish", "POST sites/my-app/syncfunctiontriggers", "POST app/api/blueprint_job_7",
				"PATCH sites/my-app/providers/Microsoft.Resources/tags/default");
		assertThat(site().tags).containsEntry("blueprint-faas-package", this.stage.zip(2).sha256());
		assertThat(this.stage.steps).contains("following the deployment: is under way",
				"waiting for the function to answer");
	}

	@Test
	void changesOnlySettingsThatChanged() {
		this.stage.environment("square", Map.of("GREETING", "hello", "OLD", "1")).all("tags.team", "imaging");
		this.stage.deploy("square", 1);
		site().settings.put("OF_SOMEBODY", "else");
		site().tags.put("cost", "of somebody");
		this.azure.take();
		this.stage.environment("square", Map.of("GREETING", "hi"));
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(changes()).containsExactly("PUT sites/my-app/config/appsettings",
				"POST sites/my-app/syncfunctiontriggers", "POST app/api/blueprint_job_7");
		assertThat(site().settings).containsEntry("GREETING", "hi")
			.containsEntry("OF_SOMEBODY", "else")
			.containsKey("AzureWebJobsStorage")
			.doesNotContainKey("OLD");
		assertThat(this.stage.steps)
			.contains("changing the settings of the app: BLUEPRINTFAAS_DEPLOYED_VARIABLES, GREETING, OLD");
		assertThat(site().tags).containsEntry("cost", "of somebody").containsEntry("team", "imaging");
	}

	@Test
	void changesTheAppWithoutItsSettings() {
		this.stage.all("tags.team", "imaging").deploy("square", 1);
		site().settings.put("OF_SOMEBODY", "else");
		site().tags.put("cost", "of somebody");
		this.azure.take();
		this.stage.memory("square", "4GB").without("tags.team");
		FaasDeployment deployment = this.stage.deploy("square", 1);
		assertThat(deployment.memory()).isEqualTo(DataSize.ofGigabytes(4));
		assertThat(changes()).containsExactly("PUT sites/my-app", "POST sites/my-app/syncfunctiontriggers",
				"POST app/api/blueprint_job_7");
		assertThat(site().settings).containsKeys("OF_SOMEBODY", "AzureWebJobsStorage");
		assertThat(site().tags).containsEntry("cost", "of somebody").doesNotContainKey("team");
	}

	@Test
	void deploysTheSecondJobOfAnAppWithoutAnUpload() {
		this.stage.both().deploy("square", 1);
		assertThat(site().settings).containsEntry("AzureWebJobs.blueprint_job_8.Disabled", "true")
			.doesNotContainKey("AzureWebJobs.blueprint_job_7.Disabled");
		assertThat(this.stage.lifecycle("cube").deployment().blockOptional()).isEmpty();
		this.azure.take();
		FaasDeployment cube = this.stage.deploy("cube", 1);
		assertThat(cube.function()).isEqualTo(AzureStage.CUBE);
		assertThat(cube.changed()).isTrue();
		assertThat(changes()).containsExactly("PUT sites/my-app/config/appsettings",
				"POST sites/my-app/syncfunctiontriggers", "POST app/api/blueprint_job_8");
		assertThat(site().settings.keySet()).noneMatch((name) -> name.endsWith(".Disabled"));
		assertThat(this.stage.lifecycle("cube").deployment().block().function()).isEqualTo(AzureStage.CUBE);
		assertThat(this.stage.deploy("square", 1).changed()).isFalse();
	}

	@Test
	void leavesJobsDeployedThatOthersAreDeployedBeside() {
		this.stage.both().deploy("square", 1);
		this.stage.deploy("cube", 1);
		this.stage.deploy("square", 2);
		assertThat(this.stage.lifecycle("cube").deployment().block().sha256()).isEqualTo(this.stage.zip(2).sha256());
	}

	@Test
	void switchesAJobOffThatIsAddedToTheApp() {
		this.stage.deploy("square", 1);
		this.stage.both().deploy("square", 2);
		assertThat(site().settings).containsEntry("AzureWebJobs.blueprint_job_8.Disabled", "true");
		assertThat(this.stage.lifecycle("cube").deployment().blockOptional()).isEmpty();
	}

	@Test
	void sizesAnAppByAllOfItsJobs() {
		this.stage.both().memory("square", "512MB").memory("cube", "3GB");
		this.stage.environment("square", Map.of("A", "1")).environment("cube", Map.of("B", "2"));
		this.stage.concurrency("cube", 10, 3);
		this.stage.deploy("square", 1);
		JsonNode scale = site().properties.path("functionAppConfig").path("scaleAndConcurrency");
		assertThat(scale.path("instanceMemoryMB").asInt()).isEqualTo(4096);
		assertThat(scale.path("alwaysReady").get(0).path("instanceCount").asInt()).isEqualTo(3);
		assertThat(site().settings).containsEntry("A", "1").containsEntry("B", "2");
	}

	@Test
	void givesAJobAnAppOfItsOwn() {
		this.stage.both();
		this.stage.keys.put("blueprint.faas.jobs.cube.app", "cube-app");
		this.stage.deploy("square", 1);
		this.stage.lifecycle("cube")
			.deploy(AzureZips.of(this.folder, 3, List.of(AzureStage.CUBE)), this.stage.settings("cube"), (step) -> {
			})
			.block();
		assertThat(site().settings.get("BLUEPRINTFAAS_DEPLOYED_FUNCTIONS")).isEqualTo("blueprint_job_7=square");
		assertThat(this.azure.site("cube-app").settings.get("BLUEPRINTFAAS_DEPLOYED_FUNCTIONS"))
			.isEqualTo("blueprint_job_8=cube");
	}

	@Test
	void usesWhatIsThereAlready() {
		this.stage.deploy("square", 1);
		String account = site().tags.get("blueprint-faas-storage");
		this.azure.resources.accounts.get(account).remove("tags");
		this.azure.resources.groups.get("my-group").remove("tags");
		this.stage.all("app", "other-app").all("storage-account", account).without("region");
		this.azure.take();
		this.stage.deploy("square", 1);
		assertThat(this.azure.take()).noneMatch((label) -> label.matches("PUT (group|storageAccounts/[a-z0-9]+)"));
		assertThat(this.azure.resources.accounts.get(account).has("tags")).isFalse();
		assertThat(this.azure.resources.groups.get("my-group").has("tags")).isFalse();
		assertThat(this.azure.site("other-app").location).isEqualTo("westeurope");
	}

	@Test
	void usesAnAppThatIsThereAndNamed() {
		this.stage.all("app", "theirs").deploy("square", 1);
		FakeSite theirs = this.azure.site("theirs");
		theirs.tags.clear();
		theirs.settings.remove("BLUEPRINTFAAS_DEPLOYED_FUNCTIONS");
		this.azure.take();
		this.stage.environment("square", Map.of("GREETING", "hello")).memory("square", "4GB").deploy("square", 2);
		assertThat(changes()).containsExactly("PUT sites/theirs/config/appsettings", "POST scm/api/publish",
				"POST sites/theirs/syncfunctiontriggers", "POST app/api/blueprint_job_7",
				"PATCH sites/theirs/providers/Microsoft.Resources/tags/default");
		assertThat(theirs.tags).containsOnlyKeys("blueprint-faas-package");
		assertThat(this.stage.deploy("square", 2).changed()).isFalse();
	}

	@Test
	void uploadsAgainWhatTheHostHasLost() {
		this.stage.deploy("square", 1);
		site().listed = List.of();
		this.azure.take();
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.azure.take()).contains("POST scm/api/publish");
	}

	@Test
	void namesAnAppThatIsNotConfigured() {
		this.stage.without("app").deploy("square", 1);
		assertThat(this.stage.defaultApp()).matches("blueprint-[0-9a-f]{12}");
		assertThat(this.azure.site(this.stage.defaultApp())).isNotNull();
	}

	@Test
	void warmsAsManyInstancesAsAreToBeKept() {
		this.stage.concurrency("square", null, 3).deploy("square", 1);
		this.azure.take();
		assertThat(this.stage.lifecycle("square").warm().blockOptional()).isEmpty();
		assertThat(this.azure.take()).hasSize(3).containsOnly("POST app/api/blueprint_job_7");
		this.azure.functions.rule = (site, function, request) -> Mono.just(StubAnswer.json(200,
				"{\"job_id\":7,\"result\":\"\",\"success\":true,\"metrics\":{\"cold_start\":true}}"));
		assertThat(this.stage.lifecycle("square").warm().block()).isEqualTo(3);
		this.stage.concurrency("square", null, 0);
		assertThat(this.stage.lifecycle("square").warm().block()).isEqualTo(1);
	}

	private JsonNode plan() {
		return this.azure.resources.plans.get("my-app-plan");
	}

	// All requests that are not there to read.
	private List<String> changes() {
		return this.azure.take()
			.stream()
			.filter((label) -> !label.startsWith("GET ") && !label.matches("POST .*/list(keys)?"))
			.toList();
	}

}
