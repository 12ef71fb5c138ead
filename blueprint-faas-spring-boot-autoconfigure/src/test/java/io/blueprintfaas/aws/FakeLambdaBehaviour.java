package io.blueprintfaas.aws;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * How the fake control plane is to behave in a test.
 */
final class FakeLambdaBehaviour {

	/** Looks until a new function is active. */
	volatile int pendingLooks = 2;

	/** Looks until an update has ended. */
	volatile int updateLooks = 2;

	/** Looks until a version with a snapshot is active. */
	volatile int versionLooks = 3;

	/** Looks until provisioned concurrency is ready. */
	volatile int provisionedLooks = 2;

	/** Why new functions fail, as code and reason. */
	volatile Map.@Nullable Entry<String, String> functionFailure;

	/** Why updates fail. */
	volatile Map.@Nullable Entry<String, String> updateFailure;

	/** Why new versions fail. */
	volatile Map.@Nullable Entry<String, String> versionFailure;

	/** Why provisioned concurrency fails. */
	volatile @Nullable String provisionedFailure;

	/** Sees each request before it is handled, by the name of its operation. */
	volatile Consumer<String> before = (operation) -> {
	};

	private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();

	// The next so many requests of an operation are refused.
	void refuse(String operation, int times, FakeLambdaException with) {
		this.refusals.put(operation, new Refusal(times, with));
	}

	synchronized void check(String operation) {
		this.before.accept(operation);
		Refusal refusal = this.refusals.get(operation);
		if (refusal != null && refusal.times() > 0) {
			this.refusals.put(operation, new Refusal(refusal.times() - 1, refusal.with()));
			throw refusal.with();
		}
	}

	/**
	 * Requests to refuse.
	 *
	 * @param times how many more
	 * @param with what is answered
	 */
	private record Refusal(int times, FakeLambdaException with) {
	}

}
