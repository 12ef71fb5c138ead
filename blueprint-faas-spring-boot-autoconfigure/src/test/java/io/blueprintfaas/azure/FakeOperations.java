package io.blueprintfaas.azure;

import java.util.HashMap;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * Operations of the resource manager that end after some looks.
 */
final class FakeOperations {

	private static final String PATH = "/subscriptions/%s/providers/microsoft.fake/operations/";

	private final Map<String, Operation> running = new HashMap<>();

	private final FakeTroubles troubles;

	FakeOperations(FakeTroubles troubles) {
		this.troubles = troubles;
	}

	// Does it at once, or answers with an operation that does it at its end.
	StubAnswer begin(StubAnswer done, Runnable action) {
		if (this.troubles.operationLooks == 0) {
			action.run();
			return done;
		}
		String id = Integer.toString(this.running.size() + 1);
		this.running.put(id, new Operation(this.troubles.operationLooks, action));
		String address = "https://management.azure.com%s%s?api-version=2024-01-01"
			.formatted(PATH.formatted(FakeAzure.SUBSCRIPTION), id);
		return new StubAnswer(202, done.headers(), done.body()).with("Azure-AsyncOperation", address)
			.with("Location", address);
	}

	boolean isBusy() {
		return this.running.values().stream().anyMatch((operation) -> operation.left > 0);
	}

	boolean handles(FakeRequest request) {
		return request.path().startsWith(PATH.formatted(FakeAzure.SUBSCRIPTION));
	}

	StubAnswer look(FakeRequest request) {
		Operation operation = this.running.get(request.path().substring(request.path().lastIndexOf('/') + 1));
		if (operation.left > 0 && --operation.left == 0) {
			operation.action.run();
		}
		ObjectNode body = FakeJson.object().put("status", (operation.left > 0) ? "InProgress" : "Succeeded");
		return FakeJson.answer((operation.left > 0) ? 202 : 200, body);
	}

	/**
	 * An operation.
	 */
	private static final class Operation {

		private final Runnable action;

		private int left;

		Operation(int left, Runnable action) {
			this.left = left;
			this.action = action;
		}

	}

}
