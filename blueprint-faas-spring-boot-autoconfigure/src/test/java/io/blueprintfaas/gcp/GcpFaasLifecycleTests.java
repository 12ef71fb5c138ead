package io.blueprintfaas.gcp;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import com.google.cloud.functions.v2.Environment;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.Function.State;
import com.google.cloud.functions.v2.ServiceConfig.IngressSettings;
import com.google.cloud.functions.v2.StorageSource;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.packaging.GcpLayout;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.ReadableSize;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deploying to a control plane that takes its time, is used by others too, and refuses.
 */
class GcpFaasLifecycleTests extends GcpLifecycleTests {

	private static final String SOURCE = "build_config.source";

	@Test
	void createsAFunction() throws IOException {
		GcpJobs job = GcpJobs.job()
			.environment(Map.of("GREETING", "hello"))
			.concurrency(25, 2)
			.key("cpu", "2")
			.key("instance-concurrency", "10")
			.key("ingress", "internal-only")
			.key("labels.team", "imaging")
			.shared("service-account", "runner@my-project.iam.gserviceaccount.com");
		FunctionPackage functionPackage = TestZips.of(this.folder, 1, 300_000);
		FaasDeployment deployment = lifecycle(job).deploy(functionPackage, job.settings(), this.steps::add).block();
		assertThat(this.functions.take()).containsExactly("GetFunction", "GenerateUploadUrl", "PUT", "CreateFunction",
				"GetOperation", "GetOperation", "GetOperation", "GetFunction");
		Function created = this.functions.function(FUNCTION);
		StorageSource source = created.getBuildConfig().getSource().getStorageSource();
		assertThat(this.functions.uploads().content(source.getObject()))
			.isEqualTo(Files.readAllBytes(functionPackage.file()));
		assertThat(created.getEnvironment()).isEqualTo(Environment.GEN_2);
		assertThat(created.getBuildConfig().getEntryPoint()).isEqualTo(GcpLayout.ENTRY_POINT);
		assertThat(created.getBuildConfig().getEnvironmentVariablesMap())
			.containsExactly(Map.entry("USE_JAVA_FF_2", "true"));
		assertThat(created.getServiceConfig().getAvailableMemory()).isEqualTo("1Gi");
		assertThat(created.getServiceConfig().getTimeoutSeconds()).isEqualTo(300);
		assertThat(created.getServiceConfig().getMinInstanceCount()).isEqualTo(2);
		assertThat(created.getServiceConfig().getMaxInstanceCount()).isEqualTo(3);
		assertThat(created.getServiceConfig().getMaxInstanceRequestConcurrency()).isEqualTo(10);
		assertThat(created.getServiceConfig().getIngressSettings()).isEqualTo(IngressSettings.ALLOW_INTERNAL_ONLY);
		assertThat(created.getServiceConfig().getEnvironmentVariablesMap()).containsEntry("GREETING", "hello");
		assertThat(created.getLabelsMap()).containsEntry("team", "imaging")
			.containsEntry("blueprint-faas-job", "square");
		assertThat(deployment).isEqualTo(new FaasDeployment(job.definition().key(), "gcp", FUNCTION, "active", true,
				URI.create("https://blueprint-job-7-abc-ew.a.run.app"), functionPackage.sha256(), null,
				DataSize.ofGigabytes(1), Duration.ofSeconds(300), null, Instant.ofEpochSecond(1_800_000_000)));
	}

	@Test
	void tellsTheStagesOfTheOperation() {
		this.functions.looks = 4;
		deploy(GcpJobs.job(), 1);
		assertThat(this.steps).containsExactly("looking at what is deployed",
				"uploading the package: " + ReadableSize.of(TestZips.of(this.folder, 1).size()),
				"creating the function: blueprint-job-7",
				"creating the function: stage BUILD in progress: Build in progress, see " + FakeCloudFunctions.LOG_URI,
				"creating the function: stage BUILD complete, see " + FakeCloudFunctions.LOG_URI,
				"creating the function: stage SERVICE in progress");
	}

