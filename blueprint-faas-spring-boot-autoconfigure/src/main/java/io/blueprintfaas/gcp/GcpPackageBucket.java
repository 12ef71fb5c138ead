package io.blueprintfaas.gcp;

import java.io.IOException;
import java.util.function.Predicate;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FunctionPackage;

/**
 * The Cloud Storage bucket for packages. Names no class of the library for it, which may
 * be absent.
 */
interface GcpPackageBucket {

	/**
	 * Uploads a package unless it is there.
	 * @param bucket name of the bucket
	 * @param object name of the package in the bucket
	 * @param functionPackage the package
	 * @return {@code true} if it had to be uploaded; fails with {@link Failure}
	 */
	Mono<Boolean> upload(String bucket, String object, FunctionPackage functionPackage);

	/**
	 * Removes packages.
	 * @param bucket name of the bucket
	 * @param prefix beginning of their names
	 * @param outdated which of these names
	 * @return the number of packages removed; fails with {@link Failure}
	 */
	Mono<Integer> remove(String bucket, String prefix, Predicate<String> outdated);

	/**
	 * What Cloud Storage said.
	 */
	final class Failure extends IOException {

		private final int status;

		Failure(int status, String message, Throwable cause) {
			super(message, cause);
			this.status = status;
		}

		// HTTP status, or 0 if there was no answer.
		int status() {
			return this.status;
		}

	}

}
