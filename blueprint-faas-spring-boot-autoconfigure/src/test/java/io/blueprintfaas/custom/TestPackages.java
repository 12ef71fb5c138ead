package io.blueprintfaas.custom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionPackage;

/**
 * Packages with a shell script as bootstrap.
 */
public final class TestPackages {

	private TestPackages() {
	}

	/**
	 * A function that answers every call alike.
	 * @param folder where to write the package
	 * @param answer what it prints
	 * @return the package
	 */
	public static FunctionPackage answering(Path folder, String answer) {
		return of(folder, "#!/bin/sh\ncat > /dev/null\necho '%s'\n".formatted(answer));
	}

	/**
	 * A function.
	 * @param folder where to write the package
	 * @param script its bootstrap
	 * @return the package
	 */
	public static FunctionPackage of(Path folder, String script) {
		try {
			Path file = Files.createTempFile(folder, "function", ".zip");
			try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
				zip.putNextEntry(new ZipEntry("bootstrap"));
				zip.write(script.getBytes(StandardCharsets.UTF_8));
			}
			byte[] bytes = Files.readAllBytes(file);
			return new FunctionPackage(file, sha256(bytes), DataSize.ofBytes(bytes.length),
					DataSize.ofBytes(script.length()));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Content hash.
	 * @param bytes the content
	 * @return hexadecimal digits
	 */
	public static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