	@Test
	void changesNothingWhenNothingChanged() {
		GcpJobs job = GcpJobs.job()
			.environment(Map.of("GREETING", "hello"))
			.memory("2GB")
			.concurrency(25, 2)
			.key("cpu", "2")
			.key("labels.team", "imaging")
			.key("vpc-connector", "projects/my-project/locations/europe-west1/connectors/net")
			.shared("build-service-account", "projects/my-project/serviceAccounts/builder@x.iam.gserviceaccount.com")
			.shared("service-account", "runner@my-project.iam.gserviceaccount.com");
		deploy(job, 1);
		this.functions.take();
		FaasDeployment again = deploy(job, 1);
		assertThat(again.changed()).isFalse();
		assertThat(again.sha256()).isEqualTo(TestZips.of(this.folder, 1).sha256());
		assertThat(this.functions.take()).containsExactly("GetFunction");
		assertThat(this.steps).containsExactly("looking at what is deployed", "nothing to change");
	}

	@Test
	void tellsWhatDeployingWouldChangeAndChangesNothing() {
		assertThat(differences(GcpJobs.job(), 1)).isNull();
		deploy(GcpJobs.job(), 1);
		this.functions.take();
		assertThat(differences(GcpJobs.job(), 1)).isEmpty();
		assertThat(differences(GcpJobs.job().memory("2GB"), 1)).containsExactly("available_memory");
		assertThat(differences(GcpJobs.job(), 2)).containsExactly("package");
		assertThat(this.functions.take()).containsOnly("GetFunction");
	}

	private List<String> differences(GcpJobs job, int number) {
		return lifecycle(job).differences(TestZips.of(this.folder, number), job.settings()).block();
	}

	@Test
	void changesNothingWhenThePlatformChoseTheRest() {
		deploy(GcpJobs.job(), 1);
		this.functions.take();
		assertThat(deploy(GcpJobs.job(), 1).changed()).isFalse();
		assertThat(this.functions.take()).containsExactly("GetFunction");
	}

	@Test
	void updatesOnlySettingsThatChanged() {
		deploy(GcpJobs.job(), 1);
		StorageSource source = this.functions.function(FUNCTION).getBuildConfig().getSource().getStorageSource();
		this.functions.take();
		FaasDeployment deployment = deploy(GcpJobs.job().memory("2GB").concurrency(8, 1), 1);
		assertThat(deployment.changed()).isTrue();
		assertThat(deployment.memory()).isEqualTo(DataSize.ofGigabytes(2));
		assertThat(this.functions.lastMask()).containsExactly("service_config.available_memory",
				"service_config.min_instance_count", "service_config.max_instance_count", "labels");
		assertThat(this.functions.take()).containsExactly("GetFunction", "UpdateFunction", "GetOperation",
				"GetOperation", "GetOperation", "GetFunction");
		assertThat(this.functions.function(FUNCTION).getBuildConfig().getSource().getStorageSource()).isEqualTo(source);
	}

	@Test
	void updatesOneSettingAlone() {
		deploy(GcpJobs.job(), 1);
		deploy(GcpJobs.job().timeout(Duration.ofSeconds(60)), 1);
		assertThat(this.functions.lastMask()).containsExactly("service_config.timeout_seconds");
		assertThat(this.steps).contains("updating the function: service_config.timeout_seconds");
	}

	@Test
	void updatesThePackage() {
		deploy(GcpJobs.job(), 1);
		this.functions.take();
		assertThat(deploy(GcpJobs.job(), 2).sha256()).isEqualTo(TestZips.of(this.folder, 2).sha256());
		assertThat(this.functions.lastMask()).containsExactly("labels", SOURCE);
		assertThat(this.functions.take()).containsExactly("GetFunction", "GenerateUploadUrl", "PUT", "UpdateFunction",
				"GetOperation", "GetOperation", "GetOperation", "GetFunction");
	}

