package io.blueprintfaas.aws;

import java.nio.file.Files;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.packaging.LambdaLayout;
import io.blueprintfaas.provider.ReadableSize;

/**
 * Brings packages to where Lambda can take them from.
 */
final class PackageStaging {

	private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}\\.zip");

	private final @Nullable PackageBucket store;

	private final @Nullable String bucket;

	private final String folder;

	private final DataSize directLimit;

	private final DeploymentFailures failures;

	PackageStaging(@Nullable PackageBucket store, AwsFaasProperties properties, String function, DataSize directLimit,
			DeploymentFailures failures) {
		this.store = store;
		this.bucket = properties.bucket();
		this.folder = "%s%s/".formatted(properties.bucketPrefix(), function);
		this.directLimit = directLimit;
		this.failures = failures;
	}

	void check(FunctionPackage functionPackage) {
		if (functionPackage.unpackedSize().compareTo(LambdaLayout.UNPACKED_LIMIT) > 0) {
			throw this.failures.of(LambdaStep.CHECKING,
					"the package is %d bytes unpacked, and Lambda takes %d bytes, layers included; leave out libraries that the function does not need"
						.formatted(functionPackage.unpackedSize().toBytes(), LambdaLayout.UNPACKED_LIMIT.toBytes()));
		}
		if (isLarge(functionPackage) && this.bucket == null) {
			throw this.failures.of(LambdaStep.CHECKING,
					"the package is %d bytes, and Lambda takes %d bytes in a request; name an S3 bucket in the region of the function in blueprint.faas.aws.bucket"
						.formatted(functionPackage.size().toBytes(), this.directLimit.toBytes()));
		}
		if (isLarge(functionPackage) && this.store == null) {
			throw this.failures.of(LambdaStep.CHECKING,
					"the package is %d bytes, Lambda takes %d bytes in a request, and the library for S3 is missing; add software.amazon.awssdk:s3 to the application"
						.formatted(functionPackage.size().toBytes(), this.directLimit.toBytes()));
		}
	}

	Mono<StagedCode> stage(LambdaRollout rollout) {
		FunctionPackage functionPackage = rollout.functionPackage();
		return (isLarge(functionPackage) && this.store != null && this.bucket != null)
				? stage(this.store, this.bucket, rollout) : read(functionPackage);
	}

	// Removes what earlier deployments staged, after this one was taken by Lambda.
	Mono<Void> prune(LambdaRollout rollout) {
		return (isLarge(rollout.functionPackage()) && rollout.changed().get())
				? remove(key(rollout.functionPackage())).then() : Mono.empty();
	}

	// Removes all that deployments of the function staged.
	Mono<Integer> removeAll() {
		return remove("");
	}

	private Mono<StagedCode> read(FunctionPackage functionPackage) {
		return Mono.fromCallable(() -> SdkBytes.fromByteArrayUnsafe(Files.readAllBytes(functionPackage.file())))
			.subscribeOn(Schedulers.boundedElastic())
			.map((zip) -> new StagedCode(zip, null, null))
			.onErrorMap((failure) -> this.failures.of(LambdaStep.READING,
					"%s cannot be read: %s".formatted(functionPackage.file(), failure.getMessage()), failure));
	}

	private Mono<StagedCode> stage(PackageBucket s3, String to, LambdaRollout rollout) {
		String key = key(rollout.functionPackage());
		rollout.looking(LambdaStep.UPLOADING);
		return s3.upload(to, key, rollout.functionPackage())
			.doOnNext((uploaded) -> rollout.progress()
				.step(uploaded ? "uploaded %s".formatted(ReadableSize.of(rollout.functionPackage().size()))
						: "the package is in the bucket already"))
			.onErrorMap((failure) -> failure(LambdaStep.UPLOADING, failure))
			.thenReturn(new StagedCode(null, to, key));
	}

	private Mono<Integer> remove(String keep) {
		if (this.store == null || this.bucket == null) {
			return Mono.just(0);
		}
		return this.store.remove(this.bucket, this.folder, (key) -> isOurs(key) && !key.equals(keep))
			.onErrorMap((failure) -> failure(LambdaStep.REMOVING_PACKAGES, failure));
	}

	private boolean isOurs(String key) {
		return key.startsWith(this.folder) && OURS.matcher(key.substring(this.folder.length())).matches();
	}

	private String key(FunctionPackage functionPackage) {
		return this.folder + functionPackage.sha256() + ".zip";
	}

	private boolean isLarge(FunctionPackage functionPackage) {
		return functionPackage.size().compareTo(this.directLimit) > 0;
	}

	private FaasDeploymentException failure(LambdaStep step, Throwable failure) {
		if (failure instanceof AwsServiceException ex && ex.statusCode() == 301) {
			return this.failures.of(step,
					"bucket '%s' is in another region; Lambda takes packages only from the region of the function, so name a bucket of that region in blueprint.faas.aws.bucket"
						.formatted(this.bucket),
					ex);
		}
		if (failure instanceof AwsServiceException ex && ex.statusCode() == 404) {
			return this.failures.of(step,
					"there is no bucket '%s'; create it, or correct blueprint.faas.aws.bucket".formatted(this.bucket),
					ex);
		}
		return this.failures.of(step, failure);
	}

}
