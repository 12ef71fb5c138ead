package io.blueprintfaas.test;

import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import io.blueprintfaas.FaasContractException;
import io.blueprintfaas.FaasThrottledException;
import io.blueprintfaas.FaasTimeoutException;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord;
import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.invocation.RouteMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@FaasTest(jobs = { "fails", "process" },
		properties = { "blueprint.faas.jobs.square.provider=custom,test",
				"blueprint.faas.custom.base-url=http://localhost:1", "blueprint.faas.jobs.square.retry.max-attempts=2",
				"blueprint.faas.jobs.square.retry.delay=1ms" })
class FaasTestTests {

	@Autowired
	private TestApplication application;

	@Autowired
	private FaasFaults faults;

	@Autowired
	private FaasCallLog log;

	@Autowired
	private FaasRoutes routes;

	@Test
	void callIsSentAndRuns() {
		assertThat(this.application.square(7)).isEqualTo(49);
		assertThat(this.log.sent("square")).singleElement().satisfies((call) -> {
			assertThat(call.provider()).isEqualTo("custom");
			assertThat(call.arguments()).containsExactly(7);
		});
		assertThat(this.log.executions("square")).isEqualTo(1);
		assertThat(this.log.ended("square")).extracting(FaasCallRecord::outcome)
			.containsExactly(FaasCallOutcome.SUCCESS);
	}

	@Test
	void handlerThatThrowsDoesSoThroughTheWireFormat() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.application.fails("way"))
			.withMessage("no way")
			.havingCause()
			.withMessageContaining("provider 'test'");
	}

	@Test
	void faultsBefallTriesInTheirOrder() {
		this.faults.of("square").next(Fault.unavailable(), Fault.none());
		assertThat(this.application.square(3)).isEqualTo(9);
		assertThat(this.log.sent("square")).hasSize(2).extracting(SentCall::invocationId).containsOnly(identity());
		assertThat(this.log.executions("square")).isEqualTo(1);
		assertThat(this.log.ended("square").get(0).retries()).isEqualTo(1);
	}

	@Test
	void faultsOfOneProviderHaveTheNextAsked() {
		this.faults.of("square").nextAt("custom", Fault.throttled(), Fault.throttled(Duration.ofMillis(1)));
		assertThat(this.application.square(3)).isEqualTo(9);
		assertThat(this.log.sent("square")).extracting(SentCall::provider).containsExactly("custom", "custom", "test");
	}

	@Test
	void lostAnswerIsAskedForAgainWhenTheJobMayRunTwice() {
		this.faults.of("square").next(Fault.lostAnswer());
		assertThat(this.application.square(3)).isEqualTo(9);
		assertThat(this.log.executions("square")).isEqualTo(2);
	}

	@Test
	void lostAnswerIsAnUnknownOutcome() {
		this.faults.of("process").next(Fault.lostAnswer());
		assertThatExceptionOfType(FaasTimeoutException.class).isThrownBy(this.application::process);
		assertThat(this.log.executions("process")).isEqualTo(1);
		this.faults.of("process").next(Fault.lostRequest());
		assertThatExceptionOfType(FaasTimeoutException.class).isThrownBy(this.application::process);
		assertThat(this.log.executions("process")).isEqualTo(1);
	}

	@Test
	void otherFaults() {
		this.faults.of("process").next(Fault.contractMismatch(), Fault.throttled(), Fault.delay(Duration.ofMillis(5)));
		assertThatExceptionOfType(FaasContractException.class).isThrownBy(this.application::process);
		assertThatExceptionOfType(FaasThrottledException.class).isThrownBy(this.application::process);
		assertThat(this.application.process()).isEqualTo(ProcessHandle.current().pid());
		this.faults.of("process").otherwise(Fault.unavailable());
		assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(this.application::process);
		assertThatExceptionOfType(FaasUnavailableException.class).isThrownBy(this.application::process);
	}

	@Test
	void routesBeginAsConfigured() {
		assertThat(this.routes.mode("square")).isEqualTo(RouteMode.REMOTE);
		this.routes.route("square", RouteMode.LOCAL);
		this.application.square(3);
		assertThat(this.log.sent("square")).isEmpty();
	}

	private UUID identity() {
		return this.log.sent("square").get(0).invocationId();
	}

}
