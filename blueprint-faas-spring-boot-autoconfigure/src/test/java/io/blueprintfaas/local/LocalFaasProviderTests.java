package io.blueprintfaas.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.custom.TestPackages;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.packaging.PipeLayout;
import io.blueprintfaas.platform.EmbeddedPlatform;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LocalFaasProvider} with a real platform and real processes.
 */
class LocalFaasProviderTests {

	private static final JobKey KEY = new JobKey(7, "square");

	@TempDir
	private Path folder;

	private LocalPlatform platform;

	private ScriptDeployer deployer;

	private FaasExecutor executor;

	@BeforeEach
	void start() {
		this.platform = platform(this.folder.resolve("data"));
		this.deployer = new ScriptDeployer(job(null), answering(25));
		LocalFaasProvider provider = provider(this.platform, this.deployer);
		this.executor = provider.createExecutor(job(null));
	}

	@AfterEach
	void stop() {
		this.platform.destroy();
	}

	@Test
	void startsNothingBeforeFirstCall() {
		assertThat(this.platform.isRunning()).isFalse();
		assertThat(this.executor.status().block().state()).isEqualTo(FaasStatus.State.UNKNOWN);
		assertThat(this.platform.isRunning()).isFalse();
		assertThat(this.folder.resolve("data")).doesNotExist();
	}

	@Test
	void deploysAtFirstCallAndOnlyThen() {
		assertThat(invoke()).containsExactly(25);
		assertThat(invoke()).containsExactly(25);
		assertThat(this.deployer.deployments()).isEqualTo(1);
		assertThat(this.executor.status().block()).isEqualTo(FaasStatus.available());
		assertThat(this.executor.provider()).isEqualTo("local");
	}

	@Test
	void measuresCall() {
		assertThat(this.executor.invoke(request(null)).block().metrics()).satisfies((metrics) -> {
			assertThat(metrics.total()).isPositive();
			assertThat(metrics.execution()).isPositive().isLessThanOrEqualTo(metrics.total());
		});
	}

	@Test
	void sharesOneDeploymentAmongConcurrentFirstCalls() {
		CompletableFuture<String> gate = new CompletableFuture<>();
		this.deployer.waitFor(gate);
		Mono<Long> calls = Flux.range(0, 20).flatMap((number) -> this.executor.invoke(request(null)), 20).count();
		CompletableFuture<Long> answers = calls.toFuture();
		gate.complete("open");
		assertThat(answers.join()).isEqualTo(20);
		assertThat(this.deployer.deployments()).isEqualTo(1);
	}

	@Test
	void deploysAgainWhenFunctionIsGone() {
		invoke();
		assertThat(this.deployer.undeploy("square").block()).isTrue();
		assertThat(Flux.range(0, 10).flatMap((number) -> this.executor.invoke(request(null)), 10).count().block())
			.isEqualTo(10);
		assertThat(this.deployer.deployments()).isEqualTo(2);
	}

	@Test
	void triesFailedDeploymentAgainAtNextCall() {
		this.deployer.failWith(new IllegalStateException("no disk"));
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(this::invoke)
			.withMessageContaining("no disk")
			.withMessageContaining("'square' (7), provider 'local'");
		this.deployer.failWith(null);
		assertThat(invoke()).containsExactly(25);
		assertThat(this.deployer.deployments()).isEqualTo(2);
	}

	@Test
	void saysNotSentWhenDeadlinePassesWhileDeployingAndDeploysOn() {
		CompletableFuture<String> gate = new CompletableFuture<>();
		this.deployer.waitFor(gate);
		assertThatExceptionOfType(FaasUnavailableException.class)
			.isThrownBy(() -> this.executor.invoke(request(Instant.now().plusMillis(100))).block())
			.withMessageContaining("was not sent");
		gate.complete("open");
		assertThat(invoke()).containsExactly(25);
		assertThat(this.deployer.deployments()).isEqualTo(1);
	}

	@Test
	void runsCurrentApplicationAfterRestart() {
		invoke();
		this.platform.destroy();
		this.platform = platform(this.folder.resolve("data"));
		this.deployer.current(answering(26));
		this.executor = provider(this.platform, this.deployer).createExecutor(job(null));
		assertThat(invoke()).containsExactly(26);
	}

	@Test
	void changesNothingWhenApplicationIsTheSameAfterRestart() {
		FunctionPackage current = answering(25);
		this.deployer.current(current);
		invoke();
		this.platform.destroy();
		this.platform = platform(this.folder.resolve("data"));
		provider(this.platform, this.deployer);
		FaasDeployment again = this.deployer.deploy("square", FaasProgress.NONE).block();
		assertThat(again.changed()).isFalse();
		assertThat(again.sha256()).isEqualTo(current.sha256());
		assertThat(this.deployer.lifecycle()
			.deploy(current, new FunctionSettings(null, null, Map.of("A", "1"), null, 0, Map.of()), FaasProgress.NONE)
			.block()
			.changed()).isTrue();
	}

