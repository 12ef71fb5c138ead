package io.blueprintfaas.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.provider.ReadableSize;

/**
 * What the providers of a job say is deployed.
 *
 * @param found the functions, in the order of the providers; empty if there is none
 * @param error why the providers did not tell, or {@code null} if they did
 */
public record DeploymentsReport(List<Function> found, @Nullable String error) {

	/**
	 * A function at a provider. What the provider does not tell is {@code null}.
	 *
	 * @param provider name of the provider
	 * @param function the function's name there
	 * @param status what the provider calls its state
	 * @param endpoint where it is called, without what may be secret in the address
	 * @param sha256 content hash of its package
	 * @param size compressed size of its package
	 * @param memory memory limit of one instance
	 * @param timeout longest run of one call
	 * @param coldStartMillis measured time from start to ready of a new instance
	 * @param deployedAt when it was deployed
	 */
	public record Function(String provider, String function, String status, @Nullable String endpoint,
			@Nullable String sha256, @Nullable String size, @Nullable String memory, @Nullable Duration timeout,
			@Nullable Double coldStartMillis, @Nullable Instant deployedAt) {

		static Function of(FaasDeployment deployment) {
			return new Function(deployment.provider(), deployment.function(), deployment.status(),
					(deployment.endpoint() != null) ? HttpAddress.withoutSecrets(deployment.endpoint()) : null,
					deployment.sha256(), (deployment.size() != null) ? ReadableSize.of(deployment.size()) : null,
					(deployment.memory() != null) ? ReadableSize.exact(deployment.memory()) : null,
					deployment.timeout(), Labels.millis(deployment.coldStart()), deployment.deployedAt());
		}

	}

}
