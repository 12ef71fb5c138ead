package io.blueprintfaas.aws;

import java.util.Map;

import com.sun.net.httpserver.HttpExchange;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of Lambda a request stands for, by method and path.
 */
final class FakeLambdaOperations {

	private static final Map<String, String> BELOW_FUNCTION = Map.ofEntries(Map.entry("PUT code", "UpdateFunctionCode"),
			Map.entry("PUT configuration", "UpdateFunctionConfiguration"), Map.entry("POST versions", "PublishVersion"),
			Map.entry("GET versions", "ListVersionsByFunction"), Map.entry("POST aliases", "CreateAlias"),
			Map.entry("GET aliases", "ListAliases"), Map.entry("PUT aliases/", "UpdateAlias"),
			Map.entry("GET aliases/", "GetAlias"), Map.entry("DELETE aliases/", "DeleteAlias"),
			Map.entry("PUT concurrency", "PutFunctionConcurrency"),
			Map.entry("DELETE concurrency", "DeleteFunctionConcurrency"),
			Map.entry("PUT provisioned-concurrency", "PutProvisionedConcurrencyConfig"),
			Map.entry("DELETE provisioned-concurrency", "DeleteProvisionedConcurrencyConfig"),
			Map.entry("GET event-invoke-config", "GetFunctionEventInvokeConfig"),
			Map.entry("PUT event-invoke-config", "PutFunctionEventInvokeConfig"),
			Map.entry("POST event-invoke-config", "UpdateFunctionEventInvokeConfig"),
			Map.entry("DELETE event-invoke-config", "DeleteFunctionEventInvokeConfig"),
			Map.entry("POST invocations", "Invoke"));

	private static final Map<String, Integer> STATUS = Map.of("CreateFunction", 201, "PublishVersion", 201,
			"CreateAlias", 201, "PutProvisionedConcurrencyConfig", 202, "DeleteFunction", 204, "TagResource", 204,
			"UntagResource", 204, "DeleteAlias", 204, "DeleteFunctionConcurrency", 204,
			"DeleteProvisionedConcurrencyConfig", 204);

	private FakeLambdaOperations() {
	}

	static String name(HttpExchange exchange) {
		String method = exchange.getRequestMethod();
		String path = exchange.getRequestURI().getPath();
		if (path.matches("/[0-9-]+/tags/.*")) {
			return method.equals("POST") ? "TagResource" : "UntagResource";
		}
		String below = FakeLambdaControlPlane.matcher(exchange).group(2);
		if (below == null) {
			return onFunction(method, FakeLambdaControlPlane.matcher(exchange).group(1));
		}
		if (method.equals("GET") && below.equals("provisioned-concurrency")) {
			return exchange.getRequestURI().getRawQuery().contains("List=ALL") ? "ListProvisionedConcurrencyConfigs"
					: "GetProvisionedConcurrencyConfig";
		}
		boolean item = FakeLambdaControlPlane.matcher(exchange).group(3) != null;
		return BELOW_FUNCTION.getOrDefault(method + " " + below + (item ? "/" : ""), "Unknown");
	}

	static int status(String operation) {
		return STATUS.getOrDefault(operation, 200);
	}

	private static String onFunction(String method, @Nullable String name) {
		if (name == null) {
			return "CreateFunction";
		}
		return method.equals("GET") ? "GetFunction" : "DeleteFunction";
	}

}
