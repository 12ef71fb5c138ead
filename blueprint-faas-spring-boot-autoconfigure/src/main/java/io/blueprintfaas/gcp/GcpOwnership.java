package io.blueprintfaas.gcp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

import io.blueprintfaas.FaasDeploymentException;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * Marks what deploying made, so that nothing else is overwritten or removed. A function
 * that was there before may be taken over only if the job names it in {@code function};
 * it is never marked, and so never deleted.
 */
final class GcpOwnership {

	static final String LABEL_PREFIX = "blueprint-faas-";

	/** Name of the job that made the function, as far as a label can hold it. */
	static final String JOB_LABEL = LABEL_PREFIX + "job";

	private static final int MAX_VALUE = 63;

	private static final int HASH = 8;

	private final FaasJobDefinition job;

	private final GcpDeploymentFailures failures;

	GcpOwnership(FaasJobDefinition job, GcpDeploymentFailures failures) {
		this.job = job;
		this.failures = failures;
	}

	// The name itself or, if a label cannot hold that, as much as possible and a hash.
	static String mark(String job) {
		String value = job.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
		if (value.equals(job) && value.length() <= MAX_VALUE) {
			return value;
		}
		return "%s-%s".formatted(value.substring(0, Math.min(value.length(), MAX_VALUE - HASH - 1)), hash(job, HASH));
	}

	// The beginning of a content hash, in hexadecimal digits.
	static String hash(String text, int digits) {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(hash).substring(0, digits);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String mark() {
		return mark(this.job.key().name());
	}

	boolean isOurs(GcpState state) {
		return mark().equals(state.labels().get(JOB_LABEL));
	}

	// Fails if a function by this name belongs to somebody else.
	void check(GcpStep step, GcpState state) {
		if (this.job.function() == null && !isOurs(state)) {
			throw refused(step, state,
					"set blueprint.faas.gcp.function-prefix to something only this application uses");
		}
	}

	FaasDeploymentException refused(GcpStep step, GcpState state, String fix) {
		String owner = state.labels().get(JOB_LABEL);
		String whose = (owner != null) ? "belongs to job '%s' of another application".formatted(owner)
				: "was not made by a deployment of this job: it has no label '%s'".formatted(JOB_LABEL);
		return this.failures.of(step, "function '%s' %s; %s".formatted(state.function().getName(), whose, fix));
	}

}
