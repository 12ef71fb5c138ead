package io.blueprintfaas.gcp;

import java.net.URI;
import java.time.Duration;

import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What Cloud Functions asks of calls, checked at startup.
 */
final class GcpCallRules {

	/**
	 * The platform ends calls after 60 minutes; the rest is for the way there and back.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(61);

	private GcpCallRules() {
	}

	static void checkDeadline(FaasJobDefinition job) {
		if (job.deadline().compareTo(LONGEST) > 0) {
			throw new InvalidFaasJobException(
					"Job %s waits %d s for an answer, but provider 'gcp' ends calls after 3600 s".formatted(job.key(),
							job.deadline().toSeconds()),
					"Set '%s' and '%s' to at most 3600s".formatted(job.property("timeout"), job.property("deadline")));
		}
	}

	// An identity token must not travel unprotected.
	static void checkEndpoint(FaasJobDefinition job, URI endpoint) {
		boolean secure = "https".equals(endpoint.getScheme()) && endpoint.getHost() != null;
		if (!secure && !isLocal(endpoint)) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to '%s', but provider 'gcp' takes an https address with a host, and http only on this machine"
						.formatted(job.key(), job.property("endpoint"), HttpAddress.withoutSecrets(endpoint)),
					"Set '%s' to the https address of the function".formatted(job.property("endpoint")));
		}
	}

	// A function that runs here, to try it out: nobody checks tokens there.
	static boolean isLocal(URI endpoint) {
		return "http".equals(endpoint.getScheme()) && endpoint.getHost() != null && isLoopback(endpoint.getHost());
	}

	private static boolean isLoopback(String host) {
		return "localhost".equals(host) || "[::1]".equals(host) || host.matches("127(\\.\\d{1,3}){3}");
	}

}
