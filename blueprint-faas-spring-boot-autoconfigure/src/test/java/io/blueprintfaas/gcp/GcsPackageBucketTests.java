package io.blueprintfaas.gcp;

import java.io.IOException;
import java.nio.file.Files;

import com.google.cloud.functions.v2.StorageSource;
import com.google.rpc.Code;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages in a bucket of the user's, with the real client of Cloud Storage.
 */
class GcsPackageBucketTests extends GcpLifecycleTests {

	private static final GcpJobs JOB = GcpJobs.job().shared("bucket", FakeStorage.BUCKET);

	private static final String FOLDER = "blueprint-faas/" + FUNCTION + "/";

	private FakeStorage storage;

	@BeforeEach
	void startStorage() {
		this.storage = new FakeStorage();
		this.bucket = new GcsPackageBucket(this.storage::client);
	}

	@AfterEach
	void stopStorage() {
		this.storage.close();
	}

	@Test
	void deploysFromTheBucket() throws IOException {
		FunctionPackage functionPackage = TestZips.of(this.folder, 1, 3_000_000);
		lifecycle(JOB).deploy(functionPackage, JOB.settings(), this.steps::add).block();
		String object = FOLDER + functionPackage.sha256() + ".zip";
		assertThat(this.storage.objects()).containsOnlyKeys(object);
		assertThat(this.storage.objects().get(object)).isEqualTo(Files.readAllBytes(functionPackage.file()));
		assertThat(this.functions.function(FUNCTION).getBuildConfig().getSource().getStorageSource())
			.isEqualTo(StorageSource.newBuilder().setBucket(FakeStorage.BUCKET).setObject(object).build());
		assertThat(this.functions.take()).doesNotContain("GenerateUploadUrl", "PUT");
		assertThat(this.steps).contains("uploading the package to the bucket: 2.9 MB");
	}

	@Test
	void asksTheBucketNothingWhenNothingChanged() {
		deploy(JOB, 1);
		this.storage.take();
		assertThat(deploy(JOB, 1).changed()).isFalse();
		assertThat(this.storage.take()).isEmpty();
	}

	@Test
	void removesOlderPackagesOfThisFunctionOnly() {
		this.storage.objects().put(FOLDER + "notes.txt", new byte[1]);
		this.storage.objects().put("blueprint-faas/other/%064d.zip".formatted(1), new byte[1]);
		deploy(JOB, 1);
		deploy(JOB, 2);
		assertThat(this.storage.objects()).containsOnlyKeys(FOLDER + "notes.txt",
				"blueprint-faas/other/%064d.zip".formatted(1), FOLDER + TestZips.of(this.folder, 2).sha256() + ".zip");
		assertThat(lifecycle(JOB).undeploy().block()).isTrue();
		assertThat(this.storage.objects()).containsOnlyKeys(FOLDER + "notes.txt",
				"blueprint-faas/other/%064d.zip".formatted(1));
	}

	@Test
	void keepsTheOldPackageWhenTheDeploymentFails() {
		deploy(JOB, 1);
		this.functions.outcome = FakeCloudFunctions.status(Code.INVALID_ARGUMENT, "no");
		assertFails(() -> deploy(JOB, 2), "updating the function", "no");
		assertThat(this.storage.objects()).hasSize(2);
	}

	@Test
	void doesNotUploadTwice() {
		this.functions.outcome = FakeCloudFunctions.status(Code.INVALID_ARGUMENT, "no");
		assertFails(() -> deploy(JOB, 1), "creating the function", "no");
		this.functions.outcome = null;
		this.storage.take();
		deploy(JOB, 1);
		assertThat(this.storage.take()).doesNotContain("upload");
	}

	@Test
	void succeedsEvenIfOldPackagesStay() {
		deploy(JOB, 1);
		this.functions.before = (
				request) -> this.storage.refusal = request.equals("GetOperation") ? 403 : this.storage.refusal;
		assertThat(deploy(JOB, 2).changed()).isTrue();
		assertThat(this.steps).last()
			.asString()
			.startsWith("old packages are left over: ")
			.contains(
					"grant storage.objects.list and storage.objects.delete (roles/storage.objectAdmin on the bucket)");
	}

	@Test
	void saysWhatTheBucketRefuses() {
		this.storage.refusal = 403;
		assertFails(() -> deploy(JOB, 1), "uploading the package to the bucket",
				"Cloud Storage answered 403 for bucket 'packages': ", "runner does not have access",
				"grant storage.objects.create (roles/storage.objectAdmin on the bucket) to the account that deploys");
		assertThat(this.functions.take()).doesNotContain("CreateFunction");
	}

	@Test
	void namesABucketThatIsNotThere() {
		this.storage.refusal = 404;
		assertFails(() -> deploy(JOB, 1), "uploading the package to the bucket", "answered 404 for bucket 'packages'",
				"create the bucket, or correct blueprint.faas.gcp.bucket");
	}

	@Test
	void namesTheLibraryThatIsMissing() {
		this.bucket = null;
		assertFails(() -> deploy(JOB, 1), "checking the package",
				"blueprint.faas.gcp.bucket is 'packages', but the library for Cloud Storage is missing; add com.google.cloud:google-cloud-storage to the application, or remove blueprint.faas.gcp.bucket");
		assertThat(this.functions.take()).isEmpty();
	}

}