	@Test
	void takesBackWhatIsConfiguredNoMore() {
		GcpJobs job = GcpJobs.job()
			.environment(Map.of("GREETING", "hello"))
			.concurrency(5, 1)
			.key("cpu", "1")
			.key("labels.team", "imaging")
			.key("vpc-connector", "projects/my-project/locations/europe-west1/connectors/net")
			.shared("build-service-account", "projects/my-project/serviceAccounts/builder@x.iam.gserviceaccount.com")
			.shared("service-account", "runner@my-project.iam.gserviceaccount.com");
		deploy(job, 1);
		deploy(GcpJobs.job(), 1);
		assertThat(this.functions.lastMask()).containsExactly("build_config.service_account",
				"service_config.available_cpu", "service_config.environment_variables",
				"service_config.min_instance_count", "service_config.max_instance_count",
				"service_config.service_account_email", "service_config.vpc_connector", "labels");
		assertThat(this.functions.function(FUNCTION).getLabelsMap()).doesNotContainKey("team");
		assertThat(deploy(GcpJobs.job(), 1).changed()).isFalse();
	}

	@Test
	void leavesLabelsAndVariablesOfOthers() {
		deploy(GcpJobs.job().key("labels.team", "imaging"), 1);
		Function.Builder changed = this.functions.function(FUNCTION).toBuilder().putLabels("cost-center", "7");
		changed.getBuildConfigBuilder().putEnvironmentVariables("GOOGLE_BUILD_ARGS", "x");
		this.functions.put(FUNCTION, changed);
		assertThat(deploy(GcpJobs.job().key("labels.team", "imaging"), 1).changed()).isFalse();
		deploy(GcpJobs.job().key("labels.team", "printing"), 2);
		Function function = this.functions.function(FUNCTION);
		assertThat(function.getLabelsMap()).containsEntry("cost-center", "7").containsEntry("team", "printing");
		assertThat(function.getBuildConfig().getEnvironmentVariablesMap()).containsEntry("GOOGLE_BUILD_ARGS", "x");
	}

	@Test
	void sendsTrafficToTheLatestAgain() {
		deploy(GcpJobs.job(), 1);
		Function.Builder changed = this.functions.function(FUNCTION).toBuilder();
		changed.getServiceConfigBuilder().setAllTrafficOnLatestRevision(false);
		this.functions.put(FUNCTION, changed);
		deploy(GcpJobs.job(), 1);
		assertThat(this.functions.lastMask()).containsExactly("service_config.all_traffic_on_latest_revision");
	}

	@Test
	void saysWhereTheBuildFailed() {
		this.functions.outcome = FakeCloudFunctions.status(Code.INVALID_ARGUMENT, "Could not build the function");
		assertFails(() -> deploy(GcpJobs.job(), 1), "creating the function",
				"Failed while creating the function: the operation ended with INVALID_ARGUMENT: Could not build the function; stage BUILD complete: Build failed: no class found; Error ID: d0d1, see "
						+ FakeCloudFunctions.LOG_URI);
	}

	@Test
	void namesTheRoleThatTheBuildLacks() {
		this.functions.outcome = FakeCloudFunctions.status(Code.INVALID_ARGUMENT,
				"Could not build the function due to a missing permission on the build service account");
		assertFails(() -> deploy(GcpJobs.job(), 1), "creating the function",
				"grant roles/cloudbuild.builds.builder to the service account that builds");
	}

	@Test
	void sendsThePackageAgainAfterAFailure() {
		deploy(GcpJobs.job(), 1);
		this.functions.put(FUNCTION, this.functions.function(FUNCTION).toBuilder().setState(State.FAILED));
		this.functions.take();
		assertThat(deploy(GcpJobs.job(), 1).changed()).isTrue();
		assertThat(this.functions.lastMask()).containsExactly(SOURCE);
		assertThat(this.functions.take()).contains("PUT");
		assertThat(deploy(GcpJobs.job(), 1).changed()).isFalse();
	}

