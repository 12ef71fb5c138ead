package io.blueprintfaas.gcp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.auth.oauth2.ServiceAccountCredentials;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.spring.autoconfigure.core.GcpContextAutoConfiguration;
import com.google.cloud.spring.core.DefaultCredentialsProvider;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.http.RawServer;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link GcpFaasAutoConfiguration}.
 */
class GcpFaasAutoConfigurationTests {

	private static final String REGION = "blueprint.faas.gcp.region=europe-west1";

	private static final String PROJECT = "spring.cloud.gcp.project-id=my-project";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(GcpContextAutoConfiguration.class, GcpFaasAutoConfiguration.class));

	private final StubFunctions functions = new StubFunctions();

	private final StubIssuer issuer = new StubIssuer(Clock.systemUTC());

	private StubServer server;

	@TempDir
	private Path folder;

	@BeforeEach
	void startServer() {
		this.server = StubServer.start();
		this.server.answer((request) -> new StubAnswer(200, Map.of("Content-Type", "application/json"), WireFormat
			.writeResponse(WireResponse.success(7, "25".getBytes(), FaasMetrics.NONE), WireVersion.V1_1)));
		this.functions.locate(this.server.uri());
	}

	@AfterEach
	void stopServer() {
		this.server.close();
		this.functions.close();
		this.issuer.close();
	}

	@Test
	void offersProvider() {
		this.contextRunner.run((context) -> {
			GcpFaasProvider provider = context.getBean(GcpFaasProvider.class);
			assertThat(provider.name()).isEqualTo("gcp");
			assertThat(provider.jobKeys()).contains("region", "audience", "instance-concurrency");
		});
	}

	@Test
	void backsOffWithoutClientOfCloudFunctions() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("com.google.cloud.functions"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("gcpFaasProvider"));
	}

	@Test
	void backsOffWithoutSpringCloudGcp() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(GcpFaasAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("com.google.cloud.spring"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("gcpFaasProvider"));
	}

	@Test
	void namesStarterWhenLibraryIsMissing() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					FaasAutoConfiguration.class))
			.withPropertyValues("blueprint.faas.jobs.square.id=7", "blueprint.faas.jobs.square.provider=gcp")
			.withClassLoader(new FilteredClassLoader("com.google.cloud.functions"))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("Provider 'gcp' of blueprint.faas.jobs.square.provider needs a library")
				.hasMessageContaining("blueprint-faas-spring-boot-starter-gcp"));
	}

	@Test
	void runsJob() {
		withKeyFile(withJobs().withBean(FunctionServiceClient.class, this.functions::client)).run((context) -> {
			assertThat(context.getBean(Jobs.class).square(5)).isEqualTo(25);
			assertThat(this.server.requests().get(0).header("Authorization"))
				.isEqualTo("Bearer " + this.issuer.issued().get(0));
			assertThat(this.functions.asked().get(0)).startsWith("projects/my-project/");
		});
	}

	@Test
	void refusesJobWithoutRegionAtStartup() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					FaasAutoConfiguration.class))
			.withUserConfiguration(JobsConfiguration.class)
			.withPropertyValues("blueprint.faas.jobs.square.provider=gcp")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("no region is set"));
	}

	@Test
	void usesKeyFileOfSpringCloudGcp() {
		withKeyFile(this.contextRunner).run((context) -> {
			assertThat(context.getBean(CredentialsProvider.class)).isInstanceOf(DefaultCredentialsProvider.class);
			assertThat(context.getBean(CredentialsProvider.class).getCredentials())
				.isInstanceOf(ServiceAccountCredentials.class);
		});
	}

	@Test
	void usesEncodedKeyOfSpringCloudGcp() {
		String key = Base64.getEncoder().encodeToString(this.issuer.keyFile().getBytes(StandardCharsets.UTF_8));
		this.contextRunner.withPropertyValues(REGION, PROJECT, "spring.cloud.gcp.credentials.encoded-key=" + key)
			.withBean(FunctionServiceClient.class, this.functions::client)
			.run((context) -> {
				assertThat(context.getBean(CredentialsProvider.class)).isInstanceOf(DefaultCredentialsProvider.class);
				invoke(executor(context));
				assertThat(this.issuer.audiences()).containsExactly(this.server.uri().toString());
			});
	}

	@Test
	void looksForCredentialsLaterWhenKeyIsEmpty() {
		this.contextRunner.withPropertyValues("spring.cloud.gcp.credentials.encoded-key=")
			.run((context) -> assertThat(context.getBean(CredentialsProvider.class))
				.isInstanceOf(LazyCredentialsProvider.class));
	}

	@Test
	void scopesCredentialsForTheApiWhateverTheyAreFor() {
		withKeyFile(this.contextRunner)
			.withPropertyValues("spring.cloud.gcp.credentials.scopes=https://www.googleapis.com/auth/pubsub")
			.run((context) -> {
				ServiceAccountCredentials provided = (ServiceAccountCredentials) context
					.getBean(CredentialsProvider.class)
					.getCredentials();
				assertThat(provided.getScopes()).containsExactly("https://www.googleapis.com/auth/pubsub");
				ServiceAccountCredentials scoped = (ServiceAccountCredentials) context.getBean(GcpCredentials.class)
					.scoped();
				assertThat(scoped.getScopes()).containsExactly("https://www.googleapis.com/auth/cloud-platform");
			});
	}

	@Test
	void leavesCredentialsProjectAndClientToTheApplication() {
		this.contextRunner.withUserConfiguration(OwnConfiguration.class).run((context) -> {
			assertThat(context).hasSingleBean(CredentialsProvider.class).hasSingleBean(GcpProjectIdProvider.class);
			assertThat(context.getBean(CredentialsProvider.class)).isInstanceOf(NoCredentialsProvider.class);
			assertThat(context.getBean(GcpProjectIdProvider.class).getProjectId()).isEqualTo("own-project");
		});
	}

	@Test
	void addsNoCredentialsWhereSpringCloudGcpIsSwitchedOff() {
		this.contextRunner.withPropertyValues("spring.cloud.gcp.core.enabled=false", REGION)
			.run((context) -> assertThat(context).hasSingleBean(GcpFaasProvider.class)
				.doesNotHaveBean(CredentialsProvider.class)
				.doesNotHaveBean(GcpProjectIdProvider.class));
	}

	@Test
	void makesClientOfCloudFunctionsAtFirstUseAndClosesItWithTheContext() {
		AtomicReference<FunctionServiceClient> client = new AtomicReference<>();
		withKeyFile(this.contextRunner).run((context) -> {
			assertThat(context.getBeanFactory().containsSingleton("functionServiceClient")).isFalse();
			client.set(context.getBean(FunctionServiceClient.class));
			assertThat(client.get().isShutdown()).isFalse();
		});
		assertThat(client.get().isShutdown()).isTrue();
	}

	@Test
	void saysThatProjectIsMissingAtFirstCall() {
		withKeyFile(this.contextRunner).withPropertyValues(REGION)
			.withBean(GcpProjectIdProvider.class, () -> () -> null)
			.run((context) -> {
				FaasExecutor executor = executor(context);
				assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> invoke(executor))
					.withMessageContaining("the project of the function is not known")
					.withMessageContaining("'blueprint.faas.gcp.project-id'");
			});
	}

	@Test
	void looksForCredentialsAgainAfterTheyWereMissing() {
		AtomicReference<Boolean> there = new AtomicReference<>(false);
		this.contextRunner.withPropertyValues(REGION, PROJECT).withBean(CredentialsProvider.class, () -> () -> {
			if (there.get()) {
				return this.issuer.credentials();
			}
			throw new IOException("Your default credentials were not found");
		}).run((context) -> {
			FaasExecutor executor = executor(context);
			assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> invoke(executor))
				.withMessageContaining("'spring.cloud.gcp.credentials.location'");
			there.set(true);
			assertThat(context.getBean(FunctionServiceClient.class)).isNotNull();
		});
	}

	@Test
	void refusesTimesAndNumbersThatCannotBe() {
		for (String wrong : List.of("max-connections=0", "pending-acquire-max-count=0", "connect-timeout=0s",
				"pending-acquire-timeout=-1s", "max-idle-time=0s", "deploy-timeout=0s", "max-payload=0B",
				"max-payload=33MB")) {
			this.contextRunner.withPropertyValues("blueprint.faas.gcp." + wrong)
				.run((context) -> assertThat(context).as(wrong).hasFailed());
		}
	}

	@Test
	void closesConnectionsWithTheContext() throws Exception {
		CountDownLatch closed = new CountDownLatch(1);
		String answer = "{\"job_id\":7,\"result\":\"\",\"success\":true}";
		try (RawServer raw = RawServer.start((socket, number) -> {
			RawServer.write(socket,
					"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(answer.length(), answer));
			if (socket.getInputStream().read() == -1) {
				closed.countDown();
			}
		})) {
			this.functions.locate(raw.uri());
			withKeyFile(this.contextRunner).withBean(FunctionServiceClient.class, this.functions::client)
				.withPropertyValues(REGION)
				.run((context) -> invoke(executor(context)));
			assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
		}
	}

	private ApplicationContextRunner withKeyFile(ApplicationContextRunner runner) {
		Path file = this.folder.resolve("key.json");
		try {
			Files.writeString(file, this.issuer.keyFile());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return runner.withPropertyValues(PROJECT, "spring.cloud.gcp.credentials.location=" + file.toUri());
	}

	private ApplicationContextRunner withJobs(String... properties) {
		return this.contextRunner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					FaasAutoConfiguration.class))
			.withUserConfiguration(JobsConfiguration.class)
			.withPropertyValues(REGION, "blueprint.faas.jobs.square.provider=gcp")
			.withPropertyValues(properties);
	}

	private FaasExecutor executor(AssertableApplicationContext context) {
		try (TestGcp gcp = new TestGcp()) {
			gcp.all("project-id", null);
			return context.getBean(GcpFaasProvider.class).createExecutor(gcp.definition());
		}
	}

	private static FaasResponse invoke(FaasExecutor executor) {
		FaasResponse response = executor
			.invoke(new FaasRequest(TestGcp.KEY, new byte[0], UUID.randomUUID(), null, Map.of(), null))
			.block();
		assertThat(response).isNotNull();
		return response;
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnConfiguration {

		@Bean
		CredentialsProvider ownCredentials() {
			return NoCredentialsProvider.create();
		}

		@Bean
		GcpProjectIdProvider ownProject() {
			return () -> "own-project";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class JobsConfiguration {

		@Bean
		Jobs jobs() {
			return new Jobs();
		}

	}

	static class Jobs {

		@FaasJob(id = 7, name = "square")
		int square(int number) {
			throw new IllegalStateException("runs here");
		}

	}

}
