package io.blueprintfaas.azure;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.azure.AzureFaasProperties.Authentication;
import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Which function a job calls, and what it proves with who is calling.
 *
 * @param app the app the function is in; of no meaning if there is an endpoint
 * @param name its name, which is its route too
 * @param endpoint its address, or {@code null} if that is to be looked up
 * @param authentication what calls prove who they are with
 * @param scope scope of the tokens that calls bring, or {@code null} if they bring none
 * @param key key that calls bring, or {@code null} if it is to be asked for or not needed
 */
record AzureFunction(AzureApp app, String name, @Nullable URI endpoint, Authentication authentication,
		@Nullable String scope, @Nullable ConfiguredKey key) {

	/** What all functions answer below. */
	static final String ROUTE_PREFIX = "api";

	// The function of a job by the job's keys or, without them, by rule: the name of the
	// prefix and the job's number, in the app of all.
	static AzureFunction of(FaasJobDefinition job, AzureFaasProperties properties) {
		return AzureFunctionRules.function(job, properties);
	}

	// The same in an app whose name is known.
	AzureFunction in(String subscription) {
		return new AzureFunction(this.app.named(subscription), this.name, this.endpoint, this.authentication,
				this.scope, this.key);
	}

	// Its path at its app, with which a function is called.
	String path() {
		return "/%s/%s".formatted(ROUTE_PREFIX, this.name);
	}

	@Override
	public String toString() {
		return (this.endpoint != null) ? "at " + HttpAddress.withoutSecrets(this.endpoint)
				: "'%s' of app %s".formatted(this.name, this.app);
	}

	/**
	 * A key that somebody configured.
	 *
	 * @param value the key
	 * @param property name of the property it is from
	 */
	record ConfiguredKey(String value, String property) {

		/**
		 * Shows where the key is from, and not the key.
		 */
		@Override
		public String toString() {
			return "ConfiguredKey[property=%s]".formatted(this.property);
		}

	}

}
