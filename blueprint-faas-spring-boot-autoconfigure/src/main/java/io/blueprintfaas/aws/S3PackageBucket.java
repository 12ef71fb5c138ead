package io.blueprintfaas.aws;

import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

import io.blueprintfaas.FunctionPackage;

/**
 * The bucket by the application's S3 client or, without one, by one that is made when it
 * is first needed.
 */
final class S3PackageBucket implements PackageBucket, AutoCloseable {

	private final ObjectProvider<S3AsyncClient> client;

	private final Supplier<S3AsyncClient> builder;

	private @Nullable S3AsyncClient own;

	S3PackageBucket(ObjectProvider<S3AsyncClient> client, Supplier<S3AsyncClient> builder) {
		this.client = client;
		this.builder = builder;
	}

	@Override
	public Mono<Boolean> upload(String bucket, String key, FunctionPackage functionPackage) {
		return isThere(bucket, key)
			.flatMap((there) -> there ? Mono.just(false) : put(bucket, key, functionPackage).thenReturn(true));
	}

	@Override
	public Mono<Integer> remove(String bucket, String prefix, Predicate<String> outdated) {
		return Flux.defer(() -> client().listObjectsV2Paginator((request) -> request.bucket(bucket).prefix(prefix)))
			.concatMapIterable((page) -> page.contents().stream().map(S3Object::key).filter(outdated).toList())
			.concatMap(
					(key) -> Mono.fromFuture(() -> client().deleteObject((request) -> request.bucket(bucket).key(key))))
			.count()
			.map(Math::toIntExact);
	}

	private Mono<Boolean> isThere(String bucket, String key) {
		return Mono.fromFuture(() -> client().headObject((request) -> request.bucket(bucket).key(key)))
			.thenReturn(true)
			// 403: who may not list the bucket is not told what is absent. Uploading
			// decides.
			.onErrorResume(S3Exception.class,
					(ex) -> (ex.statusCode() == 404 || ex.statusCode() == 403) ? Mono.just(false) : Mono.error(ex));
	}

	private Mono<?> put(String bucket, String key, FunctionPackage functionPackage) {
		String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(functionPackage.sha256()));
		return Mono.fromFuture(() -> client().putObject(
				(request) -> request.bucket(bucket).key(key).contentType("application/zip").checksumSHA256(checksum),
				AsyncRequestBody.fromFile(functionPackage.file())));
	}

	private S3AsyncClient client() {
		S3AsyncClient given = this.client.getIfUnique();
		return (given != null) ? given : own();
	}

	private synchronized S3AsyncClient own() {
		if (this.own == null) {
			this.own = this.builder.get();
		}
		return this.own;
	}

	@Override
	public synchronized void close() {
		if (this.own != null) {
			this.own.close();
			this.own = null;
		}
	}

}