	@Test
	void failsWhenTheFunctionIsNotActiveAfterwards() {
		this.functions.after = State.FAILED;
		assertFails(() -> deploy(GcpJobs.job(), 1), "checking that the function is active",
				"it is in state FAILED: CloudRunServiceNotFound The service is missing; correct that, and deploy again");
	}

	@Test
	void waitsForTheChangeOfSomebodyElse() {
		deploy(GcpJobs.job(), 1);
		this.functions.beginForeign(FUNCTION, 9);
		this.functions.take();
		assertThat(deploy(GcpJobs.job(), 2).changed()).isTrue();
		List<String> requests = this.functions.take();
		assertThat(requests).filteredOn("UpdateFunction"::equals).hasSizeGreaterThan(1);
		assertThat(requests).filteredOn("PUT"::equals).hasSize(1);
		assertThat(this.steps).contains("waiting for another change of the function to end").doesNotHaveDuplicates();
	}

	@Test
	void waitsWhileTheFunctionIsBeingDeployed() {
		deploy(GcpJobs.job(), 1);
		Function active = this.functions.function(FUNCTION);
		this.functions.put(FUNCTION, active.toBuilder().setState(State.DEPLOYING));
		int[] looks = { 0 };
		this.functions.before = (request) -> {
			if (++looks[0] == 4) {
				this.functions.put(FUNCTION, active.toBuilder());
			}
		};
		this.functions.take();
		assertThat(deploy(GcpJobs.job(), 1).changed()).isFalse();
		assertThat(this.functions.take()).containsExactly("GetFunction", "GetFunction", "GetFunction", "GetFunction");
		assertThat(this.steps)
			.contains("looking at what is deployed: it is in state DEPLOYING, waiting for that to end");
	}

	@Test
	void updatesWhatSomebodyElseCreatedMeanwhile() {
		this.functions.before = (request) -> {
			if (request.equals("CreateFunction")) {
				this.functions.put(FUNCTION,
						Function.newBuilder().setState(State.ACTIVE).putLabels("blueprint-faas-job", "square"));
			}
		};
		assertThat(deploy(GcpJobs.job(), 1).changed()).isTrue();
		List<String> requests = this.functions.take();
		assertThat(requests).contains("CreateFunction", "UpdateFunction");
		assertThat(requests).filteredOn("PUT"::equals).hasSize(1);
	}

	@Test
	void givesUpWhenAnotherChangeDoesNotEnd() {
		deploy(GcpJobs.job(), 1);
		this.functions.beginForeign(FUNCTION, Integer.MAX_VALUE);
		assertFails(
				() -> lifecycle(GcpJobs.job(), patience(Duration.ofMillis(300)))
					.deploy(TestZips.of(this.folder, 2), GcpJobs.job().settings(), FaasProgress.NONE)
					.block(),
				"updating the function", "GCP answered ABORTED: unable to queue the operation",
				"another change of function 'blueprint-job-7' is under way: deploy again when it has ended");
	}

	@Test
	void givesUpWhenAFunctionStaysBusy() {
		deploy(GcpJobs.job(), 1);
		this.functions.put(FUNCTION, this.functions.function(FUNCTION).toBuilder().setState(State.DEPLOYING));
		assertFails(() -> lifecycle(GcpJobs.job(), patience(Duration.ofMillis(300))).undeploy().block(),
				"looking at what is deployed", "another change is still under way",
				"raise blueprint.faas.gcp.deploy-timeout");
	}

	@Test
	void saysWhatIsGoingOnWhenTimeIsOver() {
		this.functions.looks = Integer.MAX_VALUE;
		assertFails(
				() -> lifecycle(GcpJobs.job(), patience(Duration.ofSeconds(1)))
					.deploy(TestZips.of(this.folder, 1), GcpJobs.job().settings(), FaasProgress.NONE)
					.block(),
				"creating the function", "after 1 s it is at stage BUILD in progress: Build in progress",
				"raise blueprint.faas.gcp.deploy-timeout");
	}

