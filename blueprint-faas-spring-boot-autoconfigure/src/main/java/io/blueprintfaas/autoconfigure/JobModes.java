package io.blueprintfaas.autoconfigure;

import java.util.Locale;

import io.blueprintfaas.autoconfigure.FaasProperties.ContractMismatch;
import io.blueprintfaas.autoconfigure.FaasProperties.Fallback;
import io.blueprintfaas.autoconfigure.FaasProperties.Job;
import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Refuses settings that run a job here that has no handler here.
 */
final class JobModes {

	private JobModes() {
	}

	static void check(FaasJobDefinition job, Job settings) {
		if (job.signature() == null) {
			check(job, "mode", settings.mode(), RouteMode.REMOTE);
			check(job, "fallback", settings.fallback(), Fallback.NONE);
			check(job, "contract-mismatch", settings.contractMismatch(), ContractMismatch.FAIL);
		}
	}

	private static void check(FaasJobDefinition job, String key, Enum<?> value, Enum<?> only) {
		if (value != only) {
			throw new InvalidFaasJobException(
					"'%s' is '%s', but the application has no handler of job %s to run here"
						.formatted(job.property(key), value.name().toLowerCase(Locale.ROOT), job.key()),
					"Set '%s' to '%s', or add a method with @FaasJob".formatted(job.property(key),
							only.name().toLowerCase(Locale.ROOT)));
		}
	}

}
