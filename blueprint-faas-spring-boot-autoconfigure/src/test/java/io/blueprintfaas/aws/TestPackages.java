package io.blueprintfaas.aws;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

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

	// A package of at least this many bytes, which do not compress.
	static FunctionPackage large(Path folder, int bytes) {
		byte[] noise = new byte[bytes];
		new Random(1).nextBytes(noise);
		return write(folder, noise);
	}

	private static FunctionPackage write(Path folder, byte[] content) {
		try {
			Path file = Files.createTempFile(folder, "function", ".zip");
			try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
				ZipEntry entry = new ZipEntry("bootstrap");
				entry.setTime(0);
				zip.putNextEntry(entry);
				zip.write(content);
				zip.closeEntry();
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
