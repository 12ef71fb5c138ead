package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import org.springframework.util.FastByteArrayOutputStream;
import org.springframework.util.StreamUtils;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * The code of a function as it is sent: source as text, everything else in Base64.
 *
 * @param file the code, or {@code null} if an image brings it
 * @param text whether it is source
 */
record OpenWhiskCode(@Nullable Path file, boolean text) {

	private static final byte[] ZIP = { 'P', 'K', 3, 4 };

	// What the job has built elsewhere is sent as it is: only of a zip the package is
	// the same.
	static OpenWhiskCode of(FaasJobDefinition job, OpenWhiskConfiguration configuration,
			FunctionPackage functionPackage) throws IOException {
		Path artifact = job.artifact();
		if (artifact == null) {
			return new OpenWhiskCode((configuration.image() != null) ? null : functionPackage.file(), false);
		}
		return new OpenWhiskCode(artifact, !startsWith(artifact, ZIP) && isText(artifact));
	}

	// Number of bytes of it in a request.
	long size() throws IOException {
		if (this.file == null) {
			return 0;
		}
		long bytes = Files.size(this.file);
		return this.text ? bytes : (bytes + 2) / 3 * 4;
	}

	// A whole request: the code is written into it, so that it is in memory once.
	byte[] request(ObjectNode exec, ObjectNode rest) throws IOException {
		FastByteArrayOutputStream out = new FastByteArrayOutputStream((int) size() + 65536);
		String start = exec.toString();
		write(out, "{\"exec\":" + start.substring(0, start.length() - 1));
		if (this.file != null) {
			write(out, this.text ? ",\"binary\":false,\"code\":" : ",\"binary\":true,\"code\":\"");
			writeCode(out, this.file);
			write(out, this.text ? "" : "\"");
		}
		write(out, rest.isEmpty() ? "}}" : "}," + rest.toString().substring(1));
		return out.toByteArray();
	}

	private void writeCode(OutputStream out, Path code) throws IOException {
		if (this.text) {
			write(out, StringNode.valueOf(Files.readString(code)).toString());
			return;
		}
		try (OutputStream encoded = Base64.getEncoder().wrap(StreamUtils.nonClosing(out))) {
			Files.copy(code, encoded);
		}
	}

	private static void write(OutputStream out, String text) throws IOException {
		out.write(text.getBytes(StandardCharsets.UTF_8));
	}

	private static boolean startsWith(Path file, byte[] magic) throws IOException {
		try (InputStream input = Files.newInputStream(file)) {
			return Arrays.equals(input.readNBytes(magic.length), magic);
		}
	}

	private static boolean isText(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).chars().noneMatch((c) -> c == 0);
		}
		catch (CharacterCodingException ex) {
			return false;
		}
	}

}
