package io.blueprintfaas.openwhisk;

import java.util.Locale;


import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasFunctionException;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.http.WireFailures;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireResponse;

/**
 * Reads what one function answered from the record of its run. An answer of the wire
 * format is the function's own, whatever the record says of it.
 */
final class OpenWhiskAnswers {

	private final FaasJobDefinition job;

	private final OpenWhiskAction action;

	OpenWhiskAnswers(FaasJobDefinition job, OpenWhiskAction action) {
		this.job = job;
		this.action = action;
	}

	// The answer of a run that succeeded, with what was measured of it, or FaasException.
	WireResponse read(OpenWhiskActivation activation, FaasCall call) {
		WireResponse response = activation.answer();
		if (response == null) {
			throw failure(activation, call);
		}
		if (response.jobId() != call.job().id()) {
			throw new FaasPayloadException(
					"Function %s answered for job %d, but job %d was called; check which function has this name"
						.formatted(this.action, response.jobId(), call.job().id()),
					call, null);
		}
		if (!response.success()) {
			throw WireFailures.of(response, call);
		}
		return WireResponse.success(response.jobId(), response.result(),
				new OpenWhiskMetrics(activation).over(response.metrics()));
	}

	private FaasException failure(OpenWhiskActivation activation, FaasCall call) {
		return switch (activation.outcome()) {
			case SUCCESS -> new FaasPayloadException(
					"Function %s answered with %s in activation %s, which is no answer of the wire format; check which function has this name, and the job's 'wire'"
						.formatted(this.action, activation.describeResult(), activation.id()),
					call, null);
			case APPLICATION_ERROR -> isTooLarge(text(activation)) ? tooLarge(activation, call)
					: new FaasFunctionException(null, thrown(activation), null, call);
			case DEVELOPER_ERROR -> ended(activation, call);
			case INTERNAL_ERROR, UNKNOWN -> new FaasTimeoutException(
					"Activation %s of function %s ended without saying how, by a failure of the platform (%s): whether the function ran is unknown"
						.formatted(activation.id(), this.action, text(activation)),
					call, null);
		};
	}

	private FaasException ended(OpenWhiskActivation activation, FaasCall call) {
		String text = text(activation).toLowerCase(Locale.ROOT);
		if (activation.annotation("timeout").asBoolean(false) || text.contains("exceeded its time limits")) {
			return new FaasTimeoutException(
					"Function %s was ended at its timeout (%s, activation %s): what it had done by then is unknown; raise '%s' if the job needs longer"
						.formatted(this.action, text(activation), activation.id(), this.job.property("timeout")),
					call, null);
		}
		if (isTooLarge(text)) {
			return tooLarge(activation, call);
		}
		return new FaasFunctionException(null, "%s (activation %s); %s".formatted(text(activation), activation.id(),
				text.contains("exhausted its memory") ? "raise '%s'".formatted(this.job.property("memory"))
						: "function %s did not start, or ended without an answer: see the log of the activation"
							.formatted(this.action)),
				null, call);
	}

	private FaasException tooLarge(OpenWhiskActivation activation, FaasCall call) {
		return new FaasPayloadException(
				"The result of function %s is larger than the platform takes (%s, activation %s); pass large data through a store"
					.formatted(this.action, text(activation), activation.id()),
				call, null);
	}

	private static boolean isTooLarge(String text) {
		return text.contains("produced a response that exceeded the allowed length");
	}

	private static String thrown(OpenWhiskActivation activation) {
		String error = activation.error();
		return (error != null) ? error : "an error that is no text (%s, activation %s)"
			.formatted(activation.describeResult(), activation.id());
	}

	// What the platform says of a run, without what the function may have said.
	private static String text(OpenWhiskActivation activation) {
		String error = activation.error();
		return (error != null) ? HttpFailures.shorten(withoutResult(error)) : "it gives no reason";
	}

	private static String withoutResult(String error) {
		String text = before(error, " The truncated response was");
		return text.contains("valid JSON") ? before(text, ":") : text;
	}

	private static String before(String text, String end) {
		int index = text.indexOf(end);
		return (index >= 0) ? text.substring(0, index) : text;
	}


}
