package io.blueprintfaas.azure;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.azure.AzureFaasProperties.Authentication;

/**
 * Keys of a job that only this provider knows. What is {@code null} is as
 * {@link AzureFaasProperties} says.
 *
 * @param app function app of the job
 * @param authentication what calls prove who they are with
 * @param scope scope of the tokens that calls bring
 * @param functionKey key that calls bring
 */
record AzureJobProperties(@Nullable String app, @Nullable Authentication authentication, @Nullable String scope,
		@Nullable String functionKey) {

	static final Set<String> KEYS = Set.of("app", "authentication", "scope", "function-key");

	/**
	 * Shows the keys without the function's key.
	 */
	@Override
	public String toString() {
		return "AzureJobProperties[app=%s, authentication=%s, scope=%s]".formatted(this.app, this.authentication,
				this.scope);
	}

}
