package io.blueprintfaas.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

import org.springframework.util.Assert;

/**
 * A file of a package before it is written.
 *
 * @param name path in the package, with {@code /} between its parts
 * @param content opens the bytes of the file
 * @param executable whether the file may be executed
 * @param stamp changes when the bytes change
 * @param compressed whether the bytes are compressed already
 */
record PackageEntry(String name, Content content, boolean executable, String stamp, boolean compressed) {

	PackageEntry {
		Assert.isTrue(!name.isEmpty() && !name.startsWith("/") && !name.contains("\\"),
				() -> "'name' must be a relative path with '/' between its parts, but is '%s'".formatted(name));
		for (String part : name.split("/")) {
			Assert.isTrue(!part.equals("..") && !part.equals(".") && !part.isEmpty(),
					() -> "'name' must not have '.', '..' or empty parts, but is '%s'".formatted(name));
		}
	}

	PackageEntry(String name, Content content, boolean executable, String stamp) {
		this(name, content, executable, stamp, name.endsWith(".jar"));
	}

	static PackageEntry of(String name, byte[] bytes, boolean executable) {
		return new PackageEntry(name, () -> new ByteArrayInputStream(bytes), executable,
				new Fingerprint().add(bytes).toString());
	}

	static PackageEntry of(String name, Path file, boolean executable) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		return new PackageEntry(name, () -> Files.newInputStream(file), executable,
				"%s|%d|%s".formatted(file.toAbsolutePath(), attributes.size(), attributes.lastModifiedTime()));
	}

	byte[] bytes() throws IOException {
		try (InputStream input = this.content.open()) {
			return input.readAllBytes();
		}
	}

	PackageEntry withName(String name) {
		return new PackageEntry(name, this.content, this.executable, this.stamp, this.compressed);
	}

	boolean isJar() {
		return this.name.endsWith(".jar");
	}

	/**
	 * The jar with its files as they are, so that all of them are compressed as one.
	 * @return an entry that is not compressed
	 */
	PackageEntry expanded() {
		return new PackageEntry(this.name, () -> new ByteArrayInputStream(StoredJar.of(bytes())), this.executable,
				this.stamp + "|stored", false);
	}

	/**
	 * Opens the bytes of a file, as often as it is asked.
	 */
	interface Content {

		InputStream open() throws IOException;

	}

}
