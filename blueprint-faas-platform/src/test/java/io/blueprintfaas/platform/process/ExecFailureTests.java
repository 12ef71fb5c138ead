package io.blueprintfaas.platform.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is said of programs that cannot be run.
 */
class ExecFailureTests {

	@TempDir
	private Path folder;

	private Path program;

	@BeforeEach
	void name() {
		this.program = this.folder.resolve("bootstrap");
	}

	private String reported(String content) throws IOException {
		Files.writeString(this.program, content, StandardCharsets.ISO_8859_1);
		return String.valueOf(ExecFailure.reported(this.program,
				"one\nsetsid: failed to execute %s: The reason\ntwo\n".formatted(this.program)));
	}

	@Test
	void namesAnInterpreterThatIsMissing() throws Exception {
		assertThat(reported("#! /no/such/thing -x\necho\n")).contains("'/no/such/thing'", "(The reason)", "install it");
	}

	@Test
	void namesTheLineEndsOfAnotherSystem() throws Exception {
		assertThat(reported("#!/bin/sh\r\necho\r\n")).contains("carriage return", "'/bin/sh'", "(The reason)",
				"Unix line ends");
	}

	@Test
	void namesALoaderThatIsMissing() throws Exception {
		String elf = new String(elf(62), StandardCharsets.ISO_8859_1) + "/lib/ld-none-x86_64.so.1\0rest";
		assertThat(reported(elf)).contains("'/lib/ld-none-x86_64.so.1'", "(The reason)", "C library");
	}

	@Test
	void passesOnWhateverElseTheSystemSays() throws Exception {
		assertThat(reported("#!/bin/sh\n")).contains("'%s'".formatted(this.program), "(The reason)", "allows programs");
	}

	@ParameterizedTest
	@ValueSource(strings = { "setsid: failed to execute /other: No", "a setsid: failed to execute %s: No",
			"setsid: failed to execute %s/more: No", "%s: No", "" })
	void takesNothingElseForTheWordsOfTheLauncher(String stderr) {
		assertThat(ExecFailure.reported(this.program, stderr.formatted(this.program))).isNull();
	}

	@Test
	void understandsASmallerLauncher() throws Exception {
		Files.writeString(this.program, "#!/bin/sh\n");
		assertThat(ExecFailure.reported(this.program, "setsid: can't execute '%s': Not so".formatted(this.program)))
			.contains("(Not so)");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "error=13, Permission denied|Permission denied",
					"Exec failed, error: 2 (No such file or directory) |No such file or directory",
					"something else|something else" })
	void readsWhatAJdkSays(String message, String reason) throws Exception {
		Files.writeString(this.program, "#!/bin/sh\n");
		IOException failure = new IOException("Cannot run program", new IOException(message));
		assertThat(ExecFailure.of(this.program, failure)).contains("(" + reason + ")");
	}

	@Test
	void namesTheMachineThatAProgramIsFor() throws Exception {
		boolean arm = System.getProperty("os.arch").equals("aarch64");
		Files.write(this.program, elf(arm ? 62 : 183));
		assertThat(ExecFailure.foreign(this.program)).contains(arm ? "amd64" : "aarch64", System.getProperty("os.arch"),
				"Exec format error", "build it for this machine");
		Files.write(this.program, new byte[] { 'M', 'Z', 0 });
		assertThat(ExecFailure.foreign(this.program)).contains("Windows");
		Files.write(this.program, new byte[] { (byte) 0xCF, (byte) 0xFA, (byte) 0xED, (byte) 0xFE, 7 });
		assertThat(ExecFailure.foreign(this.program)).contains("macOS");
	}

	@Test
	void saysNothingOfProgramsThatMayRun() throws Exception {
		assertThat(ExecFailure.foreign(this.program)).isNull();
		Files.writeString(this.program, "#!/bin/sh\n");
		assertThat(ExecFailure.foreign(this.program)).isNull();
		Files.write(this.program, new byte[] { 0x7F, 'E', 'L', 'F' });
		assertThat(ExecFailure.foreign(this.program)).isNull();
		assertThat(ExecFailure.foreign(Path.of(System.getProperty("java.home"), "bin", "java"))).isNull();
	}

	private static byte[] elf(int machine) {
		return ByteBuffer.allocate(64)
			.order(ByteOrder.LITTLE_ENDIAN)
			.put(new byte[] { 0x7F, 'E', 'L', 'F', 2, 1, 1 })
			.putShort(18, (short) machine)
			.array();
	}

}
