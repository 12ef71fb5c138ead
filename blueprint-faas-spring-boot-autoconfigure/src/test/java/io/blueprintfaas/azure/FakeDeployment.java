package io.blueprintfaas.azure;

import tools.jackson.databind.node.ObjectNode;

/**
 * A deployment of a package, which ends after some looks.
 */
final class FakeDeployment {

	final String id;

	final byte[] content;

	private final int end;

	/** Looks that are left before it ends. */
	int left;

	/** Looks that are left before it is known. */
	int unknown;

	private boolean applied;

	FakeDeployment(String id, byte[] content, FakeTroubles troubles) {
		this.id = id;
		this.content = content;
		this.end = troubles.deploymentEnd;
		this.left = troubles.deploymentLooks;
		this.unknown = troubles.unknownLooks;
	}

	boolean isKnown() {
		return this.unknown-- <= 0;
	}

	boolean isRunning() {
		return this.left > 0;
	}

	// Moves on, and tells whether what was deployed is to run from now on.
	boolean advance() {
		if (this.left > 0) {
			this.left--;
		}
		boolean now = !isRunning() && !this.applied && this.end == 4;
		this.applied |= now;
		return now;
	}

	ObjectNode json(String host) {
		ObjectNode json = FakeJson.object().put("id", this.id);
		json.put("status", isRunning() ? Math.max(0, 3 - this.left) : this.end);
		json.put("status_text", "").put("author", "N/A").put("complete", !isRunning());
		json.put("progress", isRunning() ? "Deploying" : "").put("message", "Created via a push deployment");
		json.put("log_url", "https://%s/api/deployments/%s/log".formatted(host, this.id));
		return json;
	}

}
