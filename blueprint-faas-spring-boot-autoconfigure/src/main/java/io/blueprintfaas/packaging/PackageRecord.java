package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionPackage;

/**
 * A small file beside each written zip that tells its hash and sizes.
 */
final class PackageRecord {

	private static final Pattern PATTERN = Pattern.compile("([0-9a-f]{64}) ([0-9]{1,18}) ([0-9]{1,18})");

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
		Matcher matcher = PATTERN.matcher(Files.readString(path(file)));
		return matcher.matches()
				? new FunctionPackage(file, matcher.group(1), size(matcher.group(2)), size(matcher.group(3))) : null;
	}

	private static DataSize size(String bytes) {
		return DataSize.ofBytes(Long.parseLong(bytes));
	}

	static boolean matches(FunctionPackage recorded) throws IOException {
		return Files.size(recorded.file()) == recorded.size().toBytes()
				&& sha256(recorded.file()).equals(recorded.sha256());
	}

	static String sha256(Path file) throws IOException {
		try (DigestInputStream input = new DigestInputStream(Files.newInputStream(file), Fingerprint.sha256())) {
			input.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(input.getMessageDigest().digest());
		}
	}

	static Path path(Path file) {
		return file.resolveSibling(file.getFileName() + ".sha256");
	}

}
