package io.blueprintfaas.openwhisk;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * What each request of the interface does.
 */
final class FakeWhiskApi {

	private final FakeOpenWhisk whisk;

	private final FakeWhiskEntities entities;

	private final FakeWhiskActivations activations;

	FakeWhiskApi(FakeOpenWhisk whisk, FakeWhiskEntities entities, FakeWhiskActivations activations) {
		this.whisk = whisk;
		this.entities = entities;
		this.activations = activations;
	}

	Mono<StubAnswer> answer(FakeWhiskRequest request) {
		if ("POST action".equals(request.operation())) {
			return this.activations.invoke(request, this.entities.action(request.name()),
					this.entities.stored(request.name()), this.whisk.limits(), this.whisk.handOver());
		}
		return Mono.just(StubAnswer.json(200, result(request).toString()));
	}

	private JsonNode result(FakeWhiskRequest request) {
		return switch (request.operation()) {
			case "GET api" -> description();
			case "GET namespaces" -> FakeWhiskEntities.MAPPER.createArrayNode().add(this.whisk.namespace());
			case "GET limits" -> limits();
			case "GET packages" -> this.entities.packages();
			case "GET package" -> this.entities.getPackage(request.name());
			case "PUT package" ->
				this.entities.putPackage(request.name(), request.json(), request.is("overwrite", false));
			case "DELETE package" -> this.entities.deletePackage(request.name(), request.is("force", false));
			case "GET actions" -> this.entities.actions();
			case "GET action" -> action(request);
			case "PUT action" -> this.entities.putAction(request.name(), request.json(), request.is("overwrite", false),
					this.whisk.limits());
			case "DELETE action" -> this.entities.deleteAction(request.name());
			default -> activation(request);
		};
	}

	private JsonNode activation(FakeWhiskRequest request) {
		if ("GET activations".equals(request.operation())) {
			return this.activations.list(request.number("limit", 30), request.number("skip", 0));
		}
		ObjectNode whole = this.activations.record(request.path().get(5));
		return switch (request.operation()) {
			case "GET activation logs" -> FakeWhiskEntities.MAPPER.createObjectNode().set("logs", whole.path("logs"));
			case "GET activation result" -> whole.path("response");
			default -> whole;
		};
	}

	private JsonNode action(FakeWhiskRequest request) {
		ObjectNode stored = this.entities.stored(request.name());
		return request.is("code", true) ? stored : FakeWhiskEntities.withoutCode(stored);
	}

	private JsonNode description() {
		ObjectNode description = FakeWhiskEntities.MAPPER.createObjectNode().put("description", "OpenWhisk API");
		description.putArray("api_paths").add("/api/v1");
		ObjectNode runtimes = description.putObject("runtimes");
		this.whisk.limits().kinds().forEach((language, kinds) -> {
			ArrayNode all = runtimes.putArray(language);
			kinds.forEach((kind) -> all.addObject()
				.put("kind", kind)
				.put("default", kind.equals(kinds.get(kinds.size() - 1)))
				.put("deprecated", false));
		});
		return description;
	}

	private JsonNode limits() {
		FakeWhiskLimits limits = this.whisk.limits();
		return FakeWhiskEntities.MAPPER.createObjectNode()
			.put("invocationsPerMinute", limits.perMinute())
			.put("concurrentInvocations", limits.concurrent())
			.put("minActionMemory", limits.leastMemory())
			.put("maxActionMemory", limits.mostMemory())
			.put("minActionTimeout", limits.leastTimeout())
			.put("maxActionTimeout", limits.mostTimeout());
	}

}
