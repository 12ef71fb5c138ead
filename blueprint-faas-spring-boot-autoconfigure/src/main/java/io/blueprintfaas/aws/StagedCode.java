package io.blueprintfaas.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.FunctionCode;

/**
 * Where Lambda is to take a package from: the request itself, or a bucket.
 *
 * @param zip the package, or {@code null} if it is in a bucket
 * @param bucket name of the bucket, or {@code null}
 * @param key name of the package in the bucket, or {@code null}
 */
record StagedCode(@Nullable SdkBytes zip, @Nullable String bucket, @Nullable String key) {

	FunctionCode toFunctionCode() {
		return FunctionCode.builder().zipFile(this.zip).s3Bucket(this.bucket).s3Key(this.key).build();
	}

}
