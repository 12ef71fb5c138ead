package io.blueprintfaas.custom;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientAutoConfiguration;
import org.springframework.boot.security.oauth2.client.autoconfigure.reactive.ReactiveOAuth2ClientAutoConfiguration;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.jks.JksSslStoreBundle;
import org.springframework.boot.ssl.jks.JksSslStoreDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.webclient.autoconfigure.WebClientAutoConfiguration;
import org.springframework.security.oauth2.client.ReactiveOAuth2AuthorizedClientManager;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ReactiveClientRegistrationRepository;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;

import io.blueprintfaas.FaasAccessDeniedException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.http.StubAnswer;
import io.blueprintfaas.http.StubRequest;
import io.blueprintfaas.http.StubServer;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CustomFaasAutoConfiguration}.
 */
class CustomFaasAutoConfigurationTests {

	@TempDir
	private static Path folder;

	private static TestCertificates certificates;

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(CustomFaasAutoConfiguration.class, WebClientAutoConfiguration.class,
				SslAutoConfiguration.class));

	@BeforeAll
	static void makeCertificates() throws Exception {
		certificates = TestCertificates.create(folder);
	}

	@Test
	void offersProvider() {
		this.contextRunner.run((context) -> {
			CustomFaasProvider provider = context.getBean(CustomFaasProvider.class);
			assertThat(provider.name()).isEqualTo("custom");
			assertThat(provider.jobKeys()).containsExactlyInAnyOrder("platform", "url-template");
		});
	}

	@Test
	void sendsApiKeyAsBearerToken() {
		withServer((server) -> this.contextRunner
			.withPropertyValues("blueprint.faas.custom.base-url=" + server.uri(),
					"blueprint.faas.custom.api-key=secret")
			.run((context) -> {
				invoke(context, TestJobs.job());
				assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer secret");
			}));
	}

	@Test
	void sendsApiKeyInHeaderOfItsOwn() {
		withServer((server) -> this.contextRunner
			.withPropertyValues("blueprint.faas.custom.base-url=" + server.uri(),
					"blueprint.faas.custom.api-key=secret", "blueprint.faas.custom.api-key-header=X-Key")
			.run((context) -> {
				invoke(context, TestJobs.job());
				assertThat(server.requests().get(0).header("X-Key")).isEqualTo("secret");
				assertThat(server.requests().get(0).header("Authorization")).isNull();
			}));
	}

	@Test
	void callsNamedPlatformOfTheJob() {
		withServer((server) -> this.contextRunner
			.withPropertyValues("blueprint.faas.custom.base-url=http://localhost:1",
					"blueprint.faas.custom.platforms.lab.base-url=" + server.uri() + "/lab",
					"blueprint.faas.custom.platforms.lab.api-key=lab-key")
			.run((context) -> {
				invoke(context, TestJobs.job().key("platform", "lab"));
				assertThat(server.requests().get(0).path()).isEqualTo("/lab/api/functions/job7/invoke");
				assertThat(server.requests().get(0).header("Authorization")).isEqualTo("Bearer lab-key");
			}));
	}

	@Test
	void usesUrlTemplateOfPlatformAndPrefersTheJobs() {
		withServer((server) -> this.contextRunner
			.withPropertyValues("blueprint.faas.custom.url-template=" + server.uri() + "/job/{job-id}")
			.run((context) -> {
				invoke(context, TestJobs.job());
				invoke(context, TestJobs.job().key("url-template", server.uri() + "/{function}/{job-name}"));
				assertThat(server.requests()).extracting(StubRequest::path).containsExactly("/job/7", "/job7/square");
			}));
	}

	@Test
	void refusesUnknownPlatform() {
		this.contextRunner
			.withPropertyValues("blueprint.faas.custom.platforms.lab.base-url=http://localhost",
					"blueprint.faas.custom.platforms.edge.base-url=http://localhost")
			.run((context) -> {
				InvalidFaasJobException failure = refused(context, TestJobs.job().key("platform", "lap"));
				assertThat(failure.getDescription()).contains("'blueprint.faas.jobs.square.platform'")
					.contains("'lap'")
					.contains("[edge, lab]");
				assertThat(failure.getAction()).contains("'lab'");
			});
	}

	@Test
	void refusesJobWithoutAddress() {
		this.contextRunner.run((context) -> assertThat(refused(context, TestJobs.job()).getAction())
			.contains("blueprint.faas.custom.base-url")
			.contains("blueprint.faas.jobs.square.endpoint"));
	}

	@Test
	void refusesTemplateWithUnknownPlaceholderOrWithoutAddress() {
		this.contextRunner.run((context) -> {
			assertThat(refused(context, TestJobs.job().key("url-template", "http://localhost/{id}")).getMessage())
				.contains("{id}")
				.contains("{job-id}");
			assertThat(refused(context, TestJobs.job().key("url-template", "{base-url}/x")).getMessage())
				.contains("no 'base-url' is set");
			assertThat(refused(context, TestJobs.job().key("url-template", "/x")).getMessage()).contains("http");
			assertThat(refused(context, TestJobs.job().endpoint("ftp://localhost/x")).getMessage())
				.contains("'endpoint'");
		});
	}

	@ParameterizedTest
	@CsvSource({ "64MB, false", "128MB, true", "129MB, false", "192MB, true", "10GB, true", "10304MB, false" })
	void checksMemory(DataSize memory, boolean valid) {
		check(TestJobs.job().settings(new FunctionSettings(memory, null, Map.of(), null, 0, Map.of())), valid,
				"memory");
	}

	@ParameterizedTest
	@CsvSource({ "PT0.5S, false", "PT1S, true", "PT1.5S, false", "PT900S, true", "PT901S, false" })
	void checksTimeout(Duration timeout, boolean valid) {
		check(TestJobs.job().settings(new FunctionSettings(null, timeout, Map.of(), null, 0, Map.of())), valid,
				"timeout");
	}

	@ParameterizedTest
	@CsvSource({ "1, true", "1000, true", "1001, false" })
	void checksConcurrency(int concurrency, boolean valid) {
		check(TestJobs.job().settings(new FunctionSettings(null, null, Map.of(), concurrency, 0, Map.of())), valid,
				"max-concurrency");
	}

	@ParameterizedTest
	@CsvSource({ "a, true", "7_x-Y, true", "-a, false", "a/b, false", "'', false", "ä, false" })
	void checksFunction(String function, boolean valid) {
		check(TestJobs.job().function(function), valid, "function");
	}

	@ParameterizedTest
	@CsvSource({ "base-url=ftp://localhost", "base-url=/path", "max-connections=0", "max-payload=0B",
			"api-key-header=X-Key", "connect-timeout=0s", "pending-acquire-max-count=0" })
	void refusesWrongProperties(String property) {
		this.contextRunner.withPropertyValues("blueprint.faas.custom." + property)
			.run((context) -> assertThat(context).hasFailed());
		this.contextRunner.withPropertyValues("blueprint.faas.custom.platforms.lab." + property)
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void refusesTwoCredentials() {
		this.contextRunner
			.withPropertyValues("blueprint.faas.custom.api-key=secret", "blueprint.faas.custom.oauth2-registration=x")
			.run((context) -> assertThat(context).hasFailed());
	}

	@Test
	void showsNoSecrets() {
		this.contextRunner
			.withPropertyValues("blueprint.faas.custom.base-url=http://user:password@localhost",
					"blueprint.faas.custom.api-key=secret", "blueprint.faas.custom.platforms.lab.api-key=secret")
			.run((context) -> assertThat(context.getBean(CustomFaasProperties.class).toString())
				.doesNotContain("secret", "password"));
	}

	@Test
	void speaksTlsWithTrustOfBundle() {
		withSecureServer(UnaryOperator.identity(),
				(server) -> bundle("t", "server", null)
					.withPropertyValues("blueprint.faas.custom.base-url=" + server.uri(),
							"blueprint.faas.custom.ssl-bundle=t")
					.run((context) -> {
						invoke(context, TestJobs.job());
						assertThat(server.requests()).hasSize(1);
					}));
	}

	@Test
	void saysUnavailableWhenServerIsNotTrusted() {
		withSecureServer(UnaryOperator.identity(),
				(server) -> this.contextRunner.withPropertyValues("blueprint.faas.custom.base-url=" + server.uri())
					.run((context) -> {
						assertThatExceptionOfType(FaasUnavailableException.class)
							.isThrownBy(() -> invoke(context, TestJobs.job()))
							.withMessageContaining("the TLS handshake failed");
						assertThat(server.requests()).isEmpty();
					}));
	}

	@Test
	void provesItselfByCertificateOfBundle() {
		withSecureServer(this::askForCertificate, (server) -> {
			bundle("m", "server", "client")
				.withPropertyValues("blueprint.faas.custom.base-url=" + server.uri(),
						"blueprint.faas.custom.ssl-bundle=m")
				.run((context) -> invoke(context, TestJobs.job()));
			assertThat(server.requests()).hasSize(1);
		});
	}

	@Test
	void failsWithoutCertificateWhereOneIsAsked() {
		withSecureServer(this::askForCertificate, (server) -> {
			bundle("t", "server", null)
				.withPropertyValues("blueprint.faas.custom.base-url=" + server.uri(),
						"blueprint.faas.custom.ssl-bundle=t")
				.run((context) -> assertThatExceptionOfType(FaasUnavailableException.class)
					.isThrownBy(() -> invoke(context, TestJobs.job())));
			assertThat(server.requests()).isEmpty();
		});
	}

	@Test
	void refusesUnknownBundle() {
		this.contextRunner
			.withPropertyValues("blueprint.faas.custom.base-url=http://localhost", "blueprint.faas.custom.ssl-bundle=x")
			.run((context) -> assertThat(refused(context, TestJobs.job()).getMessage())
				.contains("'blueprint.faas.custom.ssl-bundle'")
				.contains("'x'"));
	}

	@Test
	void fetchesOneTokenForManyCalls() {
		withServer((server) -> oauth2(server).run((context) -> {
			FaasExecutor executor = executor(context, TestJobs.job());
			Flux.range(0, 100).flatMap((number) -> executor.invoke(request()), 100).blockLast();
			executor.invoke(request()).block();
			assertThat(tokens(server)).hasSize(1);
			assertThat(server.requests()).hasSize(102);
			assertThat(tokens(server).get(0).text()).contains("grant_type=client_credentials");
			assertThat(server.requests()).filteredOn((request) -> !request.path().equals("/token"))
				.allMatch((request) -> "Bearer token-1".equals(request.header("Authorization")));
		}));
	}

	@Test
	void takesRegistrationsOfServletApplication() {
		withServer((server) -> this.contextRunner
			.withConfiguration(AutoConfigurations.of(OAuth2ClientAutoConfiguration.class))
			.withPropertyValues(oauth2Properties(server))
			.run((context) -> {
				assertThat(context).hasSingleBean(ClientRegistrationRepository.class)
					.doesNotHaveBean(ReactiveClientRegistrationRepository.class);
				invoke(context, TestJobs.job());
				assertThat(tokens(server)).hasSize(1);
			}));
	}

	@Test
	void fetchesAnotherTokenWhenTheFirstIsRefused() {
		withServer((server) -> oauth2(server).run((context) -> {
			invoke(context, TestJobs.job());
			server.answer((request) -> {
				if (request.path().equals("/token")) {
					return token("token-2");
				}
				return "Bearer token-2".equals(request.header("Authorization")) ? success() : StubAnswer.empty(401);
			});
			invoke(context, TestJobs.job());
			assertThat(tokens(server)).hasSize(2);
		}));
	}

	@Test
	void saysAccessDeniedWhenTokenIsRefused() {
		withServer((server) -> {
			ApplicationContextRunner runner = oauth2(server);
			server.answer((request) -> StubAnswer.json(401, "{\"error\":\"invalid_client\"}"));
			runner.run((context) -> assertThatExceptionOfType(FaasAccessDeniedException.class)
				.isThrownBy(() -> invoke(context, TestJobs.job()))
				.withMessageContaining("invalid_client"));
			assertThat(tokens(server)).hasSize(1);
		});
	}

	@Test
	void saysUnavailableWhenTokenEndpointIsNotReached() {
		withServer((server) -> oauth2(server)
			.withPropertyValues(
					"spring.security.oauth2.client.provider.lab.token-uri=" + StubServer.unused() + "/token")
			.run((context) -> assertThatExceptionOfType(FaasUnavailableException.class)
				.isThrownBy(() -> invoke(context, TestJobs.job()))
				.withMessageContaining("refused")));
	}

	@Test
	void refusesOAuth2WithoutItsLibraryOrRegistrations() {
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(
				"blueprint.faas.custom.base-url=http://localhost", "blueprint.faas.custom.oauth2-registration=lab");
		runner.withClassLoader(new FilteredClassLoader(ReactiveOAuth2AuthorizedClientManager.class))
			.run((context) -> assertThat(refused(context, TestJobs.job()).getAction())
				.contains("spring-boot-starter-oauth2-client"));
		runner.run((context) -> assertThat(refused(context, TestJobs.job()).getAction())
			.contains("spring.security.oauth2.client.registration.lab"));
	}

	@Test
	void sharesOneClientAmongJobsOfPlatform() {
		withServer((server) -> this.contextRunner
			.withPropertyValues("blueprint.faas.custom.base-url=" + server.uri(),
					"blueprint.faas.custom.max-connections=2")
			.run((context) -> {
				server.answerLater((request) -> Mono.delay(Duration.ofMillis(20)).thenReturn(success()));
				FaasExecutor first = executor(context, TestJobs.job());
				FaasExecutor second = executor(context, TestJobs.job());
				Flux.range(0, 20)
					.flatMap((number) -> ((number % 2 != 0) ? first : second).invoke(request()), 20)
					.blockLast();
				assertThat(server.mostRunning()).isEqualTo(2);
			}));
	}

	private ApplicationContextRunner oauth2(StubServer server) {
		return this.contextRunner.withConfiguration(AutoConfigurations.of(ReactiveOAuth2ClientAutoConfiguration.class))
			.withPropertyValues(oauth2Properties(server));
	}

	private static String[] oauth2Properties(StubServer server) {
		server.answer((request) -> request.path().equals("/token") ? token("token-1") : success());
		String prefix = "spring.security.oauth2.client.";
		return new String[] { "blueprint.faas.custom.base-url=" + server.uri(),
				"blueprint.faas.custom.oauth2-registration=lab", prefix + "registration.lab.client-id=me",
				prefix + "registration.lab.client-secret=secret",
				prefix + "registration.lab.authorization-grant-type=client_credentials",
				prefix + "provider.lab.token-uri=" + server.uri() + "/token" };
	}

	private static StubAnswer token(String token) {
		return StubAnswer.json(200,
				"{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}".formatted(token));
	}

	private static List<StubRequest> tokens(StubServer server) {
		return server.requests().stream().filter((request) -> request.path().equals("/token")).toList();
	}

	private ApplicationContextRunner bundle(String name, String trusted, @Nullable String own) {
		String prefix = "spring.ssl.bundle.jks.%s.".formatted(name);
		ApplicationContextRunner runner = this.contextRunner.withPropertyValues(
				prefix + "truststore.location=file:" + certificates.trust(trusted),
				prefix + "truststore.password=" + TestCertificates.PASSWORD, prefix + "truststore.type=PKCS12");
		return (own != null)
				? runner.withPropertyValues(prefix + "keystore.location=file:" + certificates.keys(own),
						prefix + "keystore.password=" + TestCertificates.PASSWORD, prefix + "keystore.type=PKCS12")
				: runner;
	}

	private void withServer(Consumer<StubServer> test) {
		try (StubServer server = StubServer.start()) {
			server.answer(success());
			test.accept(server);
		}
	}

	private void withSecureServer(UnaryOperator<SslContextBuilder> customizer, Consumer<StubServer> test) {
		UnaryOperator<HttpServer> secure = (server) -> server.secure((spec) -> {
			try {
				spec.sslContext(customizer
					.apply(SslContextBuilder.forServer(serverBundle().getManagers().getKeyManagerFactory()))
					.build());
			}
			catch (SSLException ex) {
				throw new IllegalStateException(ex);
			}
		});
		try (StubServer server = StubServer.startSecure(secure)) {
			server.answer(success());
			test.accept(server);
		}
	}

	private SslContextBuilder askForCertificate(SslContextBuilder builder) {
		return builder.clientAuth(ClientAuth.REQUIRE)
			.trustManager(serverBundle().getManagers().getTrustManagerFactory());
	}

	private static SslBundle serverBundle() {
		return SslBundle.of(
				new JksSslStoreBundle(details(certificates.keys("server")), details(certificates.trust("client"))),
				SslBundleKey.NONE);
	}

	private static JksSslStoreDetails details(Path store) {
		return new JksSslStoreDetails("PKCS12", null, "file:" + store, TestCertificates.PASSWORD);
	}

	private static StubAnswer success() {
		return new StubAnswer(200, Map.of(),
				WireFormat.writeResponse(WireResponse.success(7, new byte[0], FaasMetrics.NONE), WireVersion.V1_1));
	}

	private static FaasExecutor executor(AssertableApplicationContext context, TestJobs job) {
		return context.getBean(CustomFaasProvider.class).createExecutor(job.definition());
	}

	private static void invoke(AssertableApplicationContext context, TestJobs job) {
		executor(context, job).invoke(request()).block();
	}

	private static FaasRequest request() {
		return new FaasRequest(TestJobs.KEY, new byte[0], UUID.randomUUID(), null, Map.of(), null);
	}

	private void check(TestJobs job, boolean valid, String key) {
		this.contextRunner.withPropertyValues("blueprint.faas.custom.base-url=http://localhost").run((context) -> {
			if (valid) {
				assertThat(executor(context, job).provider()).isEqualTo("custom");
			}
			else {
				assertThat(refused(context, job).getDescription())
					.contains("'blueprint.faas.jobs.square.%s'".formatted(key));
			}
		});
	}

	private static InvalidFaasJobException refused(AssertableApplicationContext context, TestJobs job) {
		return assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(() -> executor(context, job))
			.actual();
	}

}