	@Test
	void stopsLookingWhenCancelled() {
		this.functions.looks = Integer.MAX_VALUE;
		Disposable deployment = deploying(GcpJobs.job(), 1).subscribe();
		Awaitility.await().until(() -> this.functions.take().contains("GetOperation"));
		deployment.dispose();
		Awaitility.await()
			.during(Duration.ofMillis(200))
			.atMost(Duration.ofSeconds(5))
			.until(() -> this.functions.take().isEmpty());
	}

	@Test
	void readsAgainWhatPasses() {
		Status down = FakeCloudFunctions.status(Code.UNAVAILABLE, "try again");
		this.functions.refuse("GetFunction", 2, down);
		this.functions.refuse("GenerateUploadUrl", 1, down);
		this.functions.refuse("GetOperation", 3, down);
		assertThat(deploy(GcpJobs.job(), 1).changed()).isTrue();
	}

	@Test
	void followsAnOperationThroughAnOutage() {
		GcpPace pace = new GcpPace(PACE.shortest(), PACE.longest(), Duration.ofMillis(100), PACE.limit());
		this.functions.refuse("GetOperation", 30, FakeCloudFunctions.status(Code.UNAVAILABLE, "try again"));
		assertThat(lifecycle(GcpJobs.job(), pace)
			.deploy(TestZips.of(this.folder, 1), GcpJobs.job().settings(), FaasProgress.NONE)
			.block()
			.changed()).isTrue();
	}

	@Test
	void looksLessAndLessOften() {
		GcpPace pace = GcpPace.of(Duration.ofMinutes(15));
		assertThat(LongStream.range(0, 6).mapToObj((number) -> pace.length(number).toSeconds())).containsExactly(1L, 2L,
				4L, 5L, 5L, 5L);
	}

	@Test
	void neverRepeatsAChangeWhoseOutcomeIsUnknown() {
		this.functions.refuse("CreateFunction", 1, FakeCloudFunctions.status(Code.UNAVAILABLE, "connection lost"));
		assertFails(() -> deploy(GcpJobs.job(), 1), "creating the function",
				"GCP answered UNAVAILABLE: connection lost; whether it was done is unknown: look at the function, or try again");
		assertThat(this.functions.take()).filteredOn("CreateFunction"::equals).hasSize(1);
	}

	@Test
	void waitsWhenThereAreTooManyRequests() {
		Status limited = FakeCloudFunctions.status(Code.RESOURCE_EXHAUSTED, "Quota exceeded for write requests",
				ErrorInfo.newBuilder().setReason("RATE_LIMIT_EXCEEDED").build());
		this.functions.refuse("CreateFunction", 2, limited);
		assertThat(deploy(GcpJobs.job(), 1).changed()).isTrue();
		assertThat(this.functions.take()).filteredOn("CreateFunction"::equals).hasSize(3);
	}

	@Test
	void saysThatAQuotaIsUsedUp() {
		this.functions.refuse("CreateFunction", 1,
				FakeCloudFunctions.status(Code.RESOURCE_EXHAUSTED, "Too many functions"));
		assertFails(() -> deploy(GcpJobs.job(), 1), "creating the function",
				"GCP answered RESOURCE_EXHAUSTED: Too many functions; remove what is not used, or raise the quota of project 'my-project'");
	}