	@Test
	void saysWhatCrashedFunctionWrote() {
		this.deployer.current(TestPackages.of(this.folder, "#!/bin/sh\ncat > /dev/null\necho oops >&2\nexit 3\n"));
		FaasFunctionException failure = assertThatExceptionOfType(FaasFunctionException.class).isThrownBy(this::invoke)
			.actual();
		assertThat(failure.getRemoteType()).isEqualTo("FUNCTION_CRASHED");
		assertThat(failure.getRemoteStack()).contains("oops");
	}

	@Test
	void doesNotBlockEventLoops() {
		CompletableFuture<FaasResponse> answer = this.executor.invoke(request(null))
			.subscribeOn(Schedulers.parallel())
			.toFuture();
		assertThat(answer.join().payload()).containsExactly(25);
	}

	@Test
	void givesSecondInstanceOfApplicationItsOwnFolder() {
		LocalPlatform first = new LocalPlatform(properties(null),
				new LocalDirectory(null, this.folder, List.of("app")));
		LocalPlatform second = new LocalPlatform(properties(null),
				new LocalDirectory(null, this.folder, List.of("app")));
		try {
			assertThat(first.get().block()).isNotNull();
			assertThat(second.get().block()).isNotNull();
			assertThat(this.folder.toFile().list((parent, name) -> name.startsWith("blueprint-faas-platform-")))
				.hasSize(2);
		}
		finally {
			first.destroy();
			second.destroy();
		}
	}

	@Test
	void failsTypedWhenConfiguredFolderIsInUse() {
		invoke();
		LocalPlatform second = platform(this.folder.resolve("data"));
		FaasExecutor other = provider(second, this.deployer).createExecutor(job(null));
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(() -> other.invoke(request(null)).block())
			.withMessageContaining("in use by another platform");
	}

	@Test
	void refusesUseAfterClosing() {
		this.platform.destroy();
		assertThatExceptionOfType(FaasDeploymentException.class).isThrownBy(this::invoke)
			.withMessageContaining("closed");
	}

	@Test
	void refusesEndpointAndSettingsOutOfRange() {
		LocalFaasProvider provider = provider(this.platform, this.deployer);
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> provider.createExecutor(job(URI.create("http://localhost/x"))))
			.withMessageContaining("blueprint.faas.jobs.square.endpoint");
	}

	@Test
	void isConfiguredOnlyWithPlatformOnClassPath() {
		ApplicationContextRunner runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(LocalFaasAutoConfiguration.class));
		runner.run((context) -> {
			assertThat(context.getBean(LocalFaasProvider.class).name()).isEqualTo("local");
			assertThat(context.getBean(LocalPlatform.class).isRunning()).isFalse();
		});
		runner.withClassLoader(new FilteredClassLoader(EmbeddedPlatform.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(LocalFaasProvider.class));
		runner.withPropertyValues("blueprint.faas.local.max-concurrency=1001")
			.run((context) -> assertThat(context).hasFailed());
	}

	private byte[] invoke() {
		return this.executor.invoke(request(null)).block().payload();
	}

	private FunctionPackage answering(int result) {
		return TestPackages.answering(this.folder, "{\"job_id\":7,\"result\":[%d],\"success\":true}".formatted(result));
	}

	private static LocalPlatform platform(Path directory) {
		return new LocalPlatform(properties(directory), new LocalDirectory(directory, directory, List.of()));
	}

	private static LocalFaasProperties properties(@Nullable Path directory) {
		return new LocalFaasProperties(directory, null, 16, 100, Duration.ofMinutes(5), Duration.ofSeconds(30),
				Duration.ofSeconds(1), DataSize.ofMegabytes(64), DataSize.ofMegabytes(50), DataSize.ofMegabytes(250),
				Duration.ofMinutes(1));
	}

	private static LocalFaasProvider provider(LocalPlatform platform, ScriptDeployer deployer) {
		StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("deployer", deployer));
		LocalFaasProvider provider = new LocalFaasProvider(platform, 5, beans.getBeanProvider(FaasDeployer.class),
				beans.getBeanProvider(PipeLayout.class));
		deployer.provider = provider;
		return provider;
	}

	private static FaasJobDefinition job(@Nullable URI endpoint) {
		return new FaasJobDefinition(KEY, "local", FunctionSettings.DEFAULTS, endpoint, null, WireVersion.V1_0, null,
				Duration.ofSeconds(30), null, false, new Binder());
	}

	private static FaasRequest request(@Nullable Instant deadline) {
		return new FaasRequest(KEY, new byte[] { 5 }, UUID.randomUUID(), deadline, Map.of(), null);
	}

}
