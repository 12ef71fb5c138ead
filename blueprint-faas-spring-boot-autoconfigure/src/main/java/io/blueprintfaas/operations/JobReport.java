package io.blueprintfaas.operations;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * All that is known of one job, without anything secret.
 *
 * @param name its name
 * @param id its number
 * @param place where it runs now, in words
 * @param why what decided that, for example a line of a configuration file
 * @param handler its method, or {@code null} if the application has none
 * @param route where its calls go, or {@code null} if it has no provider
 * @param providers its providers and what calls get there, in the order in which they are
 * asked; empty if it runs here or its executor was registered by the application
 * @param statistics how its calls have ended
 * @param lastHour its calls by minute, the oldest first, without minutes that had none
 * @param calls its last calls, the newest first
 * @param errors its last calls that failed, the newest first
 * @param operation the last operation on it, or {@code null} if there was none
 */
public record JobReport(String name, long id, String place, String why, @Nullable Handler handler,
		@Nullable Route route, List<ProviderReport> providers, StatisticsReport statistics,
		List<StatisticsReport.Minute> lastHour, List<CallReport> calls, List<CallReport> errors,
		@Nullable OperationReport operation) {

	/**
	 * The method of a job.
	 *
	 * @param method class and name
	 * @param parameters types of its arguments
	 * @param result type of its result when awaited
	 * @param codec how they travel
	 * @param contract fingerprint of the types that travel
	 * @param idempotent whether running it twice does no harm
	 */
	public record Handler(String method, List<String> parameters, String result, String codec, String contract,
			boolean idempotent) {

	}

	/**
	 * Where calls go.
	 *
	 * @param mode where they go now
	 * @param configured where they go as configured
	 * @param providers the providers, in the order in which they are asked
	 * @param runningHere calls that hold a local permit
	 * @param localPermits with mode {@code overflow}, most calls that run here at a time
	 * @param returnAt how few must be running here for the next to stay
	 * @param fallback what becomes of a call that no provider ran: {@code none} or
	 * {@code local}
	 * @param contractMismatch what becomes of a call that the function refused because it
	 * was built from another version: {@code fail} or {@code local}
	 */
	public record Route(String mode, String configured, List<String> providers, int runningHere, int localPermits,
			int returnAt, String fallback, String contractMismatch) {

	}

}
