package io.blueprintfaas.aws;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.LastUpdateStatus;

import io.blueprintfaas.FaasException;
import io.blueprintfaas.FaasNotDeployedException;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasTimeoutException;

/**
 * Asks AWS Lambda for the state of a function.
 */
final class LambdaStatus {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final LambdaFunction function;

	private final LambdaClients clients;

	LambdaStatus(LambdaFunction function, LambdaClients clients) {
		this.function = function;
		this.clients = clients;
	}

	// The status, or what the client fails with.
	Mono<FaasStatus> ask() {
		GetFunctionConfigurationRequest request = GetFunctionConfigurationRequest.builder()
			.functionName(this.function.name())
			.qualifier(this.function.qualifier())
			.overrideConfiguration((override) -> override.apiCallTimeout(TIMEOUT))
			.build();
		return this.clients.lambda()
			.flatMap((client) -> Mono.fromFuture(() -> client.getFunctionConfiguration(request)))
			.map(this::of);
	}

	// Who may call a function need not have the right to look at it.
	static FaasStatus of(FaasException failure) {
		String detail = String.valueOf(failure.getMessage());
		if (failure instanceof FaasNotDeployedException) {
			return FaasStatus.notDeployed(detail);
		}
		if (failure instanceof FaasTimeoutException && !(failure.getCause() instanceof LambdaException)) {
			return FaasStatus.unavailable("AWS Lambda did not say within %d s how the function is (%s)"
				.formatted(TIMEOUT.toSeconds(), LambdaConnectionFailures.text(failure)));
		}
		return LambdaServiceFailures.lacksRight(failure.getCause())
				? FaasStatus.unknown("The credentials lack the IAM action lambda:GetFunctionConfiguration")
				: FaasStatus.unavailable(detail);
	}

	private FaasStatus of(GetFunctionConfigurationResponse answer) {
		if (answer.state() == null) {
			return FaasStatus.unknown("AWS Lambda does not tell the state of function %s".formatted(this.function));
		}
		String state = describe("is " + answer.stateAsString(), answer.stateReasonCodeAsString(), answer.stateReason());
		return switch (answer.state()) {
			case ACTIVE -> new FaasStatus(FaasStatus.State.AVAILABLE, update(answer));
			case INACTIVE -> new FaasStatus(FaasStatus.State.AVAILABLE,
					state + ": it was idle for long, and the next call has to wait for it or to be sent again");
			case PENDING -> FaasStatus.unavailable(state + ": it can be called when it is Active");
			default -> FaasStatus.unavailable(state);
		};
	}

	private String update(GetFunctionConfigurationResponse answer) {
		if (answer.lastUpdateStatus() == LastUpdateStatus.FAILED) {
			return describe("runs as before, because its last update failed",
					answer.lastUpdateStatusReasonCodeAsString(), answer.lastUpdateStatusReason());
		}
		return (answer.lastUpdateStatus() == LastUpdateStatus.IN_PROGRESS) ? describe("is being updated", null, null)
				: "";
	}

	private String describe(String what, @Nullable String code, @Nullable String reason) {
		String why = (reason != null) ? reason : code;
		return "Function %s %s%s".formatted(this.function, what, (why != null) ? " (%s)".formatted(why) : "");
	}

}
