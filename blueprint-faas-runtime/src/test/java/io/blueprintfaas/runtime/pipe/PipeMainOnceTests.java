package io.blueprintfaas.runtime.pipe;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireResponse;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class PipeMainOnceTests {

	@TempDir
	private Path folder;

	@Test
	void answersTheExampleOfTheSpecification() throws Exception {
		try (PipeProcess process = PipeProcess.once(this.folder)) {
			String answer = process.askOnce("{\"job_id\":0,\"args\":[5,0,0,0,0,0,0,0]}");
			assertThat(answer).isEqualTo("{\"job_id\":0,\"result\":[25,0,0,0,0,0,0,0],\"success\":true}\n");
			assertThat(process.status()).isZero();
			assertThat(process.log()).contains("banner on standard output", "enabled=true thread=main", "shut down");
		}
	}

	@Test
	void endsWithoutErrorWhenTheHandlerFailed() throws Exception {
		try (PipeProcess process = PipeProcess.once(this.folder)) {
			String answer = process.askOnce("{\"job_id\":1,\"args\":[98,97,100]}");
			assertThat(answer).isEqualTo("{\"job_id\":1,\"result\":[],\"success\":false,\"error\":\"bad\"}\n");
			assertThat(process.status()).isZero();
		}
	}

	@Test
	void answersEmptyInput() throws Exception {
		try (PipeProcess process = PipeProcess.once(this.folder)) {
			assertThat(process.askOnce("")).contains("\"success\":false", "The request cannot be read");
			assertThat(process.status()).isZero();
		}
	}

	@Test
	void answersWithTheReasonWhenTheApplicationThrows() throws Exception {
		try (PipeProcess process = PipeProcess.once(this.folder, "throw")) {
			WireResponse response = WireFormat
				.readResponse(process.askOnce("{\"job_id\":7,\"args\":\"\"}").getBytes(StandardCharsets.UTF_8));
			assertThat(response.jobId()).isEqualTo(7);
			assertThat(response.success()).isFalse();
			assertThat(response.error()).isEqualTo("Main class '%s' threw java.lang.IllegalStateException: no database",
					PipeApplication.class.getName());
			assertThat(response.stack()).contains("Caused by: java.lang.IllegalStateException: no database\n\tat ");
			assertThat(process.status()).isEqualTo(1);
			assertThat(process.log()).contains("The function did not start: ", "no database", "PipeApplication.main");
		}
	}

	@Test
	void answersWithTheReasonWhenTheApplicationPublishesNothing() throws Exception {
		try (PipeProcess process = PipeProcess.once(this.folder, "return")) {
			assertThat(process.askOnce("{\"job_id\":7,\"args\":[]}")).startsWith("{\"job_id\":7,")
				.contains("did not start a Spring application with the Blueprint FaaS starter");
			assertThat(process.status()).isEqualTo(1);
		}
	}

	@Test
	void answersWithTheReasonWhenThereIsNoMainClass() throws Exception {
		try (PipeProcess process = PipeProcess.start(this.folder, "com.example.Absent", "0")) {
			assertThat(process.askOnce("{\"job_id\":7,\"args\":[]}")).contains("Main class 'com.example.Absent'");
			assertThat(process.status()).isEqualTo(1);
		}
	}

	@Test
	void endsAtTheDeadlineOfAHandlerThatIgnoresIt() throws Exception {
		try (PipeProcess process = PipeProcess.once(this.folder)) {
			String answer = process.askOnce("{\"job_id\":5,\"args\":[1],\"deadline_ms\":3000}");
			assertThat(answer).contains("blueprint.DeadlineExceeded", "before the handler returned");
			assertThat(process.status()).isZero();
		}
	}

	@Test
	void countsItsOwnStartTowardsTheDeadline() throws Exception {
		try (PipeProcess process = PipeProcess.once(this.folder)) {
			String answer = process.askOnce("{\"job_id\":0,\"args\":[1],\"deadline_ms\":5}");
			assertThat(answer).contains("blueprint.DeadlineExceeded", "before the handler was started");
		}
	}

}
