package io.blueprintfaas.dashboard;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasLifecycle;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;
import io.blueprintfaas.deployment.FaasPlan;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.FaasProvider;

/**
 * A provider that answers 42, and what deploys to it: a deployment ends when it is told
 * to.
 */
class TestCloud implements FaasProvider, FaasDeployer {

	static final String SECRET = "planted-secret-value";

	final List<String> asked = new CopyOnWriteArrayList<>();

	final Sinks.One<String> endOfDeployment = Sinks.one();

	final Map<String, FaasStatus> statuses = new ConcurrentHashMap<>();

	@Override
	public String name() {
		return "cloud";
	}

	@Override
	public FaasExecutor createExecutor(FaasJobDefinition job) {
		return new FaasExecutor() {

			@Override
			public Mono<FaasResponse> invoke(FaasRequest request) {
				return Mono.just(new FaasResponse(new byte[] { '4', '2' }, FaasMetrics.NONE));
			}

			@Override
			public Mono<FaasStatus> status() {
				return Mono.just(TestCloud.this.statuses.getOrDefault(job.key().name(), FaasStatus.available()));
			}

			@Override
			public String provider() {
				return "cloud";
			}

		};
	}

	@Override
	public FaasLifecycle createLifecycle(FaasJobDefinition job) {
		throw new IllegalStateException("Nothing is deployed here");
	}

	@Override
	public PackageLayout packageLayout(FaasJobDefinition job) {
		throw new IllegalStateException("Nothing is packaged here");
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, String provider, FaasProgress progress) {
		this.asked.add("deploy " + job);
		progress.step("packaging the application");
		progress.step("uploading 21.4 MB, as " + SECRET);
		return this.endOfDeployment.asMono().thenReturn(found(job));
	}

	@Override
	public Flux<FaasDeployment> deployments(String job) {
		return Flux.just(found(job));
	}

	@Override
	public Mono<Integer> warm(String job) {
		this.asked.add("warm " + job);
		return Mono.just(2);
	}

	@Override
	public Mono<Boolean> undeploy(String job) {
		this.asked.add("undeploy " + job);
		return Mono.just(true);
	}

	private static FaasDeployment found(String job) {
		return new FaasDeployment(new JobKey(1, job), "cloud", "picture-service-" + job, "active", true,
				URI.create("https://user:%s@functions.example.com/picture-service-%s?code=%1$s".formatted(SECRET, job)),
				"7f3a90c4".repeat(8), DataSize.ofKilobytes(21_914), DataSize.ofMegabytes(1024), Duration.ofSeconds(30),
				Duration.ofMillis(874), Instant.parse("2026-01-14T09:41:00Z"));
	}

	@Override
	public List<JobKey> jobs() {
		throw new UnsupportedOperationException();
	}

	@Override
	public List<String> providers(String job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, FaasProgress progress) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<FaasDeployment> deployAll(FaasProgress progress) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FaasStatus> status(String job) {
		throw new UnsupportedOperationException();
	}

	@Override
	public FaasLifecycle lifecycle(String job, String provider) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FunctionPackage> pack(String job, String provider) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FaasPlan> plan(String job, String provider) {
		throw new UnsupportedOperationException();
	}

}
