package io.blueprintfaas.gcp;

import java.net.URI;
import java.time.Instant;
import java.util.stream.Collectors;

import com.google.cloud.functions.v2.Environment;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.StateMessage;

import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.http.HttpFailures;
import io.blueprintfaas.provider.CallPreparationException;
import io.blueprintfaas.provider.CallPreparationException.Reason;

/**
 * What the API of Cloud Functions says of a function.
 */
final class GcpFunctionState {

	private final GcpFunction function;

	private final Function answer;

	GcpFunctionState(GcpFunction function, Function answer) {
		this.function = function;
		this.answer = answer;
	}

	// Where the function is called, or CallPreparationException. While it is updated, or
	// after
	// that failed, what was deployed before still answers.
	URI uri() {
		String uri = this.answer.getServiceConfig().getUri();
		if (this.answer.getEnvironment() == Environment.GEN_1) {
			throw new CallPreparationException(Reason.NOT_DEPLOYED,
					"Function %s is one of the first generation, which is not called this way; deploy it as second generation"
						.formatted(this.function),
					null);
		}
		if (!uri.isEmpty() && this.answer.getState() != Function.State.DELETING) {
			return URI.create(uri);
		}
		boolean soon = this.answer.getState() == Function.State.DEPLOYING;
		throw new CallPreparationException(soon ? Reason.UNAVAILABLE : Reason.NOT_DEPLOYED,
				"%s; %s".formatted(describe(), soon ? "call it when it is ACTIVE" : "deploy it"), null);
	}

	// When it was changed last.
	Instant updated() {
		return Instant.ofEpochSecond(this.answer.getUpdateTime().getSeconds(), this.answer.getUpdateTime().getNanos());
	}

	FaasStatus status() {
		boolean serves = !this.answer.getServiceConfig().getUri().isEmpty();
		return switch (this.answer.getState()) {
			case ACTIVE -> FaasStatus.available();
			case DEPLOYING ->
				serves ? new FaasStatus(FaasStatus.State.AVAILABLE, describe()) : FaasStatus.unavailable(describe());
			case DELETING -> FaasStatus.notDeployed(describe());
			case FAILED, UNKNOWN -> FaasStatus.unavailable(describe());
			default -> FaasStatus.unknown(describe());
		};
	}

	private String describe() {
		String why = this.answer.getStateMessagesList()
			.stream()
			.map(StateMessage::getMessage)
			.filter((message) -> !message.isBlank())
			.collect(Collectors.joining("; "));
		return "Function %s is %s%s".formatted(this.function, this.answer.getState(),
				why.isEmpty() ? "" : " (%s)".formatted(HttpFailures.shorten(why)));
	}

}
