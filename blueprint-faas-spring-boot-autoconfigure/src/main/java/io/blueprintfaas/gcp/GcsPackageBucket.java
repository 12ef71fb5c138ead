package io.blueprintfaas.gcp;

import java.util.concurrent.Callable;
import java.util.function.Predicate;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageException;
import org.springframework.util.function.SingletonSupplier;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FunctionPackage;

/**
 * The bucket by a client of Cloud Storage, which is made when it is first needed. The
 * client blocks, so it works on threads that may.
 */
final class GcsPackageBucket implements GcpPackageBucket {

	private final SingletonSupplier<Storage> storage;

	GcsPackageBucket(Callable<Storage> storage) {
		this.storage = SingletonSupplier.of(() -> make(storage));
	}

	@Override
	public Mono<Boolean> upload(String bucket, String object, FunctionPackage functionPackage) {
		return run(() -> {
			BlobInfo info = BlobInfo.newBuilder(BlobId.of(bucket, object)).setContentType("application/zip").build();
			if (this.storage.obtain().get(info.getBlobId(), Storage.BlobGetOption.fields()) != null) {
				return false;
			}
			this.storage.obtain().createFrom(info, functionPackage.file());
			return true;
		});
	}

	@Override
	public Mono<Integer> remove(String bucket, String prefix, Predicate<String> outdated) {
		return run(() -> {
			int removed = 0;
			for (Blob blob : this.storage.obtain().list(bucket, Storage.BlobListOption.prefix(prefix)).iterateAll()) {
				if (outdated.test(blob.getName()) && this.storage.obtain().delete(blob.getBlobId())) {
					removed++;
				}
			}
			return removed;
		});
	}

	private static Storage make(Callable<Storage> storage) {
		try {
			return storage.call();
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex.getMessage(), ex);
		}
	}

	private static <T> Mono<T> run(Callable<T> task) {
		return Mono.fromCallable(task)
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap(StorageException.class, (ex) -> new Failure(ex.getCode(), String.valueOf(ex.getMessage()), ex));
	}

}
