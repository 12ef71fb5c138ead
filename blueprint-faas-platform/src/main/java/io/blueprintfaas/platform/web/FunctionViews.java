package io.blueprintfaas.platform.web;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.server.ServerRequest;

import io.blueprintfaas.platform.deployment.Deployment;
import io.blueprintfaas.platform.function.FunctionState;

/**
 * The JSON objects of the specification. Values of environment variables are in none of
 * them.
 */
final class FunctionViews {

	private static final String FUNCTION_ID = "function_id";

	private static final String STATUS = "status";

	private FunctionViews() {
	}

	static Map<String, Object> status(String functionId, String status) {
		Map<String, Object> view = new LinkedHashMap<>();
		view.put(FUNCTION_ID, functionId);
		view.put(STATUS, status);
		return view;
	}

	static Map<String, Object> deployment(ServerRequest request, FunctionState state) {
		Deployment deployment = state.deployment();
		Map<String, Object> view = new LinkedHashMap<>();
		view.put(FUNCTION_ID, deployment.functionId());
		view.put("endpoint", endpoint(request, deployment.functionId()));
		view.put(STATUS, "deployed");
		view.put("cold_start_ms", (state.coldStart() != null) ? Long.valueOf(state.coldStart().toMillis()) : null);
		view.put("memory_mb", deployment.config().memoryMb());
		view.put("timeout_secs", deployment.config().timeoutSecs());
		view.put("max_concurrency", deployment.config().maxConcurrency());
		view.put("keep_warm", deployment.config().keepWarm());
		view.put("keep_alive", deployment.keepAlive());
		view.put("deployed_at", deployment.deployedAt().toString());
		view.put("binary_size_bytes", deployment.size());
		view.put("sha256", deployment.sha256());
		view.put("config_sha256", deployment.configSha256());
		return view;
	}

	private static String endpoint(ServerRequest request, String functionId) {
		return request.uriBuilder()
			.replacePath("/api/functions/{id}/invoke")
			.replaceQuery(null)
			.build(functionId)
			.toString();
	}

	static Map<String, Object> health(FunctionState state) {
		Map<String, Object> view = status(state.deployment().functionId(),
				(state.startFailure() != null) ? "unhealthy" : "healthy");
		if (state.startFailure() != null) {
			view.put("error", state.startFailure());
		}
		view.put("last_invocation", text(state.lastInvocation()));
		view.put("total_invocations", state.totalInvocations());
		return view;
	}

	private static @Nullable String text(@Nullable Instant instant) {
		return (instant != null) ? instant.toString() : null;
	}

}
