package io.blueprintfaas.aws;

import java.util.function.Predicate;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FunctionPackage;

/**
 * The S3 bucket for packages that are too large for a request. Failures are those of the
 * SDK. Names no class of the S3 library, which may be absent.
 */
interface PackageBucket {

	/**
	 * Uploads a package unless it is there.
	 * @param bucket name of the bucket
	 * @param key name of the package in the bucket
	 * @param functionPackage the package
	 * @return {@code true} if it had to be uploaded
	 */
	Mono<Boolean> upload(String bucket, String key, FunctionPackage functionPackage);

	/**
	 * Removes packages.
	 * @param bucket name of the bucket
	 * @param prefix beginning of their names
	 * @param outdated which of these names
	 * @return the number of packages removed
	 */
	Mono<Integer> remove(String bucket, String prefix, Predicate<String> outdated);

}
