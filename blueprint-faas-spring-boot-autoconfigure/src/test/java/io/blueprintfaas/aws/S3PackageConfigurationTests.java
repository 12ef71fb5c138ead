package io.blueprintfaas.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Which S3 client carries packages, and what is said when S3 refuses them.
 */
class S3PackageConfigurationTests {

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
				RegionProviderAutoConfiguration.class, AwsFaasAutoConfiguration.class))
		.withPropertyValues("spring.cloud.aws.credentials.access-key=key",
				"spring.cloud.aws.credentials.secret-key=secret", "spring.cloud.aws.region.static=eu-central-1");

	private HttpServer server;

	private volatile int headStatus = 404;

	private volatile int putStatus = 200;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		this.server.createContext("/", this::answer);
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@Test
	void makesAClientBySettingsOfSpringCloudAwsWhenOneIsNeeded() {
		this.contextRunner.withPropertyValues("spring.cloud.aws.s3.endpoint=" + endpoint()).run((context) -> {
			assertThat(context).hasNotFailed();
			FunctionPackage functionPackage = TestPackages.of(this.folder, "one");
			PackageBucket bucket = context.getBean(PackageBucket.class);
			assertThat(bucket.upload("packages", "a.zip", functionPackage).block()).isTrue();
			assertThat(this.requests).containsExactly("HEAD /packages/a.zip", "PUT /packages/a.zip");
			this.headStatus = 200;
			assertThat(bucket.upload("packages", "a.zip", functionPackage).block()).isFalse();
		});
	}

	@Test
	void usesTheClientOfTheApplication() {
		try (S3AsyncClient own = client()) {
			this.contextRunner.withBean("own", S3AsyncClient.class, () -> own).run((context) -> {
				context.getBean(PackageBucket.class)
					.upload("packages", "a.zip", TestPackages.of(this.folder, "one"))
					.block();
				assertThat(this.requests).contains("PUT /packages/a.zip");
			});
		}
	}

	@Test
	void startsWithoutTheLibrary() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("software.amazon.awssdk.services.s3"))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(AwsFaasProvider.class)
				.doesNotHaveBean(PackageBucket.class));
	}

	@Test
	void uploadsWhereItMayNotLook() {
		this.headStatus = 403;
		deploying();
		assertThat(this.requests).anyMatch((request) -> request.startsWith("PUT /packages/"));
	}

	@Test
	void saysThatTheBucketIsElsewhere() {
		this.headStatus = 301;
		assertThat(deploying()).contains("uploading the package to the bucket",
				"bucket 'packages' is in another region; Lambda takes packages only from the region of the function");
	}

	@Test
	void saysThatTheBucketMayNotBeWritten() {
		this.putStatus = 403;
		assertThat(deploying()).contains("uploading the package to the bucket",
				"allow s3:PutObject to the AWS credentials that the application uses");
	}

	@Test
	void saysThatThereIsNoBucket() {
		this.putStatus = 404;
		assertThat(deploying())
			.contains("there is no bucket 'packages'; create it, or correct blueprint.faas.aws.bucket");
	}

	// What is said when staging fails or, after it, when Lambda refuses.
	private String deploying() {
		LifecycleJobs job = LifecycleJobs.job().shared("bucket", "packages");
		try (S3AsyncClient client = client();
				FakeLambdaControlPlane lambda = FakeLambdaControlPlane.start();
				LambdaAsyncClient lambdaClient = lambda.client()) {
			lambda.behaviour.refuse("CreateFunction", 1, FakeLambdaException.invalid("enough"));
			AwsFaasLifecycle lifecycle = new AwsFaasLifecycle(job.definition(), job.properties(),
					Mono.just(lambdaClient), bucket(client), DataSize.ofKilobytes(10),
					FakeLambdaTests.pace(Duration.ofSeconds(20)));
			return catchThrowableOfType(FaasDeploymentException.class,
					() -> lifecycle.deploy(TestPackages.large(this.folder, 20_000), job.settings(), FaasProgress.NONE)
						.block())
				.getMessage();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static PackageBucket bucket(S3AsyncClient client) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("s3", client));
		return new S3PackageBucket(beans.getBeanProvider(S3AsyncClient.class), S3AsyncClient::create);
	}

	private S3AsyncClient client() {
		return S3AsyncClient.builder()
			.region(Region.EU_CENTRAL_1)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
			.endpointOverride(endpoint())
			.httpClientBuilder(AwsCrtAsyncHttpClient.builder())
			.build();
	}

	private URI endpoint() {
		return URI.create("http://127.0.0.1:" + this.server.getAddress().getPort());
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			exchange.getRequestBody().readAllBytes();
			this.requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
			exchange.sendResponseHeaders(exchange.getRequestMethod().equals("HEAD") ? this.headStatus : this.putStatus,
					-1);
		}
	}

}
