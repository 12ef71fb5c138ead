package io.blueprintfaas.openwhisk;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.FaasDeploymentException;

/**
 * The package that functions are in: made when it is missing, and removed when
 * deployments made it and it is empty.
 */
final class OpenWhiskPackages {

	private static final Log logger = LogFactory.getLog(OpenWhiskPackages.class);

	private final OpenWhiskControlPlane plane;

	OpenWhiskPackages(OpenWhiskControlPlane plane) {
		this.plane = plane;
	}

	Mono<Void> prepare(OpenWhiskRollout rollout) {
		String name = this.plane.action().packageName();
		if (name == null) {
			return Mono.empty();
		}
		return this.plane.findPackage(OpenWhiskStep.PREPARING).switchIfEmpty(Mono.defer(() -> {
			rollout.step(OpenWhiskStep.PREPARING, "'%s'".formatted(name));
			return this.plane.putPackage(OpenWhiskPackages::body);
		})).then();
	}

	Mono<Void> tidy() {
		if (this.plane.action().packageName() == null) {
			return Mono.empty();
		}
		return this.plane.findPackage(OpenWhiskStep.REMOVING_PACKAGE)
			.filter(OpenWhiskPackages::isEmptyAndOurs)
			.flatMap((found) -> this.plane.deletePackage())
			.then()
			.onErrorResume(FaasDeploymentException.class, this::leave);
	}

	// The function itself is gone.
	private Mono<Void> leave(FaasDeploymentException failure) {
		boolean used = failure.getCause() instanceof OpenWhiskRefusal refusal
				&& (refusal.isConflict() || refusal.isNotFound());
		if (!used) {
			logger.warn("The package of function %s is left over: %s".formatted(this.plane.action(),
					failure.getMessage()));
		}
		return Mono.empty();
	}

	private static boolean isEmptyAndOurs(JsonNode found) {
		JsonNode made = OpenWhiskAnnotations.read(found.path("annotations")).get(OpenWhiskAnnotations.MADE);
		return made != null && made.asBoolean(false) && found.path("actions").isArray()
				&& found.path("actions").isEmpty() && found.path("feeds").isEmpty();
	}

	private static byte[] body() {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.set("annotations", OpenWhiskAnnotations.write(Map.of(OpenWhiskAnnotations.MADE, BooleanNode.TRUE)));
		return body.toString().getBytes(StandardCharsets.UTF_8);
	}

}
