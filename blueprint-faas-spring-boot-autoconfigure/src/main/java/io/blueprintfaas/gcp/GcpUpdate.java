package io.blueprintfaas.gcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.google.cloud.functions.v2.Environment;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.StorageSource;
import com.google.cloud.functions.v2.UpdateFunctionRequest;
import com.google.longrunning.Operation;
import reactor.core.publisher.Mono;

/**
 * Makes a function what it should be: creates it, or updates what differs, followed to
 * the end. Looking comes first each time, so that it can be run again after a conflict;
 * the package is uploaded once.
 */
final class GcpUpdate {

	private static final String SOURCE = "build_config.source";

	private final GcpControlPlane plane;

	private final GcpOwnership ownership;

	private final GcpRollout rollout;

	private final GcpRequests requests;

	private final Mono<StorageSource> source;

	GcpUpdate(GcpControlPlane plane, GcpOwnership ownership, GcpStaging staging, GcpRollout rollout) {
		this.plane = plane;
		this.ownership = ownership;
		this.rollout = rollout;
		this.requests = new GcpRequests(plane.function(), rollout.configuration());
		this.source = staging.stage(plane, rollout).cache();
	}

	// The function as it is afterwards.
	Mono<GcpState> run() {
		return Mono.defer(() -> {
			this.rollout.looking(GcpStep.LOOKING);
			return this.plane.settled(GcpStep.LOOKING, this.rollout.progress())
				.flatMap(this::update)
				.switchIfEmpty(Mono.defer(this::create));
		}).retryWhen(this.plane.inTurn(this.rollout.progress()));
	}

	// What an update would change, for people; empty if there is no function.
	Mono<List<String>> differences() {
		return this.plane.find(GcpStep.LOOKING).map((found) -> {
			Function wanted = this.requests.wanted(GcpLabels.wanted(this.rollout, this.ownership, found), found);
			List<String> differing = paths(found, wanted);
			// Labels tell of the package and the settings too
			return differing.stream()
				.filter((path) -> !("labels".equals(path) && differing.size() > 1))
				.map((path) -> SOURCE.equals(path) ? "package" : path.substring(path.indexOf('.') + 1))
				.toList();
		});
	}

	private Mono<GcpState> create() {
		Map<String, String> labels = GcpLabels.wanted(this.rollout, this.ownership, null);
		Function wanted = this.requests.wanted(labels, null);
		return this.source.flatMap((code) -> {
			this.rollout.trying(GcpStep.CREATING, this.plane.function().name());
			return this.plane.change(GcpStep.CREATING, FunctionServiceClient::createFunctionCallable,
					this.requests.create(wanted, code));
		}).flatMap((operation) -> follow(GcpStep.CREATING, operation));
	}

	private Mono<GcpState> update(GcpState found) {
		check(found);
		Function wanted = this.requests.wanted(GcpLabels.wanted(this.rollout, this.ownership, found), found);
		List<String> paths = paths(found, wanted);
		if (paths.isEmpty()) {
			return Mono.just(found);
		}
		return (paths.contains(SOURCE) ? this.source.map((code) -> this.requests.update(wanted, code, paths))
				: Mono.fromSupplier(() -> this.requests.update(wanted, null, paths)))
			.flatMap(this::update);
	}

	private Mono<GcpState> update(UpdateFunctionRequest request) {
		this.rollout.trying(GcpStep.UPDATING, String.join(", ", request.getUpdateMask().getPathsList()));
		return this.plane.change(GcpStep.UPDATING, FunctionServiceClient::updateFunctionCallable, request)
			.flatMap((operation) -> follow(GcpStep.UPDATING, operation));
	}

	private Mono<GcpState> follow(GcpStep step, Operation operation) {
		return this.plane.follow(step, operation, this.rollout.progress())
			.doOnSuccess((ended) -> this.rollout.done())
			.flatMap((ended) -> confirm());
	}

	private void check(GcpState found) {
		this.ownership.check(GcpStep.LOOKING, found);
		if (found.function().getEnvironment() == Environment.GEN_1) {
			throw this.plane.failures()
				.of(GcpStep.LOOKING,
						"function '%s' is of the first generation, which cannot be updated; remove it, or use another name"
							.formatted(found.function().getName()));
		}
	}

	// After a failure GCP may show what was sent, but not run it: then the package, which
	// has it built again with all of its settings.
	private List<String> paths(GcpState found, Function wanted) {
		List<String> paths = new ArrayList<>(GcpComparison.differences(found, wanted));
		if (!found.runs(this.rollout.functionPackage())) {
			paths.add(SOURCE);
		}
		return paths;
	}

	private Mono<GcpState> confirm() {
		return this.plane.settled(GcpStep.CONFIRMING, this.rollout.progress())
			.switchIfEmpty(Mono.error(() -> this.plane.failures()
				.of(GcpStep.CONFIRMING, "it is gone; somebody else may have removed it: deploy again")))
			.doOnNext((found) -> {
				if (!found.isActive()) {
					throw this.plane.failures()
						.of(GcpStep.CONFIRMING, "it is %s; correct that, and deploy again".formatted(found.describe()));
				}
			});
	}

}
