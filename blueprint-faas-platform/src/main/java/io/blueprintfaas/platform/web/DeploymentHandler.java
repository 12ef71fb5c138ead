package io.blueprintfaas.platform.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.platform.deployment.ConfigHeader;
import io.blueprintfaas.platform.deployment.GivenConfig;
import io.blueprintfaas.platform.deployment.Uploads;
import io.blueprintfaas.platform.error.PlatformException;
import io.blueprintfaas.platform.function.FunctionState;
import io.blueprintfaas.platform.function.Functions;

/**
 * Deploys, inspects, warms and deletes functions.
 */
final class DeploymentHandler {

	private static final String REPLACE = "X-Blueprint-Replace";

	private static final int MOST_LINES = 10_000;

	private final Functions functions;

	DeploymentHandler(Functions functions) {
		this.functions = functions;
	}

	Mono<ServerResponse> deploy(ServerRequest request) {
		String id = FunctionIds.of(request);
		GivenConfig config = ConfigHeader.read(request.headers().firstHeader(ConfigHeader.NAME));
		boolean replace = Boolean.parseBoolean(request.headers().firstHeader(REPLACE));
		Uploads uploads = this.functions.uploads();
		Path upload = uploads.next();
		return RequestBodies.save(request, uploads.limit(), upload)
			.flatMap((file) -> blocking(() -> this.functions.deploy(id, file, config, replace)))
			.doOnError((ex) -> uploads.drop(upload))
			.doOnCancel(() -> uploads.drop(upload))
			.flatMap((state) -> JsonAnswers.ok(deployed(request, state)));
	}

	private Map<String, Object> deployed(ServerRequest request, FunctionState state) {
		Map<String, Object> body = FunctionViews.deployment(request, state);
		body.put("changed", state.changed());
		return body;
	}

	Mono<ServerResponse> find(ServerRequest request) {
		return JsonAnswers.ok(FunctionViews.deployment(request, this.functions.find(FunctionIds.of(request))));
	}

	Mono<ServerResponse> list(ServerRequest request) {
		List<Map<String, Object>> all = this.functions.list()
			.stream()
			.map((state) -> FunctionViews.deployment(request, state))
			.toList();
		return JsonAnswers.ok(Map.of("functions", all));
	}

	Mono<ServerResponse> delete(ServerRequest request) {
		String id = FunctionIds.of(request);
		return blocking(() -> {
			this.functions.delete(id);
			return FunctionViews.status(id, "deleted");
		}).flatMap(JsonAnswers::ok);
	}

	Mono<ServerResponse> warm(ServerRequest request) {
		String id = FunctionIds.of(request);
		return blocking(() -> {
			Map<String, Object> body = FunctionViews.status(id, "warm");
			body.put("instances_warmed", this.functions.warm(id));
			return body;
		}).flatMap(JsonAnswers::ok);
	}

	Mono<ServerResponse> health(ServerRequest request) {
		FunctionState state = this.functions.find(FunctionIds.of(request));
		int status = (state.startFailure() != null) ? 503 : 200;
		return JsonAnswers.of(status, FunctionViews.health(state), (headers) -> {
		});
	}

	Mono<ServerResponse> platformHealth(ServerRequest request) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("status", this.functions.isClosing() ? "unhealthy" : "healthy");
		return JsonAnswers.of(this.functions.isClosing() ? 503 : 200, body, (headers) -> {
		});
	}

	Mono<ServerResponse> log(ServerRequest request) {
		String id = FunctionIds.of(request);
		int lines = request.queryParam("tail").map(DeploymentHandler::lines).orElse(100);
		return blocking(() -> this.functions.log(id, lines))
			.flatMap((text) -> JsonAnswers.bytes(200, new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8),
					text.getBytes(StandardCharsets.UTF_8), (headers) -> {
					}));
	}

	private static int lines(String text) {
		if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > MOST_LINES) {
			throw PlatformException.badRequest("BAD_TAIL",
					"'tail' must be from 1 to %d, but is '%s'".formatted(MOST_LINES, text));
		}
		return Integer.parseInt(text);
	}

	private static <T> Mono<T> blocking(Callable<T> work) {
		return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
	}

}
