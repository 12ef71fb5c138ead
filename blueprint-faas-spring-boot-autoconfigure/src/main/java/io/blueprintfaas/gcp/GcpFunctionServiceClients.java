package io.blueprintfaas.gcp;

import java.io.IOException;
import java.time.Duration;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.functions.v2.FunctionServiceClient;
import com.google.cloud.functions.v2.FunctionServiceSettings;

/**
 * Makes the client of Cloud Functions.
 */
final class GcpFunctionServiceClients {

	/** Reading may be repeated, but a call that waits for it needs an answer soon. */
	private static final RetrySettings LOOK_UP = RetrySettings.newBuilder()
		.setInitialRetryDelayDuration(Duration.ofMillis(200))
		.setRetryDelayMultiplier(2)
		.setMaxRetryDelayDuration(Duration.ofSeconds(1))
		.setInitialRpcTimeoutDuration(Duration.ofSeconds(5))
		.setRpcTimeoutMultiplier(1)
		.setMaxRpcTimeoutDuration(Duration.ofSeconds(5))
		.setTotalTimeoutDuration(Duration.ofSeconds(9))
		.setMaxAttempts(3)
		.build();

	private GcpFunctionServiceClients() {
	}

	static FunctionServiceClient create(CredentialsProvider credentials) throws IOException {
		return FunctionServiceClient.create(settings(credentials).build());
	}

	// Settings to add an address or a channel of one's own to.
	static FunctionServiceSettings.Builder settings(CredentialsProvider credentials) {
		FunctionServiceSettings.Builder settings = FunctionServiceSettings.newBuilder();
		settings.setCredentialsProvider(credentials);
		settings.getFunctionSettings().setRetrySettings(LOOK_UP);
		return settings;
	}

}
