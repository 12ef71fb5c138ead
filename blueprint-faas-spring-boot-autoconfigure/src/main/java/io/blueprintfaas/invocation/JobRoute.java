package io.blueprintfaas.invocation;

import org.jspecify.annotations.Nullable;

/**
 * Where the calls of one job go, now.
 */
final class JobRoute {

	private final RoutePolicy policy;

	private final LocalPermits permits;

	private volatile RouteMode mode;

	JobRoute(RoutePolicy policy) {
		this.policy = policy;
		this.permits = new LocalPermits(policy.localPermits(), policy.returnAt());
		this.mode = policy.mode();
	}

	RoutePolicy policy() {
		return this.policy;
	}

	RouteMode mode() {
		return this.mode;
	}

	void mode(RouteMode changed) {
		this.mode = changed;
	}

	int runningHere() {
		return this.permits.taken();
	}

	boolean isRemote() {
		return this.mode == RouteMode.REMOTE;
	}

	// What gives the place back when the call has ended, or null if the call is to go to
	// the provider.
	@Nullable Runnable enter() {
		return switch (this.mode) {
			case REMOTE -> null;
			case LOCAL -> () -> {
			};
			case OVERFLOW -> this.permits.tryAcquire() ? this.permits::release : null;
		};
	}

}
