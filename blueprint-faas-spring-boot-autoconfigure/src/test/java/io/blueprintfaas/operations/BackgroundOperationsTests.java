package io.blueprintfaas.operations;

import java.time.Clock;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import io.blueprintfaas.operations.FaasOperationException.Reason;
import io.blueprintfaas.operations.JobOperation.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackgroundOperationsTests {

	private final BackgroundOperations operations = new BackgroundOperations(Clock.systemUTC());

	@Test
	void runsOneAtATimeForEachJob() {
		Sinks.One<String> end = Sinks.one();
		OperationReport started = this.operations.start("a", Kind.DEPLOY, (progress) -> end.asMono());
		assertThat(started.state()).isEqualTo("running");
		assertThatExceptionOfType(FaasOperationException.class)
			.isThrownBy(() -> this.operations.start("a", Kind.WARM, (progress) -> Mono.just("never")))
			.withMessageStartingWith("Operation 'deploy' of job 'a' is under way since ")
			.satisfies((ex) -> assertThat(ex.getReason()).isEqualTo(Reason.BUSY));
		this.operations.start("b", Kind.WARM, (progress) -> Mono.just("warm"));
		end.tryEmitValue("deployed");
		assertThat(awaitEnd("a").result()).isEqualTo("deployed");
		assertThat(awaitEnd("b").result()).isEqualTo("warm");
		this.operations.start("a", Kind.UNDEPLOY, (progress) -> Mono.just("removed"));
		assertThat(awaitEnd("a").operation()).isEqualTo("undeploy");
	}

	@Test
	void keepsLastStepsOfALongOperation() {
		this.operations.start("a", Kind.DEPLOY, (progress) -> Mono.fromCallable(() -> {
			for (int i = 0; i < 250; i++) {
				progress.step("step " + i);
			}
			return "done";
		}));
		assertThat(awaitEnd("a").steps()).hasSize(100).startsWith("step 150").endsWith("step 249");
	}

	@Test
	void saysWhyOneFailed() {
		this.operations.start("a", Kind.DEPLOY, (progress) -> {
			throw new IllegalStateException("no rights");
		});
		OperationReport report = awaitEnd("a");
		assertThat(report.state()).isEqualTo("failed");
		assertThat(report.error()).isEqualTo("no rights");
		assertThat(report.result()).isNull();
	}

	@Test
	void closeGivesUpWhatIsUnderWay() {
		Sinks.One<String> end = Sinks.one();
		this.operations.start("a", Kind.DEPLOY, (progress) -> end.asMono());
		Awaitility.await().until(() -> end.currentSubscriberCount() == 1);
		this.operations.start("b", Kind.WARM, (progress) -> Mono.just("warm"));
		awaitEnd("b");
		this.operations.close();
		assertThat(end.currentSubscriberCount()).isZero();
		assertThat(awaitEnd("a").error()).isEqualTo("The application ended before the operation did");
		assertThat(awaitEnd("b").state()).isEqualTo("done");
	}

	private OperationReport awaitEnd(String job) {
		Awaitility.await().until(() -> !this.operations.find(job).underWay());
		return this.operations.find(job);
	}

}
