package io.blueprintfaas.azure;

import java.net.URI;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpClient;
import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.appservice.AppServiceManager;
import com.azure.spring.cloud.autoconfigure.implementation.context.AzureGlobalPropertiesAutoConfiguration;
import com.azure.spring.cloud.autoconfigure.implementation.context.AzureTokenCredentialAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.autoconfigure.FaasAutoConfiguration;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AzureFaasAutoConfiguration}.
 */
class AzureFaasAutoConfigurationTests {

	private static final String SUBSCRIPTION = "spring.cloud.azure.profile.subscription-id=" + TestAzure.SUBSCRIPTION;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AzureGlobalPropertiesAutoConfiguration.class,
				AzureTokenCredentialAutoConfiguration.class, AzureFaasAutoConfiguration.class));

	private final StubArm arm = new StubArm();

	private final StubServer server = StubServer.start();

	@BeforeEach
	void answer() {
		this.server.answer((request) -> new StubAnswer(200, Map.of("Content-Type", "application/json"), WireFormat
			.writeResponse(WireResponse.success(7, "25".getBytes(), FaasMetrics.NONE), WireVersion.V1_1)));
	}

	@AfterEach
	void close() {
		this.arm.close();
		this.server.close();
	}

	@Test
	void offersProvider() {
		this.contextRunner.run((context) -> {
			AzureFaasProvider provider = context.getBean(AzureFaasProvider.class);
			assertThat(provider.name()).isEqualTo("azure");
			assertThat(provider.jobKeys()).contains("app", "authentication", "scope", "function-key");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.azure.resourcemanager", "com.azure.spring" })
	void backsOffWithoutLibrary(String library) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AzureFaasAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(library))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("azureFaasProvider"));
	}

	@Test
	void namesStarterWhenLibraryIsMissing() {
		this.contextRunner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					FaasAutoConfiguration.class))
			.withPropertyValues("blueprint.faas.jobs.square.id=7", "blueprint.faas.jobs.square.provider=azure")
			.withClassLoader(new FilteredClassLoader("com.azure.resourcemanager"))
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("Provider 'azure' of blueprint.faas.jobs.square.provider needs a library")
				.hasMessageContaining("blueprint-faas-spring-boot-starter-azure"));
	}

	@Test
	void runsJobWithSubscriptionOfSpringCloudAzureAndBeansOfTheApplication() {
		withJobs(withStubs()).withPropertyValues(SUBSCRIPTION).run((context) -> {
			assertThat(this.arm.server().requests()).isEmpty();
			assertThat(context.getBean(Jobs.class).square(5)).isEqualTo(25);
			assertThat(this.server.requests().get(0).header("x-functions-key")).isEqualTo("key-1");
			assertThat(this.arm.server().requests()).isNotEmpty()
				.allSatisfy((request) -> assertThat(request.path())
					.startsWith("/subscriptions/%s/resourceGroups/blueprint-faas/".formatted(TestAzure.SUBSCRIPTION)));
		});
	}

	@Test
	void prefersOwnSubscription() {
		String own = "00000000-0000-0000-0000-000000000042";
		withStubs()
			.withPropertyValues(SUBSCRIPTION, "blueprint.faas.azure.subscription-id=" + own,
					"blueprint.faas.azure.tenant-id=own-tenant", "spring.cloud.azure.profile.tenant-id=tenant")
			.run((context) -> {
				assertThat(manager(context).subscriptionId()).isEqualTo(own);
				AzureProfile profile = new AzureProfiles(context.getBean(AzureFaasProperties.class),
						context.getBeanFactory())
					.profile();
				assertThat(profile.getTenantId()).isEqualTo("own-tenant");
			});
	}

	@Test
	void saysAtFirstCallThatSubscriptionIsMissing() {
		withStubs().run((context) -> assertThatExceptionOfType(FaasAccessDeniedException.class)
			.isThrownBy(() -> invoke(context))
			.withMessageContaining("the subscription is not known")
			.withMessageContaining("'blueprint.faas.azure.subscription-id'")
			.withMessageContaining("'spring.cloud.azure.profile.subscription-id'"));
	}

	@Test
	void findsSubscriptionThatIsSetLater() {
		this.contextRunner
			.withBean("later", AzureProfile.class,
					() -> new AzureProfile("t", TestAzure.SUBSCRIPTION, AzureEnvironment.AZURE))
			.withUserConfiguration(Stubs.class)
			.withBean("arm", StubArm.class, () -> this.arm)
			.run((context) -> assertThat(manager(context).subscriptionId()).isEqualTo(TestAzure.SUBSCRIPTION));
	}

	@ParameterizedTest
	@CsvSource({ "azure_china, https://management.chinacloudapi.cn",
			"azure_us_government, https://management.usgovcloudapi.net" })
	void goesToTheCloudOfSpringCloudAzure(String cloud, String endpoint) {
		withStubs().withPropertyValues(SUBSCRIPTION, "spring.cloud.azure.profile.cloud-type=" + cloud)
			.run((context) -> assertThat(manager(context).environment().getResourceManagerEndpoint())
				.startsWith(endpoint));
	}

	@ParameterizedTest
	@ValueSource(strings = { "azure", "other" })
	void goesToAnAddressOfTheApplication(String cloud) {
		this.contextRunner
			.withPropertyValues(SUBSCRIPTION, "spring.cloud.azure.profile.cloud-type=" + cloud,
					"spring.cloud.azure.profile.environment.resource-manager-endpoint=https://arm.example.com/",
					"spring.cloud.azure.profile.environment.management-endpoint=https://management.example.com/",
					"spring.cloud.azure.profile.environment.active-directory-endpoint=https://login.example.com/")
			.withBean("credential", TokenCredential.class, () -> (request) -> {
				assertThat(request.getScopes()).singleElement()
					.asString()
					.startsWith("https://management.example.com/");
				return Mono.just(new AccessToken(StubArm.TOKEN, OffsetDateTime.now().plusHours(1)));
			})
			.withBean("http", HttpClient.class, () -> (request) -> {
				assertThat(request.getUrl().toString()).startsWith("https://arm.example.com/subscriptions/");
				return Mono.error(new IllegalStateException("seen"));
			})
			.run((context) -> assertThatExceptionOfType(Exception.class).isThrownBy(() -> invoke(context))
				.withMessageContaining("could not be looked up (seen)"));
	}

	@Test
	void leavesTheClientToTheApplication() {
		AppServiceManager own = AppServiceManager.authenticate((TokenCredential) (request) -> Mono.empty(),
				new AzureProfile("t", "s", AzureEnvironment.AZURE));
		this.contextRunner.withBean(AppServiceManager.class, () -> own)
			.run((context) -> assertThat(manager(context)).isSameAs(own));
	}

	@Test
	void prefersTheCredentialOfTheApplicationAndAmongSeveralThePrimaryOne() {
		TokenCredential first = credential("first");
		TokenCredential second = credential("second");
		this.contextRunner.withBean("first", TokenCredential.class, () -> first)
			.run((context) -> assertThat(token(context)).isEqualTo("first"));
		this.contextRunner.withBean("first", TokenCredential.class, () -> first)
			.withBean("second", TokenCredential.class, () -> second, (definition) -> definition.setPrimary(true))
			.run((context) -> assertThat(token(context)).isEqualTo("second"));
		this.contextRunner.withBean("first", TokenCredential.class, () -> first)
			.withBean("second", TokenCredential.class, () -> second)
			.withBean(AzureCredentials.DEFAULT_NAME, TokenCredential.class, () -> credential("default"))
			.run((context) -> assertThat(token(context)).isEqualTo("default"));
	}

	@Test
	void saysThatItIsNotClearWhichCredentialToUse() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AzureFaasAutoConfiguration.class))
			.withBean("first", TokenCredential.class, () -> credential("first"))
			.withBean("second", TokenCredential.class, () -> credential("second"))
			.run((context) -> assertThatExceptionOfType(CallPreparationException.class).isThrownBy(() -> token(context))
				.withMessageContaining("(beans first, second); mark one of them @Primary"));
	}

	@Test
	void saysThatThereIsNoCredential() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(AzureFaasAutoConfiguration.class))
			.run((context) -> assertThatExceptionOfType(CallPreparationException.class).isThrownBy(() -> token(context))
				.withMessageContaining("no bean of type TokenCredential"));
		this.contextRunner.withBean("none", TokenCredential.class, () -> (request) -> Mono.empty())
			.run((context) -> assertThatExceptionOfType(CallPreparationException.class).isThrownBy(() -> token(context))
				.withMessageContaining("gives no token"));
	}

	@Test
	void saysInOneLineThatThereAreNoCredentialsAndDoesNotTryAgain() {
		AtomicInteger asked = new AtomicInteger();
		withStubs().withPropertyValues(SUBSCRIPTION)
			.withBean("own", TokenCredential.class, () -> (request) -> Mono.defer(() -> {
				asked.incrementAndGet();
				return Mono.error(new CredentialUnavailableException(
						"EnvironmentCredential authentication unavailable.\nManagedIdentityCredential: no.\n\tAnd so on."));
			}), (definition) -> definition.setPrimary(true))
			.run((context) -> {
				FaasAccessDeniedException failure = assertThatExceptionOfType(FaasAccessDeniedException.class)
					.isThrownBy(() -> invoke(context))
					.actual();
				assertThat(failure)
					.hasMessageContaining(
							"there are no credentials for Azure (EnvironmentCredential authentication unavailable.)")
					.hasMessageContaining("'az login'")
					.hasMessageContaining("'spring.cloud.azure.credential'");
				assertThat(failure.getMessage()).doesNotContain("And so on").doesNotContain("\n");
				assertThat(asked).hasValue(1);
			});
	}

	@Test
	void makesNothingOfAzureAtStartup() {
		withJobs(this.contextRunner).withPropertyValues(SUBSCRIPTION)
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(AzureManagement.class)
				.hasFieldOrPropertyWithValue("made", null));
	}

	@Test
	void refusesValuesThatCannotBeAtStartup() {
		for (String wrong : List.of("max-connections=0", "pending-acquire-max-count=0", "connect-timeout=0s",
				"pending-acquire-timeout=-1s", "max-idle-time=0s", "deploy-timeout=0s", "max-payload=0B",
				"max-payload=3GB", "plan=gold", "authentication=none", "subscription-id=mine", "app=my_app",
				"authentication=entra")) {
			withJobs(this.contextRunner).withPropertyValues("blueprint.faas.azure." + wrong)
				.run((context) -> assertThat(context).as(wrong).hasFailed());
		}
	}

	@Test
	void doesNotShowKeyThatIsRefusedAtStartup() {
		withJobs(this.contextRunner).withPropertyValues("blueprint.faas.azure.function-key=se cret")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("'blueprint.faas.azure.function-key'")
				.matches((failure) -> !failure.toString().contains("cret'")));
	}

	private ApplicationContextRunner withStubs() {
		return this.contextRunner.withUserConfiguration(Stubs.class)
			.withBean("arm", StubArm.class, () -> this.arm)
			.withBean("builder", WebClient.Builder.class,
					() -> WebClient.builder()
						.filter((request,
								next) -> next.exchange(ClientRequest.from(request)
									.url(URI.create(this.server.uri() + request.url().getRawPath()))
									.build())));
	}

	private static ApplicationContextRunner withJobs(ApplicationContextRunner runner) {
		return runner
			.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
					FaasAutoConfiguration.class))
			.withUserConfiguration(JobsConfiguration.class)
			.withPropertyValues("blueprint.faas.jobs.square.provider=azure");
	}

	private static AppServiceManager manager(AssertableApplicationContext context) {
		return context.getBean(AzureManagement.class).appService().block();
	}

	private static String token(AssertableApplicationContext context) {
		return context.getBean(AzureManagement.class)
			.credential()
			.getToken(new TokenRequestContext().addScopes("x/.default"))
			.block()
			.getToken();
	}

	private static TokenCredential credential(String token) {
		return (request) -> Mono.just(new AccessToken(token, OffsetDateTime.now().plusHours(1)));
	}

	private static void invoke(AssertableApplicationContext context) {
		try (TestAzure azure = new TestAzure()) {
			azure.all("subscription-id", null);
			FaasExecutor executor = context.getBean(AzureFaasProvider.class).createExecutor(azure.definition());
			executor.invoke(new FaasRequest(TestAzure.KEY, new byte[0], UUID.randomUUID(), null, Map.of(), null))
				.block();
		}
	}

	/**
	 * Stands for that of the identity library, which is told by its name.
	 */
	static class CredentialUnavailableException extends ClientAuthenticationException {

		CredentialUnavailableException(String message) {
			super(message, null);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Stubs {

		@Bean
		TokenCredential ownCredential() {
			return credential(StubArm.TOKEN);
		}

		@Bean
		HttpClient ownHttpClient(StubArm arm) {
			return StubArm.leadingTo(arm.server().uri());
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
