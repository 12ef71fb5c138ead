package io.blueprintfaas;

import java.nio.file.Path;
import java.util.regex.Pattern;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * A zip that a provider runs.
 *
 * @param file the zip
 * @param sha256 content hash of the zip, 64 hexadecimal digits in lower case
 * @param size size of the zip
 * @param unpackedSize size of all its files together
 */
public record FunctionPackage(Path file, String sha256, DataSize size, DataSize unpackedSize) {

	private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

	public FunctionPackage {
		Assert.isTrue(SHA256.matcher(sha256).matches(),
				() -> "'sha256' must be 64 hexadecimal digits in lower case, but is '%s'".formatted(sha256));
	}

}
