package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
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
 * Packages to deploy.
 */
final class TestCode {

	private TestCode() {
	}

	// A package; another number makes another package of about this many bytes.
	static FunctionPackage zip(Path folder, int number, int bytes) {
		byte[] noise = new byte[bytes];
		new Random(number).nextBytes(noise);
		try {
			Path file = Files.createTempFile(folder, "function", ".zip");
			try (OutputStream out = Files.newOutputStream(file); ZipOutputStream zip = new ZipOutputStream(out)) {
				ZipEntry entry = new ZipEntry("exec");
				entry.setTime(0);
				zip.putNextEntry(entry);
				zip.write(noise);
			}
			return of(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// A file as it would be packaged.
	static FunctionPackage of(Path file) throws IOException {
		return new FunctionPackage(file, sha256(Files.readAllBytes(file)), DataSize.ofBytes(Files.size(file)),
				DataSize.ofBytes(Files.size(file)));
	}

	private static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
