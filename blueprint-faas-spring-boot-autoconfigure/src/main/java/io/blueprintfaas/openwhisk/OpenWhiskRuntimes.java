package io.blueprintfaas.openwhisk;

import java.util.Set;
import java.util.TreeSet;

import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import io.blueprintfaas.http.LenientJson;

/**
 * The runtimes of a platform, as far as it tells them.
 */
final class OpenWhiskRuntimes {

	private final OpenWhiskControlPlane plane;

	OpenWhiskRuntimes(OpenWhiskControlPlane plane) {
		this.plane = plane;
	}

	// Fails if the platform tells its runtimes and this is none of them.
	Mono<Void> check(OpenWhiskRollout rollout) {
		String kind = rollout.configuration().kind();
		if (OpenWhiskKindRules.BLACKBOX.equals(kind)) {
			return Mono.empty();
		}
		rollout.step(OpenWhiskStep.CHOOSING, kind);
		return this.plane.describe().doOnNext((platform) -> check(kind, platform.path("runtimes"))).then();
	}

	private void check(String kind, JsonNode runtimes) {
		Set<String> kinds = new TreeSet<>();
		Set<String> languages = new TreeSet<>();
		runtimes.forEachEntry((language, versions) -> {
			languages.add(language);
			versions.forEach((version) -> {
				String name = LenientJson.text(version, "kind");
				if (name != null && !version.path("deprecated").asBoolean(false)) {
					kinds.add(name);
				}
			});
		});
		String[] parts = kind.split(":", 2);
		boolean byDefault = "default".equals(parts[1]) && languages.contains(parts[0]);
		if (!kinds.isEmpty() && !kinds.contains(kind) && !byDefault) {
			throw this.plane.failures()
				.of(OpenWhiskStep.CHOOSING, "the platform has no runtime '%s', only %s; correct the job's 'kind'"
					.formatted(kind, String.join(", ", kinds)));
		}
	}

}
