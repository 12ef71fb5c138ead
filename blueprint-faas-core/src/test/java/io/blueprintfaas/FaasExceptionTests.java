package io.blueprintfaas;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.SerializationUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every failure says of its call, and what a caller may do.
 */
class FaasExceptionTests {

	private static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000002a");

	private static final FaasRequest REQUEST = new FaasRequest(new JobKey(1, "square"), new byte[0], ID, null, Map.of(),
			null);

	private static final FaasCall CALL = FaasCall.of(REQUEST, "custom");

	private static final Throwable CAUSE = new IllegalStateException("cause");

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(new FaasAccessDeniedException("It failed", CALL, CAUSE), false, false),
				Arguments.of(new FaasDeploymentException("uploading", "It failed", CALL, CAUSE), false, false),
				Arguments.of(new FaasFunctionException("a.B", "It failed", "at a.B", CALL), false, false),
				Arguments.of(new FaasNotDeployedException("It failed", CALL, CAUSE), false, false),
				Arguments.of(new FaasPayloadException("It failed", CALL, CAUSE), false, false),
				Arguments.of(new FaasThrottledException("It failed", CALL, Duration.ofSeconds(1), CAUSE), true, false),
				Arguments.of(new FaasTimeoutException("It failed", CALL, CAUSE), false, true),
				Arguments.of(new FaasUnavailableException("It failed", CALL, CAUSE), true, false));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void endsWithTheCall(FaasException failure, boolean retryable, boolean outcomeUnknown) {
		assertThat(failure.getMessage()).contains("It failed")
			.endsWith("[job 'square' (1), provider 'custom', invocation 00000000-0000-0000-0000-00000000002a]");
		assertThat(failure.getCall()).isEqualTo(CALL);
		assertThat(failure.isRetryable()).isEqualTo(retryable);
		assertThat(failure.isOutcomeUnknown()).isEqualTo(outcomeUnknown);
		if (!(failure instanceof FaasFunctionException)) {
			assertThat(failure).hasCause(CAUSE);
		}
	}

	@Test
	void keepsItsCallWhenSerialized() {
		FaasTimeoutException failure = new FaasTimeoutException("It failed", CALL, null);
		assertThat(SerializationUtils.clone(failure).getCall()).isEqualTo(CALL);
	}

	@Test
	void leavesOutAnInvocationThatThereIsNot() {
		FaasCall call = new FaasCall(new JobKey(1, "square"), "custom", null);
		assertThat(new FaasDeploymentException("uploading", "No room", call, null))
			.hasMessage("Failed while uploading: No room [job 'square' (1), provider 'custom']");
	}

	@Test
	void saysWhatTheFunctionThrew() {
		assertThat(new FaasFunctionException("a.B", "no", "at a.B", CALL))
			.hasMessageStartingWith("The function failed with a.B: no [");
		assertThat(new FaasFunctionException(null, null, null, CALL))
			.hasMessageStartingWith("The function failed with an error: (no message) [");
	}

}
