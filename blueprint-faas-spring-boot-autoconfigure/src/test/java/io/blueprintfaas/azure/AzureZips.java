package io.blueprintfaas.azure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Random;

import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionPackage;

/**
 * Packages to deploy.
 */
final class AzureZips {

	private static final String FUNCTION = """
			{ "scriptFile": "../app.jar", "entryPoint": "a.B.run", "bindings": [
			  { "type": "httpTrigger", "direction": "in", "name": "request", "authLevel": "function", "route": "%s" },
			  { "type": "http", "direction": "out", "name": "$return" } ] }""";

	private AzureZips() {
	}

	// A package of these functions; another number makes another package.
	static FunctionPackage of(Path folder, int number, Collection<String> functions) {
		byte[] noise = new byte[2000];
		new Random(number).nextBytes(noise);
		try {
			Path file = Files.createTempFile(folder, "functions", ".zip");
			try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
				add(zip, "host.json", "{ \"version\": \"2.0\" }".getBytes(StandardCharsets.UTF_8));
				add(zip, "app.jar", noise);
				for (String function : functions) {
					add(zip, function + "/function.json",
							FUNCTION.formatted(function).getBytes(StandardCharsets.UTF_8));
				}
			}
			byte[] content = Files.readAllBytes(file);
			return new FunctionPackage(file, sha256(content), DataSize.ofBytes(content.length),
					DataSize.ofBytes(noise.length));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void add(ZipArchiveOutputStream zip, String name, byte[] content) throws IOException {
		ZipArchiveEntry entry = new ZipArchiveEntry(name);
		entry.setTime(0);
		zip.putArchiveEntry(entry);
		zip.write(content);
		zip.closeArchiveEntry();
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
