package io.blueprintfaas.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import io.awspring.cloud.autoconfigure.AwsAsyncClientCustomizer;
import io.awspring.cloud.autoconfigure.AwsClientCustomizer;
import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.AwsConnectionDetails;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import org.jspecify.annotations.Nullable;
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
import org.springframework.core.env.Environment;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AwsFaasAutoConfiguration}.
 */
class AwsFaasAutoConfigurationTests {

	private static final String[] CREDENTIALS = { "spring.cloud.aws.credentials.access-key=key",
			"spring.cloud.aws.credentials.secret-key=secret" };

	private static final String REGION = "spring.cloud.aws.region.static=eu-central-1";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
				RegionProviderAutoConfiguration.class, AwsFaasAutoConfiguration.class));

	private StubServer server;

	@TempDir
	private Path folder;

	@BeforeEach
	void startServer() {
		this.server = StubServer.start();
		this.server.answer(StubLambda.result(new byte[] { 1 }));
	}

	@AfterEach
	void stopServer() {
		this.server.close();
	}

	@Test
	void offersProvider() {
		this.contextRunner.run((context) -> {
			AwsFaasProvider provider = context.getBean(AwsFaasProvider.class);
			assertThat(provider.name()).isEqualTo("aws");
			assertThat(provider.jobKeys()).contains("qualifier", "invocation-type", "metrics");
		});
	}

	@Test
	void backsOffWithoutClientOfLambda() {
		this.contextRunner.withClassLoader(new FilteredClassLoader("software.amazon.awssdk.services.lambda"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("awsFaasProvider"));
	}

	@Test
	void backsOffWithoutSpringCloudAws() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AwsFaasAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader("io.awspring.cloud"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("awsFaasProvider"));
	}

	@Test
	void startsWithoutAnythingAndFirstCallSaysThatRegionIsMissing() {
		withEmptyEnvironment(this.contextRunner).run((context) -> {
			assertThat(context).hasNotFailed();
			FaasExecutor executor = executor(context);
			assertThat(context.getSourceApplicationContext().getBeanFactory().containsSingleton("lambdaAsyncClient"))
				.isFalse();
			assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> invoke(executor))
				.withMessageStartingWith("Function 'blueprint-job-7:live' was not called: there is no AWS region; set "
						+ "'spring.cloud.aws.region.static', or the environment variable AWS_REGION");
		});
	}

	@Test
	void firstCallSaysThatCredentialsAreMissing() {
		withEmptyEnvironment(this.contextRunner).withPropertyValues(REGION, endpoint()).run((context) -> {
			assertThatExceptionOfType(FaasAccessDeniedException.class).isThrownBy(() -> invoke(executor(context)))
				.withMessageContaining("was not called: there are no credentials for AWS")
				.withMessageContaining("'spring.cloud.aws.credentials.access-key'");
			assertThat(this.server.requests()).isEmpty();
		});
	}

	@Test
	void looksCredentialsUpWhereItMayBlock() {
		AtomicReference<Boolean> blocking = new AtomicReference<>();
		AwsCredentialsProvider provider = () -> {
			blocking.set(!Schedulers.isInNonBlockingThread());
			return AwsBasicCredentials.create("key", "secret");
		};
		this.contextRunner.withBean(AwsCredentialsProvider.class, () -> provider)
			.withPropertyValues(REGION, endpoint())
			.run((context) -> {
				FaasExecutor executor = executor(context);
				Mono.defer(() -> executor.invoke(request())).subscribeOn(Schedulers.parallel()).block();
				assertThat(blocking).hasValue(true);
			});
	}

	@Test
	void usesCredentialsRegionAndEndpointOfSpringCloudAws() {
		this.contextRunner.withPropertyValues(CREDENTIALS).withPropertyValues(REGION, endpoint()).run((context) -> {
			assertThat(invoke(executor(context)).payload()).containsExactly(1);
			assertThat(this.server.requests().get(0).header("Authorization")).contains("Credential=key/")
				.contains("/eu-central-1/lambda/");
		});
	}

	@Test
	void takesEndpointAndRegionOfItsOwnOverThoseOfAll() {
		this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues(REGION, "spring.cloud.aws.endpoint=http://localhost:1",
					"spring.cloud.aws.lambda.endpoint=" + this.server.uri(), "spring.cloud.aws.lambda.region=eu-west-3")
			.run((context) -> {
				invoke(executor(context));
				assertThat(this.server.requests().get(0).header("Authorization")).contains("/eu-west-3/lambda/");
			});
	}

	@Test
	void usesConnectionDetails() {
		this.contextRunner.withBean(AwsConnectionDetails.class, () -> new AwsConnectionDetails() {
			@Override
			public URI getEndpoint() {
				return AwsFaasAutoConfigurationTests.this.server.uri();
			}
		}).withPropertyValues(CREDENTIALS).withPropertyValues(REGION).run((context) -> {
			invoke(executor(context));
			assertThat(this.server.requests()).hasSize(1);
		});
	}

	@Test
	void usesDualStackAndFips() {
		assertThat(host("spring.cloud.aws.lambda.dualstack-enabled=true")).isEqualTo("lambda.eu-central-1.api.aws");
		assertThat(host("spring.cloud.aws.dualstack-enabled=true")).isEqualTo("lambda.eu-central-1.api.aws");
		assertThat(host("spring.cloud.aws.fips-enabled=true", "spring.cloud.aws.region.static=us-east-1"))
			.isEqualTo("lambda-fips.us-east-1.amazonaws.com");
		assertThat(host()).isEqualTo("lambda.eu-central-1.amazonaws.com");
	}

	@Test
	void usesClientOfTheApplicationAndSendsOnceWithIt() {
		this.contextRunner.withUserConfiguration(ClientConfiguration.class)
			.withPropertyValues(endpoint())
			.run((context) -> {
				assertThat(context).hasSingleBean(LambdaAsyncClient.class).hasBean("ownClient");
				invoke(executor(context));
				assertThat(this.server.requests().get(0).header("User-Agent")).contains("of-the-application");
				this.server.answer(StubAnswer.empty(500));
				assertThatExceptionOfType(FaasTimeoutException.class).isThrownBy(() -> invoke(executor(context)));
				assertThat(this.server.requests()).hasSize(2);
			});
	}

	@Test
	void usesCrtAndWithoutItNetty() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues(REGION, endpoint());
		runner.run((context) -> invoke(executor(context)));
		assertThat(this.server.requests().get(0).header("User-Agent")).contains("AwsCommonRuntime");
		runner.withClassLoader(new FilteredClassLoader(AwsCrtAsyncHttpClient.class))
			.run((context) -> invoke(executor(context)));
		assertThat(this.server.requests().get(1).header("User-Agent")).contains("NettyNio");
	}

	@Test
	void honoursCustomizers() {
		this.contextRunner.withUserConfiguration(CustomizerConfiguration.class)
			.withPropertyValues(CREDENTIALS)
			.withPropertyValues(REGION, endpoint())
			.run((context) -> {
				invoke(executor(context));
				assertThat(this.server.requests().get(0).header("X-Typed")).isEqualTo("typed");
				assertThat(this.server.requests().get(0).header("User-Agent")).contains("AwsCommonRuntime");
			});
	}

	@Test
	void leavesHttpClientToCustomizers() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(CREDENTIALS)
			.withPropertyValues(REGION, endpoint());
		runner.withUserConfiguration(HttpClientConfiguration.class).run((context) -> invoke(executor(context)));
		runner.withUserConfiguration(HttpClientBuilderConfiguration.class).run((context) -> invoke(executor(context)));
		assertThat(this.server.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.header("User-Agent")).contains("NettyNio"));
	}

	@Test
	void closesClientWithTheContext() {
		AtomicReference<LambdaAsyncClient> client = new AtomicReference<>();
		this.contextRunner.withPropertyValues(CREDENTIALS).withPropertyValues(REGION, endpoint()).run((context) -> {
			invoke(executor(context));
			client.set(context.getBean(LambdaAsyncClient.class));
		});
		assertThat(client.get().getFunctionConfiguration((request) -> request.functionName("x")))
			.failsWithin(Duration.ofSeconds(10));
	}

	@Test
	void triesAgainByThePolicyOfTheJob() {
		this.server.answer(
				(request) -> (this.server.requests().size() < 3) ? throttled() : StubLambda.result("25".getBytes()));
		withJobs("blueprint.faas.jobs.square.retry.max-attempts=3", "blueprint.faas.jobs.square.retry.delay=10ms")
			.run((context) -> {
				long start = System.nanoTime();
				assertThat(context.getBean(Jobs.class).square(5)).isEqualTo(25);
				assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(2));
				assertThat(this.server.requests()).hasSize(3);
			});
	}

	@Test
	void doesNotTryAgainByItself() {
		this.server.answer(throttled());
		withJobs().run((context) -> {
			assertThatExceptionOfType(FaasThrottledException.class)
				.isThrownBy(() -> context.getBean(Jobs.class).square(5));
			assertThat(this.server.requests()).hasSize(1);
		});
	}

	@Test
	void runsJobOnceThatMayNotRunTwice() {
		this.server.answer(StubLambda.error(500, "ServiceException", "internal error"));
		withJobs("blueprint.faas.jobs.square.retry.max-attempts=3", "blueprint.faas.jobs.square.retry.delay=10ms",
				"blueprint.faas.jobs.safe.provider=aws", "blueprint.faas.jobs.safe.retry.max-attempts=3",
				"blueprint.faas.jobs.safe.retry.delay=10ms")
			.run((context) -> {
				assertThatExceptionOfType(FaasTimeoutException.class)
					.isThrownBy(() -> context.getBean(Jobs.class).square(5));
				assertThat(this.server.requests()).hasSize(1);
				assertThatExceptionOfType(FaasTimeoutException.class)
					.isThrownBy(() -> context.getBean(Jobs.class).safe(5));
				assertThat(this.server.requests()).hasSize(4);
			});
	}

	@Test
	void sendsEventOfVoidHandler() {
		this.server.answer(StubAnswer.empty(202));
		withJobs("blueprint.faas.jobs.nothing.provider=aws", "blueprint.faas.jobs.nothing.invocation-type=event")
			.run((context) -> {
				context.getBean(Jobs.class).nothing("x");
				assertThat(this.server.requests().get(0).header("X-Amz-Invocation-Type")).isEqualTo("Event");
			});
	}

	@Test
	void refusesEventOfHandlerWithResultAtStartup() {
		withJobs("blueprint.faas.jobs.square.invocation-type=event").run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.hasMessageContaining("its handler has a result of type int"));
	}

	@Test
	void refusesTimesAndNumbersThatCannotBe() {
		for (String wrong : List.of("max-connections=0", "pending-acquire-max-count=-1", "connect-timeout=0s",
				"pending-acquire-timeout=-1s", "max-idle-time=0s", "deploy-timeout=0s")) {
			this.contextRunner.withPropertyValues("blueprint.faas.aws." + wrong)
				.run((context) -> assertThat(context).as(wrong).hasFailed());
		}
	}

	private ApplicationContextRunner withJobs(String... properties) {
		return this.contextRunner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					FaasAutoConfiguration.class))
			.withUserConfiguration(JobsConfiguration.class)
			.withPropertyValues(CREDENTIALS)
			.withPropertyValues(REGION, endpoint(), "blueprint.faas.jobs.square.provider=aws")
			.withPropertyValues(properties);
	}

	private ApplicationContextRunner withEmptyEnvironment(ApplicationContextRunner runner) {
		Path empty = this.folder.resolve("empty");
		return runner.withInitializer((context) -> write(empty))
			.withSystemProperties("aws.disableEc2Metadata=true", "aws.configFile=" + empty,
					"aws.sharedCredentialsFile=" + empty);
	}

	private static void write(Path file) {
		try {
			Files.writeString(file, "");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private @Nullable String host(String... properties) {
		AtomicReference<String> host = new AtomicReference<>();
		AwsAsyncClientCustomizer customizer = (builder) -> ((LambdaAsyncClientBuilder) builder)
			.overrideConfiguration((override) -> override.addExecutionInterceptor(new ExecutionInterceptor() {
				@Override
				public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
					host.set(context.httpRequest().host());
					throw new IllegalStateException("far enough");
				}
			}));
		this.contextRunner.withBean(AwsAsyncClientCustomizer.class, () -> customizer)
			.withPropertyValues(CREDENTIALS)
			.withPropertyValues(REGION)
			.withPropertyValues(properties)
			.run((context) -> assertThatExceptionOfType(FaasTimeoutException.class)
				.isThrownBy(() -> invoke(executor(context)))
				.withMessageContaining("far enough"));
		return host.get();
	}

	private String endpoint() {
		return "spring.cloud.aws.endpoint=" + this.server.uri();
	}

	private static StubAnswer throttled() {
		return StubLambda.error(429, "TooManyRequestsException", "Rate Exceeded.").with("Retry-After", "1");
	}

	private static FaasExecutor executor(AssertableApplicationContext context) {
		try (TestLambda lambda = new TestLambda()) {
			return context.getBean(AwsFaasProvider.class).createExecutor(lambda.definition());
		}
	}

	private static FaasResponse invoke(FaasExecutor executor) {
		FaasResponse response = executor.invoke(request()).block();
		assertThat(response).isNotNull();
		return response;
	}

	private static FaasRequest request() {
		return new FaasRequest(TestLambda.KEY, new byte[0], UUID.randomUUID(), null, Map.of(), null);
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientConfiguration {

		@Bean
		LambdaAsyncClient ownClient(Environment environment) {
			return TestLambda
				.connect(LambdaAsyncClient.builder(),
						URI.create(environment.getRequiredProperty("spring.cloud.aws.endpoint")))
				.overrideConfiguration((override) -> override
					.putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_SUFFIX, "of-the-application"))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class CustomizerConfiguration {

		@Bean
		AwsClientCustomizer<LambdaAsyncClientBuilder> typedCustomizer() {
			return (builder) -> builder.overrideConfiguration((override) -> override.putHeader("X-Typed", "typed"));
		}

		@Bean
		AwsClientCustomizer<S3AsyncClientBuilder> otherCustomizer() {
			return (builder) -> {
				throw new IllegalStateException("not for Lambda");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HttpClientConfiguration {

		@Bean
		AwsAsyncClientCustomizer httpClientCustomizer() {
			return (builder) -> builder.httpClient(NettyNioAsyncHttpClient.create());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class HttpClientBuilderConfiguration {

		@Bean
		AwsClientCustomizer<LambdaAsyncClientBuilder> httpClientCustomizer() {
			return (builder) -> builder.httpClientBuilder(NettyNioAsyncHttpClient.builder());
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

		@FaasJob(id = 7007, name = "safe", idempotent = true)
		int safe(int number) {
			throw new IllegalStateException("runs here");
		}

		@FaasJob(id = 9, name = "nothing")
		void nothing(String text) {
			throw new IllegalStateException("runs here");
		}

	}

}
