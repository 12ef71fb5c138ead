package io.blueprintfaas.runtime.pipe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class PipeMainKeptAliveTests {

	@TempDir
	private Path folder;

	private PipeProcess process;

	@BeforeEach
	void start() throws IOException {
		this.process = PipeProcess.keptAlive(this.folder);
	}

	@AfterEach
	void end() {
		this.process.close();
	}

	@Test
	void answersThousandsOfCalls() throws Exception {
		for (int i = 0; i < 5_000; i++) {
			int number = i % 256;
			WireResponse response = ask(0, new byte[] { (byte) number, 0, 0, 0, 0, 0, 0, 0 });
			assertThat(response.result()[0] & 0xFF | (response.result()[1] & 0xFF) << 8).isEqualTo(number * number);
		}
		assertEndsWithItsInput();
	}

	@Test
	void firstCallIsCold() throws Exception {
		WireResponse first = ask(0, new byte[8]);
		assertThat(first.metrics().coldStart()).isTrue();
		assertThat(first.metrics().init()).isPositive();
		assertThat(first.metrics().instance()).isEqualTo("pid " + this.process.pid());
		assertThat(ask(0, new byte[8]).metrics().coldStart()).isFalse();
	}

	@Test
	void answersLargeCall() throws Exception {
		byte[] large = new byte[10 * 1024 * 1024];
		new Random(1).nextBytes(large);
		assertThat(ask(6, large).result()).isEqualTo(large);
		assertThat(ask(7, large).result()).isEqualTo(large);
	}

	@Test
	void goesOnAfterFailures() throws Exception {
		assertThat(ask(1, "bad".getBytes(StandardCharsets.UTF_8)).errorType()).isEqualTo("java.io.IOException");
		assertThat(ask(99, new byte[0]).errorType()).isEqualTo(WireResponse.NO_SUCH_JOB);
		assertThat(ask(4, new byte[0], 100L).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(ask(5, new byte[1], 100L).errorType()).isEqualTo(WireResponse.DEADLINE_EXCEEDED);
		assertThat(ask(0, new byte[] { 3 }).result()).startsWith(9, 0);
		assertEndsWithItsInput();
	}

	@Test
	void keepsWhatHandlersPrintFromTheAnswers() throws Exception {
		byte[] fake = "{\"job_id\":2,\"result\":[],\"success\":true}\n".getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < 20; i++) {
			WireResponse response = ask(2, fake);
			assertThat(response.success()).as(response.error()).isTrue();
			assertThat(response.result()).as("end of System.in").containsExactly(-1);
		}
		assertThat(this.process.log()).contains("printed 1999 xxx", "\"success\":true");
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void keepsWhatGoesPastSystemOutFromTheAnswers() throws Exception {
		WireResponse response = ask(3, "broken\n".getBytes(StandardCharsets.UTF_8));
		assertThat(response.success()).as(response.error()).isTrue();
		assertThat(response.result()).asString(StandardCharsets.UTF_8).isEqualTo("refused");
		assertThat(ask(0, new byte[] { 3 }).result()).startsWith(9, 0);
	}

	@Test
	void endsWithStatusOneWhenTheApplicationDoesNotStart() throws Exception {
		try (PipeProcess failing = PipeProcess.keptAlive(this.folder, "throw")) {
			assertThat(failing.readAll()).isEmpty();
			assertThat(failing.status()).isEqualTo(1);
			assertThat(failing.log()).contains("no database");
		}
	}

	private void assertEndsWithItsInput() throws Exception {
		this.process.endInput();
		assertThat(this.process.readAll()).isEmpty();
		assertThat(this.process.status()).isZero();
		assertThat(this.process.log()).contains("shut down");
	}

	private WireResponse ask(long job, byte[] payload) throws IOException {
		return ask(job, payload, null);
	}

	private WireResponse ask(long job, byte[] payload, @Nullable Long deadline) throws IOException {
		return this.process.ask(new WireRequest(WireVersion.V1_1, job, payload, UUID.randomUUID().toString(), deadline,
				Map.of(), null, false));
	}

}
