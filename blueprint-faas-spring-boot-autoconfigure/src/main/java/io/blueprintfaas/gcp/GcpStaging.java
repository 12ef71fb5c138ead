package io.blueprintfaas.gcp;

import java.util.regex.Pattern;

import com.google.cloud.functions.v2.StorageSource;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.ReadableSize;

/**
 * Brings packages to where Cloud Functions can take them from: a bucket of the user's, or
 * one of Google's, which needs no rights on Cloud Storage.
 */
final class GcpStaging {

	private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}\\.zip");

	private final @Nullable GcpPackageBucket store;

	private final @Nullable String bucket;

	private final String folder;

	private final GcpUpload upload;

	private final GcpDeploymentFailures failures;

	GcpStaging(@Nullable GcpPackageBucket store, GcpFaasProperties properties, GcpFunction function, GcpUpload upload,
			GcpDeploymentFailures failures) {
		this.store = store;
		this.bucket = properties.bucket();
		this.folder = "%s%s/".formatted(properties.bucketPrefix(), function.name());
		this.upload = upload;
		this.failures = failures;
	}

	void check() {
		if (this.bucket != null && this.store == null) {
			throw this.failures.of(GcpStep.CHECKING,
					"blueprint.faas.gcp.bucket is '%s', but the library for Cloud Storage is missing; add com.google.cloud:google-cloud-storage to the application, or remove blueprint.faas.gcp.bucket"
						.formatted(this.bucket));
		}
	}

	// Where the package is afterwards.
	Mono<StorageSource> stage(GcpControlPlane plane, GcpRollout rollout) {
		return (this.bucket != null && this.store != null) ? stage(this.store, this.bucket, rollout)
				: this.upload.run(plane, rollout);
	}

	// Removes what earlier deployments staged, after this one was taken by GCP.
	Mono<Void> prune(GcpRollout rollout) {
		return rollout.changed().get() ? remove(object(rollout.functionPackage())).then() : Mono.empty();
	}

	// Removes all that deployments of the function staged.
	Mono<Integer> removeAll() {
		return remove("");
	}

	private Mono<StorageSource> stage(GcpPackageBucket storage, String to, GcpRollout rollout) {
		String object = object(rollout.functionPackage());
		return Mono.defer(() -> {
			rollout.progress()
				.step("%s: %s".formatted(GcpStep.UPLOADING_TO_BUCKET.text(),
						ReadableSize.of(rollout.functionPackage().size())));
			return storage.upload(to, object, rollout.functionPackage());
		})
			.onErrorMap((failure) -> failure(GcpStep.UPLOADING_TO_BUCKET, failure))
			.map((uploaded) -> StorageSource.newBuilder().setBucket(to).setObject(object).build());
	}

	private Mono<Integer> remove(String keep) {
		if (this.store == null || this.bucket == null) {
			return Mono.just(0);
		}
		return this.store.remove(this.bucket, this.folder, (object) -> isOurs(object) && !object.equals(keep))
			.onErrorMap((failure) -> failure(GcpStep.REMOVING_PACKAGES, failure));
	}

	private boolean isOurs(String object) {
		return object.startsWith(this.folder) && OURS.matcher(object.substring(this.folder.length())).matches();
	}

	private String object(FunctionPackage functionPackage) {
		return this.folder + functionPackage.sha256() + ".zip";
	}

	private FaasDeploymentException failure(GcpStep step, Throwable failure) {
		if (failure instanceof GcpPackageBucket.Failure ex && ex.status() > 0) {
			return this.failures.of(step, "Cloud Storage answered %d for bucket '%s': %s%s".formatted(ex.status(),
					this.bucket, HttpFailures.shorten(String.valueOf(ex.getMessage())), fix(step, ex.status())), ex);
		}
		return this.failures.of(step, failure);
	}

	private static String fix(GcpStep step, int status) {
		return switch (status) {
			case 401 -> "; renew the Google credentials that the application uses";
			case 403 -> "; grant %s (%s) to the account that deploys".formatted(step.permission(), step.role());
			case 404 -> "; create the bucket, or correct blueprint.faas.gcp.bucket";
			default -> "";
		};
	}

}
