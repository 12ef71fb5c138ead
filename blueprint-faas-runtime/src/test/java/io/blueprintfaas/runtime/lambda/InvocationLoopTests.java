package io.blueprintfaas.runtime.lambda;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.runtime.TestHandlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InvocationLoopTests {

	private final LambdaJobs jobs = new LambdaJobs();

	private ScriptedRuntimeApi server;

	private InvocationLoop loop;

	@BeforeEach
	void start() throws IOException {
		this.server = new ScriptedRuntimeApi();
		this.loop = new InvocationLoop(new RuntimeApi(this.server.address()), TestHandlers.runtime(this.jobs), true);
	}

	@AfterEach
	void stop() {
		this.loop.close();
		this.server.close();
	}

	@Test
	void answersAndReportsFailures() throws Exception {
		this.server.event(LambdaJobs.request(1, "[7]"))
			.event(LambdaJobs.request(2, "[]"))
			.event(LambdaJobs.request(9, "[]"));
		CompletableFuture<Void> running = run();
		assertThat(this.server.report()).startsWith("/2018-06-01/runtime/invocation/id-1/response")
			.contains("\"NDk=\"");
		assertThat(this.server.report()).startsWith("/2018-06-01/runtime/invocation/id-2/error [Runtime.UserException]")
			.contains("\"errorMessage\":\"picture.png\",\"errorType\":\"java.io.FileNotFoundException\"")
			.contains("LambdaJobs.fail(");
		assertThat(this.server.report()).startsWith("/2018-06-01/runtime/invocation/id-3/response")
			.contains("blueprint.NoSuchJob");
		assertThat(running).isNotDone();
	}

	@Test
	void tellsLibrariesTheTraceOfTheInvocation() throws Exception {
		this.server.event(LambdaJobs.request(1, "[7]"));
		run();
		this.server.report();
		assertThat(System.getProperty("com.amazonaws.xray.traceHeader")).isEqualTo("Root=id-1");
	}

	@Test
	void asksAgainWhenNoInvocationCouldBeTaken() throws Exception {
		this.server.status(500).status(503).drop().event(LambdaJobs.request(1, "[7]"));
		run();
		assertThat(this.server.report()).contains("\"NDk=\"");
	}

	@Test
	void endsWhenNoInvocationCanBeTakenAnyMore() {
		this.server.close();
		assertThatExceptionOfType(IOException.class).isThrownBy(this.loop::run);
	}

	@Test
	void endsAtOnceWhenItsQuestionIsRefused() {
		this.server.status(403).event(LambdaJobs.request(1, "[7]"));
		assertThatExceptionOfType(IOException.class).isThrownBy(this.loop::run)
			.withMessage("Lambda's Runtime API answered '/2018-06-01/runtime/invocation/next' with status 403");
	}

	@Test
	void repeatsReportsAndOutlivesThoseThatAreRefused() throws Exception {
		this.server.event(LambdaJobs.request(1, "[2]"))
			.event(LambdaJobs.request(1, "[3]"))
			.event(LambdaJobs.request(1, "[4]"))
			.reportStatuses(List.of(500, 202, 400, 202));
		run();
		assertThat(this.server.report()).contains("id-1/response");
		assertThat(this.server.report()).as("again").contains("id-1/response");
		assertThat(this.server.report()).as("refused").contains("id-2/response");
		assertThat(this.server.report()).contains("id-3/response").contains("\"MTY=\"");
	}

	@Test
	void answerThatIsTooLargeIsReportedAsAnError() throws Exception {
		byte[] request = LambdaJobs.request(1, "[2]");
		this.server.event(request).reportStatuses(List.of(413, 202));
		run();
		String refused = this.server.report();
		assertThat(this.server.report()).contains("id-1/error")
			.contains("Function.ResponseSizeTooLarge")
			.contains("The answer has %d bytes".formatted(refused.substring(refused.indexOf('{')).length()));
	}

	@Test
	void closingWaitsForTheAnswerOfARunningInvocationAndTakesNoOther() throws Exception {
		this.server.event(LambdaJobs.request(3, "[]")).event(LambdaJobs.request(1, "[2]"));
		CompletableFuture<Void> running = run();
		assertThat(this.jobs.held.await(10, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closed = CompletableFuture.runAsync(this.loop::close, ownThread());
		Awaitility.await().until(this.loop::isClosed);
		assertThat(closed).isNotDone();
		this.jobs.released.countDown();
		closed.get(10, TimeUnit.SECONDS);
		assertThat(this.server.report()).contains("id-1/response").contains("\"success\":true");
		running.get(10, TimeUnit.SECONDS);
		assertThat(this.server.waiting()).as("invocations left").isOne();
	}

	@Test
	void readsConcurrency() {
		assertThat(LambdaMain.concurrency(null)).isOne();
		assertThat(LambdaMain.concurrency("16")).isEqualTo(16);
		assertThatIllegalArgumentException().isThrownBy(() -> LambdaMain.concurrency("many"))
			.withMessage("The environment variable AWS_LAMBDA_MAX_CONCURRENCY must be a number from 1 to 9999, but is "
					+ "'many'");
	}

	private CompletableFuture<Void> run() {
		return CompletableFuture.runAsync(() -> {
			try {
				this.loop.run();
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
		}, ownThread());
	}

	// The common pool may have a single thread
	private static Executor ownThread() {
		return (task) -> new Thread(task).start();
	}

}