	@Test
	void namesThePermissionThatIsMissing() {
		this.functions.refuse("CreateFunction", 1, FakeCloudFunctions.status(Code.PERMISSION_DENIED,
				"Permission 'cloudfunctions.functions.create' denied on 'projects/my-project/locations/europe-west1'"));
		assertFails(() -> deploy(GcpJobs.job(), 1), "creating the function",
				"grant cloudfunctions.functions.create (roles/cloudfunctions.developer) to the account that deploys");
		this.functions.refuse("GenerateUploadUrl", 1, FakeCloudFunctions.status(Code.PERMISSION_DENIED, "denied",
				ErrorInfo.newBuilder().setReason("IAM_PERMISSION_DENIED").putMetadata("permission", "x.y.z").build()));
		assertFails(() -> deploy(GcpJobs.job(), 1), "asking where to upload the package",
				"grant x.y.z to the account that deploys");
	}

	@Test
	void namesTheAccountThatMayNotBeUsed() {
		this.functions.refuse("CreateFunction", 1, FakeCloudFunctions.status(Code.PERMISSION_DENIED,
				"Caller is missing permission 'iam.serviceaccounts.actAs' on service account runner@my-project.iam.gserviceaccount.com. Grant the role"));
		assertFails(() -> deploy(GcpJobs.job(), 1), "creating the function",
				"grant iam.serviceAccounts.actAs (roles/iam.serviceAccountUser) on service account runner@my-project.iam.gserviceaccount.com to the account that deploys");
	}

	@Test
	void saysHowToEnableTheApi() {
		this.functions.refuse("GetFunction", 1,
				FakeCloudFunctions.status(Code.PERMISSION_DENIED,
						"Cloud Functions API has not been used in project 123 before or it is disabled.",
						ErrorInfo.newBuilder().setReason("SERVICE_DISABLED").build()));
		assertFails(() -> deploy(GcpJobs.job(), 1), "looking at what is deployed",
				"enable what functions need with 'gcloud services enable cloudfunctions.googleapis.com run.googleapis.com cloudbuild.googleapis.com artifactregistry.googleapis.com --project my-project'");
	}

	@Test
	void doesNotTakeAnyFailureForAnAbsentFunction() {
		this.functions.refuse("GetFunction", 1, FakeCloudFunctions.status(Code.PERMISSION_DENIED, "denied"));
		assertFails(() -> deploy(GcpJobs.job(), 1), "looking at what is deployed",
				"grant cloudfunctions.functions.get (roles/cloudfunctions.developer) to the account that deploys");
		assertThat(this.functions.take()).containsExactly("GetFunction");
	}

	@Test
	void saysThatThePlaceIsWrong() {
		this.functions.refuse("GenerateUploadUrl", 1, FakeCloudFunctions.status(Code.NOT_FOUND, "no such location"));
		assertFails(() -> deploy(GcpJobs.job(), 1), "asking where to upload the package",
				"check project 'my-project' and region 'europe-west1'");
	}

	@Test
	void saysThatTheUploadWasRefused() {
		this.functions.uploads().refusal = 400;
		assertFails(() -> deploy(GcpJobs.job(), 1), "uploading the package", "the upload was refused: PUT http://",
				"answered 400 (<Error><Code>ExpiredToken</Code><Message>The address is no longer valid</Message></Error>)",
				"deploy again for a new address");
		assertThat(this.functions.take()).doesNotContain("CreateFunction");
	}

	@Test
	void saysThatThereAreNoCredentials() {
		GcpLifecycleClients none = new GcpLifecycleClients(
				reactor.core.publisher.Mono.error(new CallPreparationException(
						CallPreparationException.Reason.ACCESS_DENIED, "there are no credentials", null)),
				clients().project(), this.http, null);
		GcpFaasLifecycle lifecycle = new GcpFaasLifecycle(GcpJobs.job().definition(), GcpJobs.job().properties(), none,
				(payload) -> Mono.empty(), PACE);
		assertFails(() -> lifecycle.undeploy().block(), "looking at what is deployed", "there are no credentials");
	}

