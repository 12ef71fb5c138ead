package io.blueprintfaas.aws;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionPackage;

/**
 * Real zips.
 */
final class TestPackages {

	private TestPackages() {
	}

	// A small package; another content makes another package.
	static FunctionPackage of(Path folder, String content) {
		return write(folder, content.getBytes(StandardCharsets.UTF_8));
	}

	// A package that the custom runtime starts.
	static FunctionPackage executable(Path folder, String script) {
		return of(folder, script);
	}

	// A package of at least this many bytes, which do not compress.
	static FunctionPackage large(Path folder, int bytes) {
		byte[] noise = new byte[bytes];
		new Random(1).nextBytes(noise);
		return write(folder, noise);
	}

	private static FunctionPackage write(Path folder, byte[] content) {
		try {
			Path file = Files.createTempFile(folder, "function", ".zip");
			try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
				ZipArchiveEntry entry = new ZipArchiveEntry("bootstrap");
				entry.setTime(0);
				entry.setUnixMode(0755);
				zip.putArchiveEntry(entry);
				zip.write(content);
				zip.closeArchiveEntry();
			}
			return new FunctionPackage(file, sha256(file), DataSize.ofBytes(Files.size(file)),
					DataSize.ofBytes(content.length));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sha256(Path file) throws IOException {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
