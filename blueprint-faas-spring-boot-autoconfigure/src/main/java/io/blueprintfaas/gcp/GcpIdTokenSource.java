package io.blueprintfaas.gcp;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLException;

import com.google.api.client.http.HttpResponseException;
import com.google.auth.Credentials;
import com.google.auth.oauth2.IdToken;
import com.google.auth.oauth2.IdTokenProvider;
import com.google.auth.oauth2.UserCredentials;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * Fetches identity tokens with the credentials of the application. It blocks.
 */
final class GcpIdTokenSource {

	private static final Log logger = LogFactory.getLog(GcpIdTokenSource.class);

	private static final String IMPERSONATE = "let them impersonate a service account that may call the function: 'gcloud auth application-default login --impersonate-service-account=...', or a CredentialsProvider bean that gives ImpersonatedCredentials";

	private static final URI ISSUER = URI.create("https://oauth2.googleapis.com");

	private final GcpCredentials credentials;

	private final AtomicBoolean warned = new AtomicBoolean();

	GcpIdTokenSource(GcpCredentials credentials) {
		this.credentials = credentials;
	}

	// A new token. WebClientRequestException means that nobody was reached, anything else
	// that there is no token to be had.
	IdToken fetch(String audience) {
		Credentials found = this.credentials.get();
		if (!(found instanceof IdTokenProvider provider)) {
			throw new CallPreparationException(Reason.ACCESS_DENIED,
					"credentials of type %s cannot make identity tokens, which functions ask for; %s"
						.formatted(found.getClass().getSimpleName(), IMPERSONATE),
					null);
		}
		if (found instanceof UserCredentials && this.warned.compareAndSet(false, true)) {
			logger.warn(
					"The credentials for Google Cloud are those of a user. Their identity tokens have an audience of their own, which functions may refuse with status 401; if so, "
							+ IMPERSONATE);
		}
		try {
			return provider.idTokenWithAudience(audience, List.of(IdTokenProvider.Option.INCLUDE_EMAIL));
		}
		catch (IOException ex) {
			throw failure(ex, audience);
		}
	}

	private static RuntimeException failure(IOException failure, String audience) {
		if (isUnreached(failure)) {
			return new WebClientRequestException(failure, HttpMethod.POST, ISSUER, HttpHeaders.EMPTY);
		}
		return new CallPreparationException(Reason.ACCESS_DENIED,
				"an identity token for audience '%s' was refused: %s; check the credentials and, if they impersonate a service account, that they have roles/iam.serviceAccountTokenCreator on it"
					.formatted(audience, HttpFailures.shorten(String.valueOf(failure.getMessage()))),
				failure);
	}

	private static boolean isUnreached(IOException failure) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof SocketException || each instanceof SocketTimeoutException
					|| each instanceof UnknownHostException || each instanceof SSLException) {
				return true;
			}
			if (each instanceof HttpResponseException answer) {
				return answer.getStatusCode() >= 500 || answer.getStatusCode() == 429;
			}
		}
		return false;
	}

}
