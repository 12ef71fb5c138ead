package io.blueprintfaas.azure;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What Azure asks of calls.
 */
final class AzureCallRules {

	/**
	 * What stands before every app drops a call after this time, whatever the function's
	 * own timeout is.
	 */
	static final Duration LONGEST = Duration.ofSeconds(230);

	private AzureCallRules() {
	}

	// What somebody has set, and not what follows from it: waiting a while longer than
	// the timeout does no harm.
	static void checkDeadline(FaasJobDefinition job) {
		check(job, "timeout", job.settings().timeout());
		check(job, "deadline", job.bind(Configured.class).deadline());
	}

	// The request with a deadline that it can be answered by, so that the function ends
	// at it too.
	static FaasRequest limit(FaasRequest request, FaasJobDefinition job) {
		Instant now = Instant.now();
		Instant last = now.plus(LONGEST);
		Instant wanted = (request.deadline() != null) ? request.deadline() : now.plus(job.deadline());
		return new FaasRequest(request.job(), request.payload(), request.invocationId(),
				wanted.isBefore(last) ? wanted : last, request.headers(), request.contract());
	}

	// A function that runs here, to try it out.
	static boolean isLocal(URI endpoint) {
		return "http".equals(endpoint.getScheme()) && endpoint.getHost() != null && isLoopback(endpoint.getHost());
	}

	private static void check(FaasJobDefinition job, String key, @Nullable Duration value) {
		if (value != null && value.compareTo(LONGEST) > 0) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to %d s, but provider 'azure' ends calls after %d s, whatever the timeout of the function is"
						.formatted(job.key(), job.property(key), value.toSeconds(), LONGEST.toSeconds()),
					"Set '%s' to at most %ds".formatted(job.property(key), LONGEST.toSeconds()));
		}
	}

	private static boolean isLoopback(String host) {
		return "localhost".equals(host) || "[::1]".equals(host) || host.matches("127(\\.\\d{1,3}){3}");
	}

	/**
	 * What a job's own keys say of time.
	 *
	 * @param deadline how long a caller waits for one try, or {@code null} if it is not
	 * set
	 */
	record Configured(@Nullable Duration deadline) {

	}

}
