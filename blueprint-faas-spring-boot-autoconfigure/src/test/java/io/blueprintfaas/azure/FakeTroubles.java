package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.http.StubAnswer;

/**
 * What goes wrong at {@link FakeAzure}, as a test wants it.
 */
final class FakeTroubles {

	private final List<Refusal> refusals = new ArrayList<>();

	/** How often an operation of the resource manager is looked at before it ends. */
	int operationLooks;

	/** How often a deployment is looked at before it ends. */
	int deploymentLooks = 2;

	/** How often a deployment is not known yet when it is looked at. */
	int unknownLooks;

	/** Status that deployments end with: 4 is success. */
	int deploymentEnd = 4;

	/** What the log of a deployment says of its failure. */
	String deploymentLog = "Package deployment failed: bad zip";

	/** Whether the host finds the functions of what is deployed. */
	boolean indexing = true;

	/** How often functions are not listed yet when they are looked at. */
	int indexingLooks;

	/** How many requests an app does not answer after a change, and with what. */
	int coldRequests;

	int coldStatus = 503;

	/** Run before each request. */
	Consumer<FakeRequest> before = (request) -> {
	};

	// Answers requests whose label begins so with something else, some times.
	void refuse(String label, int times, StubAnswer answer) {
		this.refusals.add(new Refusal(label, times, answer));
	}

	@Nullable StubAnswer refusal(FakeRequest request) {
		this.before.accept(request);
		Iterator<Refusal> each = this.refusals.iterator();
		while (each.hasNext()) {
			Refusal refusal = each.next();
			if (request.label().startsWith(refusal.label)) {
				if (--refusal.left <= 0) {
					each.remove();
				}
				return refusal.answer;
			}
		}
		return null;
	}

	static StubAnswer busy() {
		return FakeJson.webError(409, "Conflict",
				"Cannot modify this site because another operation is in progress. Details: Id: 1, OperationName: Update");
	}

	static StubAnswer tooMany() {
		return FakeJson.error(429, "TooManyRequests", "Too many requests").with("Retry-After", "1");
	}

	static StubAnswer forbidden(String action, String scope) {
		return FakeJson.error(403, "AuthorizationFailed",
				"The client 'app' with object id '1' does not have authorization to perform action '%s' over scope '%s' or the scope is invalid."
					.formatted(action, scope));
	}

	/**
	 * Requests that are answered with something else.
	 */
	private static final class Refusal {

		private final String label;

		private final StubAnswer answer;

		private int left;

		Refusal(String label, int times, StubAnswer answer) {
			this.label = label;
			this.left = times;
			this.answer = answer;
		}

	}

}
