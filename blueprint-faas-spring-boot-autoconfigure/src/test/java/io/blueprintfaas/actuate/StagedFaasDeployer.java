package io.blueprintfaas.actuate;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasProgress;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;

/**
 * A deployer that finishes when it is told to, and notes what it was asked.
 */
class StagedFaasDeployer implements FaasDeployer {

	static final String ENDPOINT = "https://user:planted-password@functions.example.com/thumbnail?code=planted-code";

	final List<String> asked = new CopyOnWriteArrayList<>();

	private volatile Mono<Void> end = Mono.empty();

	private volatile Flux<FaasDeployment> deployments = Flux.just(deployment("local", false));

	// What everything that is asked for waits for, or fails with.
	void ends(Mono<Void> next) {
		this.end = next;
	}

	void finds(Flux<FaasDeployment> next) {
		this.deployments = next;
	}

	@Override
	public Mono<FaasDeployment> deploy(String job, String provider, FaasProgress progress) {
		return asked("deploy %s at %s".formatted(job, provider)).doOnSubscribe((subscription) -> {
			progress.step("packaging");
			progress.step("uploading 21.4 MB");
		}).then(this.end).thenReturn(deployment(provider, true));
	}

	@Override
	public Flux<FaasDeployment> deployments(String job) {
		return asked("deployments " + job).thenMany(Flux.defer(() -> this.deployments));
	}

	@Override
	public Mono<Integer> warm(String job) {
		return asked("warm " + job).then(this.end).thenReturn(3);
	}

	@Override
	public Mono<Boolean> undeploy(String job) {
		return asked("undeploy " + job).then(this.end).thenReturn(true);
	}

	private Mono<Void> asked(String what) {
		return Mono.fromRunnable(() -> this.asked.add(what));
	}

	private static FaasDeployment deployment(String provider, boolean changed) {
		return new FaasDeployment(new JobKey(1, "thumbnail"), provider, "thumbnail", "deployed", changed,
				URI.create(ENDPOINT), "ab".repeat(32), DataSize.ofKilobytes(21_914), DataSize.ofMegabytes(768),
				Duration.ofSeconds(30), Duration.ofMillis(2701), Instant.parse("2026-01-01T10:00:00Z"));
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

}
