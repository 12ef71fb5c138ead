package io.blueprintfaas.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A package as a platform treats it: unpacked with its modes, started, asked.
 */
final class FunctionProcess implements AutoCloseable {

	private final Process process;

	private final Path errors;

	private final BufferedReader output;

	private FunctionProcess(Process process, Path errors) {
		this.process = process;
		this.errors = errors;
		this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
	}

	static Path unpack(Path file, Path target) throws IOException {
		try (ZipFile zip = ZipFile.builder().setSeekableByteChannel(Files.newByteChannel(file)).get()) {
			for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
				Path unpacked = target.resolve(entry.getName());
				Files.createDirectories(unpacked.getParent());
				try (InputStream input = zip.getInputStream(entry)) {
					Files.copy(input, unpacked);
				}
				if ((entry.getUnixMode() & 0111) != 0) {
					Files.setPosixFilePermissions(unpacked,
							Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
				}
			}
		}
		return target;
	}

	/**
	 * Starts a command in an environment that has nothing but the given variables.
	 */
	static FunctionProcess start(List<String> command, Map<String, String> environment, Path errors)
			throws IOException {
		ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
		builder.environment().clear();
		builder.environment().putAll(environment);
		return new FunctionProcess(builder.start(), errors);
	}

	void write(String text) throws IOException {
		this.process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
		this.process.getOutputStream().flush();
	}

	void endInput() throws IOException {
		this.process.getOutputStream().close();
	}

	String readLine() throws IOException {
		String line = this.output.readLine();
		assertThat(line).as(() -> "output, while errors are: " + errors()).isNotNull();
		return line;
	}

	List<String> readAll() {
		return this.output.lines().toList();
	}

	int exit() throws InterruptedException {
		assertThat(this.process.waitFor(60, TimeUnit.SECONDS)).as("ends").isTrue();
		return this.process.exitValue();
	}

	String errors() {
		try {
			return Files.readString(this.errors);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
