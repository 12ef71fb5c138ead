package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.provider.ReadableSize;

/**
 * Makes a function what it should be. Looking comes first each time, so that it can be
 * run again after a conflict.
 */
final class OpenWhiskUpdate {

	private static final int LOOKS = 5;

	private final OpenWhiskControlPlane plane;

	private final OpenWhiskOwnership ownership;

	private final OpenWhiskRollout rollout;

	private final OpenWhiskPackages packages;

	private final Mono<Void> runtime;

	OpenWhiskUpdate(OpenWhiskControlPlane plane, OpenWhiskOwnership ownership, OpenWhiskRollout rollout) {
		this.plane = plane;
		this.ownership = ownership;
		this.rollout = rollout;
		this.packages = new OpenWhiskPackages(plane);
		this.runtime = Mono.defer(() -> new OpenWhiskRuntimes(plane).check(rollout)).cache();
	}

	// The function as it is afterwards.
	Mono<OpenWhiskState> run() {
		return Mono.defer(() -> {
			this.rollout.step(OpenWhiskStep.LOOKING);
			return this.plane.find(OpenWhiskStep.LOOKING).flatMap(this::update).switchIfEmpty(Mono.defer(this::create));
		}).retryWhen(this.plane.inTurn(this.rollout.progress()));
	}

	private Mono<OpenWhiskState> update(OpenWhiskState found) {
		this.ownership.check(OpenWhiskStep.LOOKING, this.plane.action(), found);
		return this.rollout.isDone(found) ? Mono.just(found) : this.runtime.then(Mono.defer(() -> put(found)));
	}

	private Mono<OpenWhiskState> create() {
		return this.runtime.then(Mono.defer(() -> this.packages.prepare(this.rollout)))
			.then(Mono.defer(() -> put(null)));
	}

	private Mono<OpenWhiskState> put(@Nullable OpenWhiskState found) {
		ObjectNode rest = rest(found);
		return Mono.fromCallable(() -> this.rollout.code().request(this.rollout.configuration().exec(), rest))
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap(IOException.class,
					(ex) -> this.plane.failures().of(OpenWhiskStep.CHECKING, "the code cannot be read: " + ex, ex))
			.flatMap((body) -> {
				this.rollout.step(OpenWhiskStep.UPLOADING, "%s of %s".formatted(
						this.plane.action(), ReadableSize.of(DataSize.ofBytes(body.length))));
				return this.plane.put(() -> body);
			})
			.doOnSuccess((stored) -> this.rollout.changed().set(true))
			.then(Mono.defer(this::confirm));
	}

	private ObjectNode rest(@Nullable OpenWhiskState found) {
		Map<String, JsonNode> known = (found != null) ? found.annotations() : Map.of();
		ArrayNode annotations = OpenWhiskAnnotations.wanted(known, this.rollout.configuration().annotations(),
				own(found));
		ArrayNode unwanted = OpenWhiskAnnotations.unwanted(known, annotations);
		ObjectNode rest = JsonNodeFactory.instance.objectNode();
		rest.set("limits", this.rollout.configuration().limits());
		rest.set("parameters", this.rollout.configuration().parameters());
		rest.set("annotations", annotations);
		if (!unwanted.isEmpty()) {
			rest.set("delAnnotations", unwanted);
		}
		return rest;
	}

	private Map<String, String> own(@Nullable OpenWhiskState found) {
		Map<String, String> own = new HashMap<>();
		if (found == null || this.ownership.isOurs(found)) {
			own.put(OpenWhiskAnnotations.JOB, this.ownership.mark());
		}
		if (this.rollout.sha256() != null) {
			own.put(OpenWhiskAnnotations.PACKAGE, this.rollout.sha256());
		}
		own.put(OpenWhiskAnnotations.SETTINGS, this.rollout.configuration().sha256());
		return own;
	}

	// What was stored is what serves the next call, but it may be read from elsewhere.
	private Mono<OpenWhiskState> confirm() {
		this.rollout.step(OpenWhiskStep.CONFIRMING);
		return this.plane.find(OpenWhiskStep.CONFIRMING)
			.filter(this.rollout::isDone)
			.repeatWhenEmpty(LOOKS, (tries) -> tries.take(LOOKS - 1).concatMap(this.plane::pause))
			.switchIfEmpty(Mono.error(() -> this.plane.failures()
				.of(OpenWhiskStep.CONFIRMING,
						"function %s does not show what was uploaded; somebody else may have changed it: deploy again"
							.formatted(this.plane.action()))));
	}

}
