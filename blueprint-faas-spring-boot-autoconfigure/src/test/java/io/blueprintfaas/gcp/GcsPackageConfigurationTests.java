package io.blueprintfaas.gcp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.storage.Storage;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Wiring of packages in Cloud Storage.
 */
class GcsPackageConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(GcpFaasAutoConfiguration.class))
		.withBean(CredentialsProvider.class, NoCredentialsProvider::create);

	@Test
	void worksWithoutTheLibrary() {
		this.runner.withClassLoader(new FilteredClassLoader(Storage.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(GcpFaasProvider.class)
				.doesNotHaveBean(GcpPackageBucket.class));
	}

	@Test
	void makesNoClientBeforeAPackageIsUploaded() {
		AtomicInteger clients = new AtomicInteger();
		this.runner.withBean(Storage.class, () -> {
			clients.incrementAndGet();
			throw new IllegalStateException("asked too early");
		}, (definition) -> definition.setLazyInit(true)).run((context) -> {
			assertThat(context).hasSingleBean(GcsPackageBucket.class);
			assertThat(clients).hasValue(0);
		});
	}

	@Test
	void usesTheClientOfTheApplication() {
		try (FakeStorage storage = new FakeStorage()) {
			storage.objects().put("old.zip", new byte[1]);
			this.runner.withBean(Storage.class, storage::client)
				.run((context) -> assertThat(
						context.getBean(GcpPackageBucket.class).remove(FakeStorage.BUCKET, "", (name) -> true).block())
					.isEqualTo(1));
			assertThat(storage.objects()).isEmpty();
		}
	}

	@Test
	void givesWayToTheBucketOfTheApplication() {
		this.runner.withBean(GcpPackageBucket.class, OwnBucket::new)
			.run((context) -> assertThat(context).hasSingleBean(OwnBucket.class));
	}

	/**
	 * A bucket of the application's own.
	 */
	private static final class OwnBucket implements GcpPackageBucket {

		@Override
		public Mono<Boolean> upload(String bucket, String object, FunctionPackage functionPackage) {
			return Mono.just(true);
		}

		@Override
		public Mono<Integer> remove(String bucket, String prefix, Predicate<String> outdated) {
			return Mono.just(0);
		}

	}

}