	@Test
	void leavesFunctionsOfOthersAlone() {
		this.functions.put(FUNCTION, Function.newBuilder().setState(State.ACTIVE));
		assertFails(() -> deploy(GcpJobs.job(), 1), "looking at what is deployed",
				"was not made by a deployment of this job: it has no label 'blueprint-faas-job'; set blueprint.faas.gcp.function-prefix to something only this application uses");
		this.functions.put(FUNCTION,
				Function.newBuilder().setState(State.ACTIVE).putLabels("blueprint-faas-job", "cube"));
		assertFails(() -> deploy(GcpJobs.job(), 1), "looking at what is deployed",
				"belongs to job 'cube' of another application");
		assertThat(this.functions.take()).doesNotContainAnyElementsOf(FakeCloudFunctions.mutations());
	}

	@Test
	void takesOverAFunctionThatIsNamedWithoutMarkingIt() {
		this.functions.put("resize", Function.newBuilder().setState(State.ACTIVE).putLabels("team", "imaging"));
		GcpJobs job = GcpJobs.job().function("resize");
		assertThat(deploy(job, 1).changed()).isTrue();
		assertThat(this.functions.function("resize").getLabelsMap()).containsEntry("team", "imaging")
			.doesNotContainKey("blueprint-faas-job");
		assertThat(deploy(job, 1).changed()).isFalse();
		assertFails(() -> lifecycle(job).undeploy().block(), "removing the function",
				"remove it with 'gcloud functions delete resize --region europe-west1 --project my-project'");
	}

	@Test
	void refusesTheFirstGeneration() {
		this.functions.put("resize", Function.newBuilder().setState(State.ACTIVE).setEnvironment(Environment.GEN_1));
		assertFails(() -> deploy(GcpJobs.job().function("resize"), 1), "looking at what is deployed",
				"is of the first generation");
	}

	@Test
	void refusesWhatLivesElsewhere() {
		GcpJobs job = GcpJobs.job().endpoint("https://resize-abc-ew.a.run.app");
		assertFails(() -> deploy(job, 1), "checking the package",
				"'blueprint.faas.jobs.square.endpoint' names a function");
		assertFails(() -> lifecycle(job).undeploy().block(), "removing the function", "is there already");
		assertThat(this.functions.take()).isEmpty();
	}

	@Test
	void inspects() {
		assertThat(lifecycle(GcpJobs.job()).deployment().blockOptional()).isEmpty();
		FaasDeployment deployed = deploy(GcpJobs.job(), 1);
		FaasDeployment found = lifecycle(GcpJobs.job()).deployment().block();
		assertThat(found.changed()).isFalse();
		assertThat(found.sha256()).isEqualTo(deployed.sha256());
		assertThat(found.endpoint()).isEqualTo(deployed.endpoint());
	}

	@Test
	void removesAndFollowsTheOperation() {
		deploy(GcpJobs.job(), 1);
		this.functions.take();
		assertThat(lifecycle(GcpJobs.job()).undeploy().block()).isTrue();
		assertThat(this.functions.take()).containsExactly("GetFunction", "DeleteFunction", "GetOperation",
				"GetOperation", "GetOperation");
		assertThat(this.functions.function(FUNCTION)).isNull();
		assertThat(lifecycle(GcpJobs.job()).undeploy().block()).isFalse();
		assertThat(this.functions.take()).containsExactly("GetFunction");
	}

	@Test
	void removesNothingThatSomebodyElseRemoved() {
		deploy(GcpJobs.job(), 1);
		this.functions.refuse("DeleteFunction", 1, FakeCloudFunctions.status(Code.NOT_FOUND, "gone"));
		assertThat(lifecycle(GcpJobs.job()).undeploy().block()).isFalse();
	}

	@Test
	void saysWhyARemovalFailed() {
		deploy(GcpJobs.job(), 1);
		this.functions.outcome = FakeCloudFunctions.status(Code.INTERNAL, "no luck");
		assertFails(() -> lifecycle(GcpJobs.job()).undeploy().block(), "removing the function",
				"the operation ended with INTERNAL: no luck");
	}

}
