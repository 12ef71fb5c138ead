package io.blueprintfaas.gcp;

import java.io.IOException;
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
 * Packages to deploy.
 */
final class TestZips {

	private TestZips() {
	}

	// A package; another number makes another package of about this many bytes.
	static FunctionPackage of(Path folder, int number, int bytes) {
		byte[] noise = new byte[bytes];
		new Random(number).nextBytes(noise);
		try {
			Path file = Files.createTempFile(folder, "function", ".zip");
			try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
				ZipArchiveEntry entry = new ZipArchiveEntry("application.jar");
				entry.setTime(0);
				zip.putArchiveEntry(entry);
				zip.write(noise);
				zip.closeArchiveEntry();
			}
			return new FunctionPackage(file, sha256(file), DataSize.ofBytes(Files.size(file)),
					DataSize.ofBytes(noise.length));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static FunctionPackage of(Path folder, int number) {
		return of(folder, number, 1000);
	}

	static String sha256(byte[] content) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String sha256(Path file) throws IOException {
		return sha256(Files.readAllBytes(file));
	}

}
