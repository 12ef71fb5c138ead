package io.blueprintfaas.gcp;

import java.io.IOException;

import com.google.api.gax.core.CredentialsProvider;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.spring.core.CredentialsSupplier;
import com.google.cloud.spring.core.DefaultCredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * Application default credentials, as Spring Cloud GCP provides them, but looked for only
 * when somebody needs them: that may ask the network and, without a result, would log a
 * stack trace at the start of every application.
 */
final class LazyCredentialsProvider implements CredentialsProvider {

	private final CredentialsSupplier settings;

	private volatile @Nullable CredentialsProvider found;

	LazyCredentialsProvider(CredentialsSupplier settings) {
		this.settings = settings;
	}

	@Override
	public Credentials getCredentials() throws IOException {
		CredentialsProvider provider = this.found;
		if (provider == null) {
			// Fails without a word on the log if there are none, and is kept otherwise
			GoogleCredentials.getApplicationDefault();
			provider = new DefaultCredentialsProvider(this.settings);
			this.found = provider;
		}
		return provider.getCredentials();
	}

}
