package io.blueprintfaas.gcp;

import java.io.IOException;
import java.util.List;

import com.google.api.gax.core.CredentialsProvider;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import org.springframework.beans.factory.ObjectProvider;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * The credentials of Spring Cloud GCP, or of the application itself, looked for at first
 * use. Whoever asks must be on a thread that may block: application default credentials
 * may ask the network.
 */
final class GcpCredentials {

	private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

	private static final String FIX = "set the environment variable GOOGLE_APPLICATION_CREDENTIALS to the path of a key or configuration file, or run 'gcloud auth application-default login', or set 'spring.cloud.gcp.credentials.location'";

	private final ObjectProvider<CredentialsProvider> providers;

	GcpCredentials(ObjectProvider<CredentialsProvider> providers) {
		this.providers = providers;
	}

	// The credentials with the one scope that the API of Cloud Functions takes, whatever
	// 'spring.cloud.gcp.credentials.scopes' says.
	Credentials scoped() {
		Credentials credentials = get();
		return (credentials instanceof GoogleCredentials google) ? google.createScoped(List.of(SCOPE)) : credentials;
	}

	// The credentials as they are provided, or CallPreparationException.
	Credentials get() {
		try {
			Credentials credentials = this.providers.getObject().getCredentials();
			if (credentials != null) {
				return credentials;
			}
		}
		catch (IOException | RuntimeException ex) {
			throw new CallPreparationException(Reason.ACCESS_DENIED,
					"there are no credentials for Google Cloud (%s); %s"
						.formatted(HttpFailures.shorten(String.valueOf(ex.getMessage())), FIX),
					ex);
		}
		throw new CallPreparationException(Reason.ACCESS_DENIED,
				"there are no credentials for Google Cloud (the CredentialsProvider of the application gives none); "
						+ FIX,
				null);
	}

}
