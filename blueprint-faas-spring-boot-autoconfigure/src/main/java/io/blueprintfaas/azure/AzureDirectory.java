package io.blueprintfaas.azure;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of apps and of their functions, shared by all jobs.
 */
final class AzureDirectory {

	private final AzureManagement management;

	private final Clock clock;

	private final Map<AzureApp, AzureAppAddress> addresses = new ConcurrentHashMap<>();

	private final Map<AzureFunction, AzureKeys> keys = new ConcurrentHashMap<>();

	private final Map<String, AzureTokens> tokens = new ConcurrentHashMap<>();

	AzureDirectory(AzureManagement management, Clock clock) {
		this.management = management;
		this.clock = clock;
	}

	AzureManagement management() {
		return this.management;
	}

	AzureAppAddress address(AzureApp app) {
		return this.addresses.computeIfAbsent(app, (key) -> new AzureAppAddress(key, this.management, this.clock));
	}

	// What calls of a function prove who they are with.
	AzureProofs proofs(AzureFunction function) {
		return switch (function.authentication()) {
			case ANONYMOUS -> AzureProofs.none();
			case ENTRA -> this.tokens.computeIfAbsent(String.valueOf(function.scope()),
					(scope) -> new AzureTokens(scope, this.management.credential(), this.clock));
			case FUNCTION_KEY ->
				(function.key() != null) ? AzureProofs.constant(AzureProof.ofKey(function.key().value()))
						: this.keys.computeIfAbsent(function, (key) -> new AzureKeys(key, this.management, this.clock));
		};
	}

}
