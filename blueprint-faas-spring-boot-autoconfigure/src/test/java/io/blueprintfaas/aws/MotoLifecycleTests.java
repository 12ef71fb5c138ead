package io.blueprintfaas.aws;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.S3Object;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.packaging.LambdaLayout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The lifecycle against a control plane that others have written. It knows no waiting, no
 * conflicts and no provisioned concurrency: for those see {@link AwsFaasLifecycleTests}.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MotoLifecycleTests {

	private static final DeploymentPace PACE = new DeploymentPace(Duration.ofMillis(5), Duration.ofMillis(50),
			Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60));

	private static MotoServer moto;

	private static final RequestLog requests = new RequestLog();

	private static LambdaAsyncClient lambda;

	private static S3AsyncClient s3;

	@TempDir
	private Path folder;

	@BeforeAll
	static void start(@TempDir Path logs) throws Exception {
		if (MotoServer.command().isEmpty() && !MotoServer.isRequired()) {
			System.err.println(MotoServer.HOW_TO_GET_IT);
		}
		Assumptions.assumeTrue(MotoServer.command().isPresent() || MotoServer.isRequired(), MotoServer.HOW_TO_GET_IT);
		moto = MotoServer.start(MotoServer.command().orElseThrow(() -> new AssertionError(MotoServer.HOW_TO_GET_IT)),
				logs.resolve("moto.log"));
		moto.createRole("functions");
		moto.createRole("others");
		lambda = LambdaAsyncClient.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.endpointOverride(moto.uri())
			.overrideConfiguration((override) -> override.addExecutionInterceptor(requests))
			.build();
		s3 = S3AsyncClient.builder()
			.region(Region.US_EAST_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
			.endpointOverride(moto.uri())
			.serviceConfiguration(S3PackageConfiguration.withoutWaiting(S3Configuration.builder().build()))
			.overrideConfiguration((override) -> override.addExecutionInterceptor(requests))
			.build();
		s3.createBucket((request) -> request.bucket("packages")).join();
	}

	@AfterAll
	static void stop() throws Exception {
		if (moto != null) {
			lambda.close();
			s3.close();
			moto.close();
		}
	}

	@BeforeEach
	void clean() {
		lifecycle(LifecycleJobs.job()).undeploy().block();
		requests.take();
	}

	@Test
	void createsTheFunctionBehindAnAlias() {
		FunctionPackage functionPackage = TestPackages.of(this.folder, "one");
		LifecycleJobs job = LifecycleJobs.job()
			.memory("512MB")
			.timeout(Duration.ofSeconds(30))
			.environment(Map.of("GREETING", "hello"));
		List<String> steps = new ArrayList<>();
		FaasDeployment deployment = deploy(job, functionPackage, steps::add);
		assertThat(deployment.changed()).isTrue();
		assertThat(deployment.function()).isEqualTo("blueprint-job-7");
		assertThat(deployment.status()).isEqualTo("active");
		assertThat(deployment.sha256()).isEqualTo(functionPackage.sha256());
		assertThat(deployment.size()).isEqualTo(functionPackage.size());
		assertThat(deployment.memory()).isEqualTo(DataSize.ofMegabytes(512));
		assertThat(deployment.timeout()).isEqualTo(Duration.ofSeconds(30));
		assertThat(deployment.deployedAt()).isNotNull();
		assertThat(deployment.endpoint())
			.hasToString("arn:aws:lambda:us-east-1:123456789012:function:blueprint-job-7:1");
		GetFunctionResponse found = function("live");
		assertThat(found.configuration().environment().variables()).containsExactly(Map.entry("GREETING", "hello"));
		assertThat(found.configuration().runtimeAsString()).startsWith("java");
		assertThat(found.configuration().handler()).isEqualTo("io.blueprintfaas.runtime.lambda.LambdaHandler");
		assertThat(function(null).tags()).containsEntry("blueprint-faas:job", "square");
		assertThat(steps).contains("creating the function: blueprint-job-7",
				"creating the alias: 'live' names version 1");
	}

	@Test
	void changesNothingWhenNothingChanged() {
		FunctionPackage functionPackage = TestPackages.of(this.folder, "one");
		LifecycleJobs job = LifecycleJobs.job()
			.environment(Map.of("GREETING", "hello"))
			.concurrency(5, 0)
			.key("tags.team", "imaging");
		deploy(job, functionPackage);
		assertThat(requests.take()).containsExactly("GetFunction", "CreateFunction", "GetFunction", "GetFunction",
				"PublishVersion", "PutFunctionConcurrency", "ListProvisionedConcurrencyConfigs", "GetFunction",
				"CreateAlias", "GetFunction");
		FaasDeployment again = deploy(job, functionPackage);
		assertThat(again.changed()).isFalse();
		assertThat(requests.take()).containsExactly("GetFunction", "GetFunction", "ListProvisionedConcurrencyConfigs");
	}

	@Test
	void uploadsChangedCodeOnly() {
		LifecycleJobs job = LifecycleJobs.job();
		deploy(job, TestPackages.of(this.folder, "one"));
		requests.take();
		FunctionPackage changed = TestPackages.of(this.folder, "two");
		FaasDeployment deployment = deploy(job, changed);
		assertThat(deployment.changed()).isTrue();
		assertThat(deployment.sha256()).isEqualTo(changed.sha256());
		assertThat(requests.take()).contains("UpdateFunctionCode", "PublishVersion", "UpdateAlias")
			.doesNotContain("UpdateFunctionConfiguration", "CreateFunction", "TagResource");
		assertThat(function("live").configuration().version()).isEqualTo("2");
	}

	@Test
	void changesSettingsWithoutUploading() {
		FunctionPackage functionPackage = TestPackages.of(this.folder, "one");
		deploy(LifecycleJobs.job().environment(Map.of("A1", "1", "B1", "2")), functionPackage);
		requests.take();
		FaasDeployment deployment = deploy(LifecycleJobs.job()
			.environment(Map.of("B1", "3"))
			.memory("2GB")
			.timeout(Duration.ofSeconds(60))
			.shared("role", "arn:aws:iam::123456789012:role/others"), functionPackage);
		assertThat(deployment.changed()).isTrue();
		assertThat(deployment.memory()).isEqualTo(DataSize.ofGigabytes(2));
		assertThat(requests.take()).contains("UpdateFunctionConfiguration")
			.doesNotContain("UpdateFunctionCode", "CreateFunction");
		FunctionConfiguration found = function(null).configuration();
		assertThat(found.environment().variables()).containsExactly(Map.entry("B1", "3"));
		assertThat(found.timeout()).isEqualTo(60);
		assertThat(found.role()).endsWith("role/others");
	}

	@Test
	void setsTagsAndReservedConcurrencyAndTakesThemBack() {
		FunctionPackage functionPackage = TestPackages.of(this.folder, "one");
		deploy(LifecycleJobs.job().key("tags.team", "imaging").concurrency(5, 0), functionPackage);
		lambda.tagResource(
				(request) -> request.resource(function(null).configuration().functionArn()).tags(Map.of("by", "hand")))
			.join();
		assertThat(function(null).concurrency().reservedConcurrentExecutions()).isEqualTo(5);
		assertThat(function(null).tags()).containsEntry("team", "imaging");
		requests.take();
		FaasDeployment deployment = deploy(LifecycleJobs.job(), functionPackage);
		assertThat(deployment.changed()).isTrue();
		assertThat(requests.take()).contains("UntagResource", "DeleteFunctionConcurrency")
			.doesNotContain("UpdateFunctionConfiguration", "UpdateFunctionCode");
		assertThat(function(null).concurrency()).isNull();
		assertThat(function(null).tags()).containsOnly(Map.entry("by", "hand"),
				Map.entry("blueprint-faas:job", "square"));
	}

	@Test
	void saysWhatIsDeployed() {
		FunctionPackage functionPackage = TestPackages.of(this.folder, "one");
		deploy(LifecycleJobs.job(), functionPackage);
		FaasDeployment deployment = lifecycle(LifecycleJobs.job()).deployment().block();
		assertThat(deployment.changed()).isFalse();
		assertThat(deployment.sha256()).isEqualTo(functionPackage.sha256());
		assertThat(deployment.job()).isEqualTo(LifecycleJobs.KEY);
		assertThat(deployment.provider()).isEqualTo("aws");
	}

	@Test
	void findsNothingWhereNothingIs() {
		assertThat(lifecycle(LifecycleJobs.job()).deployment().blockOptional()).isEmpty();
		assertThat(lifecycle(LifecycleJobs.job()).undeploy().block()).isFalse();
	}

	@Test
	void tellsHealthByWhatIsDeployed() {
		LifecycleJobs job = LifecycleJobs.job();
		FaasExecutor executor = TestLambda.provider(lambda, job.properties()).createExecutor(job.definition());
		assertThat(executor.status().block().state()).isEqualTo(FaasStatus.State.NOT_DEPLOYED);
		deploy(job, TestPackages.of(this.folder, "one"));
		assertThat(executor.status().block().state()).isEqualTo(FaasStatus.State.AVAILABLE);
		lifecycle(job).undeploy().block();
		assertThat(executor.status().block().state()).isEqualTo(FaasStatus.State.NOT_DEPLOYED);
	}

	@Test
	void removesTheFunction() {
		deploy(LifecycleJobs.job(), TestPackages.of(this.folder, "one"));
		assertThat(lifecycle(LifecycleJobs.job()).undeploy().block()).isTrue();
		assertThat(lifecycle(LifecycleJobs.job()).deployment().blockOptional()).isEmpty();
		assertThat(lifecycle(LifecycleJobs.job()).undeploy().block()).isFalse();
	}

	@Test
	void sendsLargePackagesThroughTheBucket() {
		LifecycleJobs job = LifecycleJobs.job().shared("bucket", "packages");
		FunctionPackage first = TestPackages.large(this.folder, 52_428_801);
		AwsFaasLifecycle lifecycle = lifecycle(job);
		assertThat(lifecycle.deploy(first, job.settings(), FaasProgress.NONE).block().sha256())
			.isEqualTo(first.sha256());
		assertThat(keys()).containsExactly("blueprint-faas/blueprint-job-7/%s.zip".formatted(first.sha256()));
		requests.take();
		assertThat(lifecycle.deploy(first, job.settings(), FaasProgress.NONE).block().changed()).isFalse();
		assertThat(requests.take()).doesNotContain("PutObject", "HeadObject", "UpdateFunctionCode");
		assertThat(lifecycle.undeploy().block()).isTrue();
		assertThat(keys()).isEmpty();
	}

	@Test
	void keepsOnlyTheLatestLargePackage() {
		LifecycleJobs job = LifecycleJobs.job().shared("bucket", "packages");
		AwsFaasLifecycle lifecycle = lifecycle(job, DataSize.ofKilobytes(10));
		FunctionPackage first = TestPackages.large(this.folder, 20_000);
		FunctionPackage second = TestPackages.large(this.folder, 30_000);
		s3.putObject((request) -> request.bucket("packages").key("blueprint-faas/blueprint-job-7/mine.txt"),
				AsyncRequestBody.fromString("by hand"))
			.join();
		lifecycle.deploy(first, job.settings(), FaasProgress.NONE).block();
		lifecycle.deploy(second, job.settings(), FaasProgress.NONE).block();
		assertThat(keys()).containsExactlyInAnyOrder("blueprint-faas/blueprint-job-7/mine.txt",
				"blueprint-faas/blueprint-job-7/%s.zip".formatted(second.sha256()));
		lifecycle.undeploy().block();
		assertThat(keys()).containsExactly("blueprint-faas/blueprint-job-7/mine.txt");
		s3.deleteObject((request) -> request.bucket("packages").key("blueprint-faas/blueprint-job-7/mine.txt")).join();
	}

	@Test
	void saysThatTheBucketIsMissing() {
		LifecycleJobs job = LifecycleJobs.job().shared("bucket", "nowhere");
		AwsFaasLifecycle lifecycle = lifecycle(job, DataSize.ofKilobytes(10));
		assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(
					() -> lifecycle.deploy(TestPackages.large(this.folder, 20_000), job.settings(), FaasProgress.NONE)
						.block())
			.withMessageContaining("uploading the package to the bucket")
			.withMessageContaining("there is no bucket 'nowhere'; create it, or correct blueprint.faas.aws.bucket");
	}

	private static List<String> keys() {
		return s3.listObjectsV2((request) -> request.bucket("packages"))
			.join()
			.contents()
			.stream()
			.map(S3Object::key)
			.toList();
	}

	private static GetFunctionResponse function(String qualifier) {
		return lambda.getFunction((request) -> request.functionName("blueprint-job-7").qualifier(qualifier)).join();
	}

	private static FaasDeployment deploy(LifecycleJobs job, FunctionPackage functionPackage) {
		return deploy(job, functionPackage, FaasProgress.NONE);
	}

	private static FaasDeployment deploy(LifecycleJobs job, FunctionPackage functionPackage, FaasProgress progress) {
		return lifecycle(job).deploy(functionPackage, job.settings(), progress).block();
	}

	private static AwsFaasLifecycle lifecycle(LifecycleJobs job) {
		return lifecycle(job, LambdaLayout.DIRECT_UPLOAD_LIMIT);
	}

	private static AwsFaasLifecycle lifecycle(LifecycleJobs job, DataSize directLimit) {
		return new AwsFaasLifecycle(job.definition(), job.properties(), Mono.just(lambda),
				new S3PackageBucket(clients(), () -> {
					throw new IllegalStateException("The application has a client");
				}), directLimit, PACE);
	}

	private static ObjectProvider<S3AsyncClient> clients() {
		StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("s3", s3));
		return beans.getBeanProvider(S3AsyncClient.class);
	}

}
