package io.blueprintfaas.azure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.provider.ReadableSize;

/**
 * Brings a package to an app, and follows its deployment to the end.
 */
final class AzureDeployments {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final int SUCCESS = 4;

	private static final List<Integer> RUNNING = List.of(0, 1, 2);

	private static final int MAX_DETAILS = 3;

	private final AzurePlane plane;

	private final AzureDeploymentHost host;

	private final boolean flex;

	AzureDeployments(AzurePlane plane, AzureDeploymentHost host, boolean flex) {
		this.plane = plane;
		this.host = host;
		this.flex = flex;
	}

	// Ends when what was sent is what the app consists of.
	Mono<Void> deploy(FunctionPackage functionPackage) {
		return Mono.defer(() -> {
			this.plane.progress()
				.step("%s: %s".formatted(AzureStep.UPLOADING.text(), ReadableSize.of(functionPackage.size())));
			this.plane.at(AzureStep.UPLOADING);
			return send(functionPackage).retryWhen(this.plane.again(this::isEarly))
				.onErrorMap((failure) -> this.plane.failures().of(AzureStep.UPLOADING, failure));
		}).flatMap(this::follow);
	}

	private Mono<String> send(FunctionPackage functionPackage) {
		return this.flex
				? this.host.send("/api/publish?remoteBuild=false&deployer=blueprint-faas", "application/zip",
						functionPackage)
				: this.host.send("/api/zipdeploy?isAsync=true&deployer=blueprint-faas", "application/octet-stream",
						functionPackage);
	}

	// Another deployment is under way, or the host of a new app is not there yet.
	private boolean isEarly(Throwable failure) {
		AzureError error = AzureError.of(failure);
		if (error.isBusy()) {
			this.plane.progress().step("waiting for another deployment to end");
		}
		return error.isBusy() || error.isNotFound() || AzureError.isPassing(failure);
	}

	private Mono<Void> follow(String path) {
		this.plane.at(AzureStep.FOLLOWING);
		long patience = System.nanoTime() + this.plane.settle().toNanos();
		return this.plane.pace()
			.pause(0)
			.then(look(path).switchIfEmpty(Mono.defer(() -> unknown(path, patience)))
				.filter((record) -> !RUNNING.contains(status(record)))
				.repeatWhenEmpty((tries) -> tries.concatMap((number) -> this.plane.pace().pause(number + 1))))
			.flatMap((record) -> (status(record) == SUCCESS) ? Mono.<Void>empty() : failed(path, record));
	}

	private Mono<JsonNode> unknown(String path, long patience) {
		return (System.nanoTime() < patience) ? Mono.empty()
				: Mono.error(() -> this.plane.failures()
					.of(AzureStep.FOLLOWING,
							"host %s knows nothing of deployment %s; deploy again".formatted(this.host.host(), path)));
	}

	// What is known of the deployment; at first it may not be known at all.
	private Mono<JsonNode> look(String path) {
		return Mono.defer(() -> this.host.get(path))
			.retryWhen(this.plane.again(AzureError::isPassing))
			.onErrorMap((failure) -> this.plane.failures().of(AzureStep.FOLLOWING, failure))
			.map((text) -> LenientJson.read(text.getBytes(StandardCharsets.UTF_8)))
			.doOnNext((record) -> this.plane.progress()
				.step("%s: %s".formatted(AzureStep.FOLLOWING.text(), describe(status(record)))));
	}

	// A record that does not say is one of a deployment that has not begun.
	private static int status(JsonNode record) {
		Long status = LenientJson.number(record, "status");
		return (status != null) ? status.intValue() : 0;
	}

	private Mono<Void> failed(String path, JsonNode record) {
		return log(path).defaultIfEmpty("")
			.onErrorResume((failure) -> Mono.just("its log cannot be read: " + AzureError.of(failure).describe()))
			.flatMap((log) -> Mono.error(failure(record, log)));
	}

	private FaasDeploymentException failure(JsonNode record, String log) {
		List<String> said = new ArrayList<>();
		said.add(String.valueOf(LenientJson.text(record, "status_text")));
		said.add(log);
		said.removeIf((text) -> text.isBlank() || text.equals("null"));
		String text = said.isEmpty() ? "Azure says nothing more" : HttpFailures.shorten(String.join("; ", said));
		return this.plane.failures()
			.of(AzureStep.FOLLOWING, "the deployment %s: %s; its log is 'Deployment Center' of app %s in the portal"
				.formatted(describe(status(record)), text, this.plane.app()));
	}

	private Mono<String> log(String path) {
		String base = (path.indexOf('?') >= 0) ? path.substring(0, path.indexOf('?')) : path;
		return entries(base + "/log").collectList().flatMap((entries) -> {
			List<String> details = entries.stream()
				.map((entry) -> AzureDeploymentHost.path(LenientJson.text(entry, "details_url")))
				.filter((each) -> each != null)
				.toList();
			Flux<JsonNode> shown = details.isEmpty() ? Flux.fromIterable(entries)
					: Flux.fromIterable(details.subList(Math.max(0, details.size() - MAX_DETAILS), details.size()))
						.concatMap(this::entries);
			return shown.map((entry) -> String.valueOf(LenientJson.text(entry, "message")))
				.filter((message) -> !message.isBlank() && !message.equals("null"))
				.collectList()
				.map((messages) -> String.join("; ", messages));
		});
	}

	private Flux<JsonNode> entries(@Nullable String path) {
		return this.host.get(String.valueOf(path)).flatMapIterable((text) -> {
			try {
				List<JsonNode> entries = new ArrayList<>();
				MAPPER.readTree(text).forEach(entries::add);
				return entries;
			}
			catch (JacksonException ex) {
				// No list of entries: then there is nothing to show
				return List.of();
			}
		});
	}

	private static String describe(int status) {
		return switch (status) {
			case 0 -> "is pending";
			case 1 -> "is building";
			case 2 -> "is under way";
			case 3 -> "has failed";
			case SUCCESS -> "has succeeded";
			case 5 -> "was given up because of another one";
			case 6 -> "has succeeded in part only";
			case -1 -> "was cancelled";
			default -> "ended with status " + status;
		};
	}

}
