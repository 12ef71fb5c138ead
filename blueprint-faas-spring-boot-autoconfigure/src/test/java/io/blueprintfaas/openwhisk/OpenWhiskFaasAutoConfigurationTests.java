package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.custom.TestCertificates;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OpenWhiskFaasAutoConfiguration}.
 */
class OpenWhiskFaasAutoConfigurationTests {

	private static final String PREFIX = "blueprint.faas.openwhisk.";

	private static final String ACTION = "blueprint/blueprint-job-7";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(OpenWhiskFaasAutoConfiguration.class));

	private FakeOpenWhisk whisk;

	@BeforeEach
	void start() {
		this.whisk = FakeOpenWhisk.start();
		this.whisk.deployed(ACTION).answers((value) -> FakeWhiskEntities.MAPPER.readTree("""
				{"job_id":7,"result":"MjU=","success":true}"""));
	}

	@AfterEach
	void stop() {
		this.whisk.close();
	}

	@Test
	void offersProvider() {
		this.contextRunner.run((context) -> {
			OpenWhiskFaasProvider provider = context.getBean(OpenWhiskFaasProvider.class);
			assertThat(provider.name()).isEqualTo("openwhisk");
			assertThat(provider.jobKeys()).containsExactlyInAnyOrder("kind", "image", "main", "package",
					"invocation-type", "annotations", "logs", "concurrency");
		});
	}

	@Test
	void backsOffForProviderOfTheApplication() {
		OpenWhiskFaasProvider own = new OpenWhiskFaasProvider(OpenWhiskJobs.job().properties(),
				OpenWhiskJobs.job().client(), null);
		this.contextRunner.withBean(OpenWhiskFaasProvider.class, () -> own)
			.run((context) -> assertThat(context.getBean(OpenWhiskFaasProvider.class)).isSameAs(own));
	}

	@Test
	void runsJob() {
		withJobs().run((context) -> {
			assertThat(context.getBean(Jobs.class).square(5)).isEqualTo(25);
			assertThat(this.whisk.take()).containsExactly("POST action");
		});
	}

	@Test
	void runsJobThatIsHandedOverOnce() {
		this.whisk.action(ACTION).tells(Duration.ZERO, Duration.ofMillis(5), Duration.ofMillis(5));
		CompletableFuture<Void> gate = new CompletableFuture<>();
		this.whisk.action(ACTION).waits(gate);
		this.whisk.handOverAfter(Duration.ofMillis(20));
		this.whisk.missingRecords(2);
		this.whisk.before((request) -> {
			if ("GET activation".equals(request.operation())) {
				gate.complete(null);
			}
		});
		withJobs().withPropertyValues(PREFIX + "poll-interval=50ms").run((context) -> {
			assertThat(context.getBean(Jobs.class).square(5)).isEqualTo(25);
			assertThat(this.whisk.action(ACTION).executions()).isEqualTo(1);
			assertThat(this.whisk.take()).startsWith("POST action", "GET activation", "GET activation",
					"GET activation");
		});
	}

	@Test
	void bringsExceptionOfTheHandler() {
		this.whisk.action(ACTION).answers((value) -> FakeWhiskEntities.MAPPER.readTree("""
				{"error":{"job_id":7,"result":"","success":false,"error":"too large",\
				"error_type":"java.lang.IllegalArgumentException"}}"""));
		withJobs().run((context) -> assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> context.getBean(Jobs.class).square(5))
			.withMessage("too large")
			.withCauseInstanceOf(FaasFunctionException.class));
	}

	@Test
	void endsJobOfEventsWhenItIsAccepted() throws InterruptedException {
		CountDownLatch ran = new CountDownLatch(1);
		this.whisk.deployed("blueprint/blueprint-job-8").answers((value) -> {
			ran.countDown();
			return FakeWhiskEntities.MAPPER.readTree("{\"job_id\":8,\"result\":\"\",\"success\":true}");
		});
		withJobs()
			.withPropertyValues("blueprint.faas.jobs.log.provider=openwhisk",
					"blueprint.faas.jobs.log.invocation-type=event")
			.run((context) -> {
				context.getBean(Jobs.class).log("hello");
				assertThat(ran.await(10, TimeUnit.SECONDS)).isTrue();
				assertThat(this.whisk.take()).containsExactly("POST action");
			});
	}

	@Test
	void startsWithoutKeyAndNetworkAndSaysAtFirstCallWhatIsMissing() {
		jobs()
			.withPropertyValues("blueprint.faas.jobs.square.provider=openwhisk",
					PREFIX + "api-host=" + StubServer.unused())
			.run((context) -> assertThatExceptionOfType(FaasAccessDeniedException.class)
				.isThrownBy(() -> context.getBean(Jobs.class).square(5))
				.withMessageContaining("'blueprint.faas.openwhisk.api-key' is not set"));
	}

	@Test
	void refusesJobWithoutAddress() {
		jobs().withPropertyValues("blueprint.faas.jobs.square.provider=openwhisk")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("Set 'blueprint.faas.openwhisk.api-host'"));
	}

	@Test
	void refusesMisspeltKeysAndUnknownBundles() {
		withJobs().withPropertyValues("blueprint.faas.jobs.square.kinds=go:1.24")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("Did you mean 'kind'?"));
		withJobs().withPropertyValues(PREFIX + "ssl-bundle=none")
			.run((context) -> assertThat(context).hasFailed().getFailure().rootCause().hasMessageContaining("none"));
	}

	@Test
	void saysBeforeUploadWhatToDoToDeploy() {
		withJobs().run((context) -> assertThatExceptionOfType(FaasDeploymentException.class)
			.isThrownBy(() -> context.getBean(FaasDeployer.class).deploy("square").block())
			.withMessageContaining("Failed while packaging")
			.withMessageContaining("'blueprint.faas.jobs.square.package' to 'bundled-jre'"));
		assertThat(this.whisk.take()).isEmpty();
	}

	@Test
	void speaksTlsWithTrustOfBundle(@TempDir Path folder) throws IOException, InterruptedException {
		TestCertificates certificates = TestCertificates.create(folder);
		SslContext context = context(certificates);
		try (StubServer server = StubServer.startSecure((http) -> http.secure((spec) -> spec.sslContext(context)))) {
			server.answer(Activations.success("{\"job_id\":7,\"result\":\"MjU=\",\"success\":true}"));
			String bundle = "spring.ssl.bundle.jks.t.truststore.";
			withJobs()
				.withPropertyValues(PREFIX + "api-host=" + server.uri(), PREFIX + "ssl-bundle=t",
						bundle + "location=file:" + certificates.trust("server"),
						bundle + "password=" + TestCertificates.PASSWORD, bundle + "type=PKCS12")
				.run((application) -> assertThat(application.getBean(Jobs.class).square(5)).isEqualTo(25));
		}
	}

	@Test
	void showsNoKey() {
		withJobs().run((context) -> {
			assertThat(context.getBean(OpenWhiskFaasProperties.class).toString()).doesNotContain(this.whisk.apiKey())
				.contains("***");
			this.whisk.revoke(this.whisk.apiKey());
		});
	}

	private static SslContext context(TestCertificates certificates) throws SSLException {
		SslBundle keys = SslBundle.of(new JksSslStoreBundle(new JksSslStoreDetails("PKCS12", null,
				"file:" + certificates.keys("server"), TestCertificates.PASSWORD), null));
		return SslContextBuilder.forServer(keys.getManagers().getKeyManagerFactory()).build();
	}

	private ApplicationContextRunner withJobs() {
		return jobs().withPropertyValues("blueprint.faas.jobs.square.provider=openwhisk",
				PREFIX + "api-host=" + this.whisk.address(), PREFIX + "api-key=" + this.whisk.apiKey());
	}

	private ApplicationContextRunner jobs() {
		return this.contextRunner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
					PackagingAutoConfiguration.class, FaasAutoConfiguration.class))
			.withUserConfiguration(JobsConfiguration.class);
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

		@FaasJob(id = 8, name = "log")
		void log(String text) {
			throw new IllegalStateException("runs here");
		}

	}

}
