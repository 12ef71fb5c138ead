package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.http.StubAnswer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deploying to an Azure that takes its time, is used by others too, and refuses.
 */
class AzureFaasLifecycleFailureTests extends AzureLifecycleTests {

	private static final String GROUP = "/subscriptions/%s/resourceGroups/my-group".formatted(FakeAzure.SUBSCRIPTION);

	@Test
	void followsOperationsToTheirEnd() {
		this.azure.troubles.operationLooks = 3;
		this.azure.troubles.deploymentLooks = 4;
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.azure.take()).contains("GET operations/1", "GET operations/2", "GET operations/3");
		assertThat(this.stage.steps).containsSubsequence("preparing the resource group: my-group in westeurope",
				"creating the app: my-app", "following the deployment: is building",
				"following the deployment: is under way", "following the deployment: has succeeded");
	}

	@Test
	void waitsForChangesOfOthers() {
		this.stage.deploy("square", 1);
		this.azure.troubles.refuse("PUT sites/my-app", 3, FakeTroubles.busy());
		this.stage.memory("square", "4GB");
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.stage.steps).contains("waiting for another change of the app to end");
	}

	@Test
	void waitsForDeploymentsOfOthers() {
		this.azure.troubles.refuse("POST scm/api/publish", 2,
				StubAnswer.json(409, "\"There is a deployment currently in progress. Please try again.\""));
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.stage.steps).contains("waiting for another deployment to end");
	}

	@Test
	void waitsAsLongAsAzureAsks() {
		this.azure.troubles.refuse("PATCH sites", 1, FakeTroubles.tooMany());
		long start = System.nanoTime();
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(1));
	}

	@ParameterizedTest
	@CsvSource({ "GET sites/my-app, 503", "GET sites/my-app/functions, 500",
			"POST sites/my-app/syncfunctiontriggers, 502", "GET scm/api/deployments, 503", "POST scm/api/publish, 503",
			"POST scm/api/publish, 404", "GET scm/api/deployments, 404" })
	void triesAgainWhatFailsForAMoment(String request, int status) {
		this.azure.troubles.refuse(request, 6, StubAnswer.empty(status));
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
	}

	@Test
	void triesAgainWhileTheHostStarts() {
		this.azure.troubles.refuse("POST sites/my-app/syncfunctiontriggers", 3,
				FakeJson.webError(400, "BadRequest", "Encountered an error (ServiceUnavailable) from host runtime."));
		this.azure.troubles.indexingLooks = 3;
		this.azure.troubles.coldRequests = 2;
		this.azure.troubles.coldStatus = 404;
		this.azure.troubles.unknownLooks = 2;
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.azure.take()).filteredOn("POST app/api/blueprint_job_7"::equals).hasSize(3);
	}

	@Test
	void waitsForAColdFunction() {
		this.azure.troubles.coldRequests = 3;
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
	}

	@Test
	void callsWithTheKeyThatIsRightAfterwards() {
		this.stage.deploy("square", 1);
		this.azure.rotateKeys();
		assertThat(this.stage.deploy("square", 2).changed()).isTrue();
	}

	@Test
	void showsTheLogOfADeploymentThatFails() {
		this.azure.troubles.deploymentEnd = 3;
		assertFails(() -> this.stage.deploy("square", 1), "following the deployment", "has failed",
				"Package deployment failed: bad zip", "Deployment Center", "'my-app'");
		assertThat(site().tags).doesNotContainKey("blueprint-faas-package");
		this.azure.troubles.deploymentEnd = 4;
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "-1, was cancelled", "5, was given up because of another one", "6, has succeeded in part only",
			"9, ended with status 9" })
	void failsWhenADeploymentEndsOtherwise(int status, String text) {
		this.azure.troubles.deploymentEnd = status;
		assertFails(() -> this.stage.deploy("square", 1), "following the deployment", text);
	}

	@Test
	void doesNotTrustWhatWasReplacedWithoutSuccess() {
		this.stage.deploy("square", 1);
		this.azure.troubles.deploymentEnd = 3;
		assertFails(() -> this.stage.deploy("square", 2), "following the deployment", "has failed");
		this.azure.troubles.deploymentEnd = 4;
		this.azure.take();
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.azure.take()).contains("POST scm/api/publish");
	}

	@Test
	void failsWhenADeploymentStaysUnknown() {
		this.azure.troubles.unknownLooks = 10_000;
		this.stage.pace = pace(Duration.ofMillis(200), Duration.ofSeconds(20));
		assertFails(() -> this.stage.deploy("square", 1), "following the deployment", "knows nothing of deployment");
	}

	@Test
	void failsWhenTheHostFindsNoFunction() {
		this.azure.troubles.indexing = false;
		this.stage.pace = pace(Duration.ofMillis(200), Duration.ofSeconds(20));
		assertFails(() -> this.stage.deploy("square", 1), "waiting for the function to be listed",
				"does not list function 'blueprint_job_7' (it lists none)", "Log stream", "storage account");
		this.azure.take();
		this.azure.troubles.indexing = true;
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.azure.take()).contains("POST scm/api/publish");
	}

	@Test
	void failsWhenTheFunctionDoesNotAnswer() {
		this.azure.functions.rule = (site, function, request) -> Mono.just(StubAnswer.empty(500));
		assertFails(() -> this.stage.deploy("square", 1), "waiting for the function to answer",
				"'blueprint_job_7' is listed, but does not answer", "500", "Log stream");
		assertThat(site().tags).doesNotContainKey("blueprint-faas-package");
	}

	@Test
	void doesNotTrustWhatStoppedAnsweringWithOtherSettings() {
		this.stage.deploy("square", 1);
		FakeFunctionHost.Rule rule = this.azure.functions.rule;
		this.azure.functions.rule = (site, function, request) -> Mono.just(StubAnswer.empty(500));
		this.stage.environment("square", Map.of("GREETING", "hello"));
		assertFails(() -> this.stage.deploy("square", 1), "waiting for the function to answer", "500");
		this.azure.functions.rule = rule;
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
	}

	@Test
	void failsWhenTheFunctionStaysCold() {
		this.azure.troubles.coldRequests = 10_000;
		this.stage.pace = pace(Duration.ofMillis(200), Duration.ofSeconds(20));
		assertFails(() -> this.stage.deploy("square", 1), "waiting for the function to answer", "503");
	}

	@Test
	void failsWhenSomebodyElseHasTheName() {
		this.azure.resources.takenSites.add("my-app");
		assertFails(() -> this.stage.deploy("square", 1), "creating the app",
				"Website with given name my-app already exists.", "unique in the world", "'blueprint.faas.azure.app'");
	}

	@Test
	void failsWhenSomebodyElseHasTheStorageAccount() {
		this.stage.all("storage-account", "taken");
		this.azure.resources.takenAccounts.add("taken");
		assertFails(() -> this.stage.deploy("square", 1), "preparing the storage account", "already taken",
				"'blueprint.faas.azure.storage-account'");
	}

	@Test
	void saysWhichRightIsMissing() {
		this.azure.troubles.refuse("PUT sites/my-app", 1,
				FakeTroubles.forbidden("Microsoft.Web/sites/write", GROUP + "/providers/Microsoft.Web/sites/my-app"));
		assertFails(() -> this.stage.deploy("square", 1), "creating the app", "action 'Microsoft.Web/sites/write'",
				"on '%s/providers/Microsoft.Web/sites/my-app'".formatted(GROUP),
				"'Contributor' on resource group 'my-group'");
	}

	@Test
	void saysWhichRightIsMissingForTheGroup() {
		this.azure.troubles.refuse("PUT group", 1, StubAnswer.empty(403));
		assertFails(() -> this.stage.deploy("square", 1), "preparing the resource group",
				"action 'Microsoft.Resources/subscriptions/resourceGroups/write'", "'Contributor' on the subscription",
				"create resource group 'my-group' yourself");
	}

	@Test
	void saysWhatKeepsPackagesOut() {
		this.azure.troubles.refuse("POST scm/api/publish", 1, StubAnswer.empty(403));
		assertFails(() -> this.stage.deploy("square", 1), "uploading the package", "access restrictions",
				"Microsoft.Web/sites/publish/action");
	}

	@Test
	void hasTheClientRegisterWhatIsMissing() {
		this.azure.troubles.refuse("PUT serverfarms", 1, unregistered());
		assertThat(this.stage.deploy("square", 1).changed()).isTrue();
		assertThat(this.azure.take()).contains("POST register");
	}

	@Test
	void saysHowToRegisterWhatIsMissing() {
		this.azure.troubles.refuse("PUT serverfarms", 3, unregistered());
		this.azure.troubles.refuse("POST register", 1,
				FakeTroubles.forbidden("Microsoft.Web/register/action", "/subscriptions/1"));
		assertFails(() -> this.stage.deploy("square", 1), "preparing the plan",
				"az provider register --namespace Microsoft.Web");
	}

	@Test
	void saysWhatToDoAboutALimitThatIsTooLow() {
		this.azure.troubles.refuse("PUT sites/my-app", 1, FakeJson.webError(400, "BadRequest",
				"Site.FunctionAppConfig.ScaleAndConcurrency.MaximumInstanceCount is invalid."));
		assertFails(() -> this.stage.deploy("square", 1), "creating the app", "below 40", "'max-concurrency'");
	}

	@Test
	void needsARegionForANewGroup() {
		this.stage.without("region");
		assertFails(() -> this.stage.deploy("square", 1), "preparing the resource group", "'my-group' is not there",
				"'blueprint.faas.azure.region'");
	}

	@Test
	void doesNotTakeOverAnAppThatIsNotNamed() {
		this.stage.without("app").deploy("square", 1);
		this.azure.site(this.stage.defaultApp()).tags.clear();
		assertFails(() -> this.stage.deploy("square", 2), "looking at what is deployed", "no tag 'blueprint-faas-app'",
				"'blueprint.faas.azure.app'");
	}

	@Test
	void doesNotEraseFunctionsOfAnotherApplication() {
		this.stage.deploy("square", 1);
		try (AzureStage other = new AzureStage(this.folder, this.azure) {

			@Override
			public void close() {
				// The other one closes what they share
			}

		}) {
			other.jobs.clear();
			other.jobs.put("square", 9L);
			assertFails(() -> other.deploy("square", 2), "looking at what is deployed",
					"has function 'blueprint_job_7', which is of no job of this application",
					"AzureWebJobs.blueprint_job_7.Disabled=true");
		}
	}

	@Test
	void doesNotEraseFunctionsThatSomebodyElseBrought() {
		this.stage.all("app", "theirs").deploy("square", 1);
		FakeSite theirs = this.azure.site("theirs");
		theirs.tags.clear();
		List<FakeFunction> functions = new ArrayList<>(theirs.listed);
		functions.add(new FakeFunction("billing", FakeJson.object()));
		theirs.listed = functions;
		this.azure.take();
		this.stage.environment("square", Map.of("GREETING", "hello"));
		assertFails(() -> this.stage.deploy("square", 2), "looking at what is deployed", "has function 'billing'");
		assertThat(this.azure.take()).containsExactly("GET sites/theirs", "POST sites/theirs/config/appsettings/list",
				"GET sites/theirs/functions");
		assertThat(theirs.settings).containsKey("BLUEPRINTFAAS_DEPLOYED_FUNCTIONS");
	}

	@Test
	void doesNotTakeOverAFunctionOfAnotherJob() {
		this.stage.deploy("square", 1);
		site().settings.put("BLUEPRINTFAAS_DEPLOYED_FUNCTIONS", "blueprint_job_7=cube");
		assertFails(() -> this.stage.deploy("square", 2), "looking at what is deployed", "made for job 'cube'");
	}

	@Test
	void doesNotChangeTheKindOfPlan() {
		this.stage.deploy("square", 1);
		this.stage.all("plan", "premium");
		assertFails(() -> this.stage.deploy("square", 1), "looking at what is deployed", "PREMIUM",
				"cannot change its kind of plan");
	}

	@Test
	void doesNotUseAPlanOfAnotherKind() {
		this.stage.all("plan", "premium").all("plan-name", "shared").deploy("square", 1);
		this.stage.all("plan", "flex-consumption").all("app", "other");
		assertFails(() -> this.stage.deploy("square", 1), "preparing the plan", "'EP1'",
				"'blueprint.faas.azure.plan-name'");
	}

	@Test
	void refusesFunctionsThatCouldNotBeSwitchedOff() {
		this.stage.function = "my-function";
		assertFails(() -> this.stage.deploy("square", 1), "checking the package", "'my-function'", "'-'");
		assertThat(this.azure.take()).isEmpty();
	}

	@Test
	void endsWithTheTimeForTheDeployment() {
		this.azure.troubles.deploymentLooks = 10_000;
		this.stage.pace = pace(Duration.ofSeconds(10), Duration.ofMillis(1500));
		assertFails(() -> this.stage.deploy("square", 1), "following the deployment", "not done after 1 s",
				"blueprint.faas.azure.deploy-timeout");
	}

	@Test
	void stopsAskingWhenItIsCancelled() {
		this.azure.troubles.deploymentLooks = 10_000;
		Disposable deploying = this.stage.deploying("square", 1).subscribe();
		Awaitility.await().until(() -> this.stage.steps.contains("following the deployment: is pending"));
		deploying.dispose();
		this.azure.troubles.deploymentLooks = 1;
		site().deployments.values().forEach((deployment) -> deployment.left = 0);
		Mono<FaasDeployment> again = this.stage.deploying("square", 1);
		assertThat(again.block().changed()).isTrue();
	}

	@Test
	void deploysJobsOfOneAppOneAfterTheOther() {
		this.stage.both();
		this.azure.troubles.deploymentLooks = 5;
		List<FaasDeployment> deployed = Mono
			.zip(this.stage.deploying("square", 1), this.stage.deploying("cube", 1), List::of)
			.block();
		assertThat(deployed).hasSize(2);
		assertThat(this.azure.take()).filteredOn("POST scm/api/publish"::equals).hasSize(1);
		assertThat(site().settings.keySet()).noneMatch((name) -> name.endsWith(".Disabled"));
	}

	@Test
	void needsCredentials() {
		this.azure.troubles.refuse("GET sites/my-app", 1,
				FakeJson.error(401, "AuthenticationFailed", "Authentication failed."));
		assertFails(() -> this.stage.deploy("square", 1), "looking at what is deployed", "Authentication failed.",
				"renew the credentials");
	}

	private static StubAnswer unregistered() {
		return FakeJson.error(409, "MissingSubscriptionRegistration",
				"The subscription is not registered to use namespace 'Microsoft.Web'.");
	}

	private AzurePace pace(Duration settle, Duration limit) {
		return new AzurePace(this.stage.pace.shortest(), this.stage.pace.longest(), settle, limit);
	}

}
