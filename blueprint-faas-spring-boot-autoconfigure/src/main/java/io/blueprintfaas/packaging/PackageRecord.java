package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionPackage;

/**
 * A small file beside each written zip that tells its hash and sizes.
 */
final class PackageRecord {

	private PackageRecord() {
	}

	static FunctionPackage at(Path file, FunctionPackage contents) {
		return new FunctionPackage(file, contents.sha256(), contents.size(), contents.unpackedSize());
	}

	static void write(FunctionPackage contents) throws IOException {
		Path target = path(contents.file());
		Path temporary = Files.createTempFile(target.getParent(), "record", ".part");
		Files.writeString(temporary,
				"%s %d %d".formatted(contents.sha256(), contents.size().toBytes(), contents.unpackedSize().toBytes()));
		Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
	}

	static @Nullable FunctionPackage read(Path file) throws IOException {
		String[] parts = Files.readString(path(file)).split(" ");
		if (parts.length != 3) {
			return null;
		}
		return new FunctionPackage(file, parts[0], DataSize.ofBytes(Long.parseLong(parts[1])),
				DataSize.ofBytes(Long.parseLong(parts[2])));
	}

	static boolean matches(FunctionPackage recorded) throws IOException {
		return Files.size(recorded.file()) == recorded.size().toBytes()
				&& sha256(recorded.file()).equals(recorded.sha256());
	}

	static void delete(Path file) throws IOException {
		Files.deleteIfExists(path(file));
	}

	static String sha256(Path file) throws IOException {
		try (DigestInputStream input = new DigestInputStream(Files.newInputStream(file), Fingerprint.sha256())) {
			input.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(input.getMessageDigest().digest());
		}
	}

	private static Path path(Path file) {
		return file.resolveSibling(file.getFileName() + ".sha256");
	}

}
