package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.TimeZone;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class PackageStoreTests {

	@TempDir
	private Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "Pacific/Kiritimati", "America/Los_Angeles", "UTC" })
	void bytesDependNeitherOnOrderNorTimeNorZoneNorLocale(String zone) throws IOException {
		TimeZone zoneBefore = TimeZone.getDefault();
		Locale localeBefore = Locale.getDefault();
		try {
			TimeZone.setDefault(TimeZone.getTimeZone(zone));
			Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
			FunctionPackage written = new PackageStore(this.directory).get("test", "zip", entries("b.jar", "a.jar"));
			assertThat(written.sha256()).isEqualTo("9c0190b01c760c278e245221b7bc8e3a9535e33e67583255182d76e74860b7ea");
		}
		finally {
			TimeZone.setDefault(zoneBefore);
			Locale.setDefault(localeBefore);
		}
	}

	@Test
	void entriesHaveTheFirstTimeOfZips() throws IOException {
		FunctionPackage written = new PackageStore(this.directory).get("test", "zip", entries("bootstrap", "a.jar"));
		try (ZipFile zip = new ZipFile(written.file().toFile())) {
			assertThat(zip.stream()).extracting(ZipEntry::getTimeLocal)
				.containsOnly(LocalDateTime.of(1980, 1, 1, 0, 0));
			assertThat(zip.stream()).extracting(ZipEntry::getName).containsExactly("a.jar", "bootstrap");
			assertThat(zip.stream()).extracting(ZipEntry::getMethod)
				.containsExactly(ZipEntry.STORED, ZipEntry.DEFLATED);
		}
	}

	@Test
	void writesEqualPackageOnce() throws IOException {
		PackageStore store = new PackageStore(this.directory);
		FunctionPackage written = store.get("test", "zip", entries("a"));
		FileTime time = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
		Files.setLastModifiedTime(written.file(), time);
		assertThat(store.get("test", "zip", entries("a"))).isEqualTo(written);
		assertThat(new PackageStore(this.directory).get("test", "zip", entries("a"))).isEqualTo(written);
		assertThat(Files.getLastModifiedTime(written.file())).isEqualTo(time);
	}

	@Test
	void writesPackageAgainWhenItWasChangedOrRemoved() throws IOException {
		PackageStore store = new PackageStore(this.directory);
		FunctionPackage written = store.get("test", "zip", entries("a"));
		byte[] bytes = Files.readAllBytes(written.file());
		byte[] changed = bytes.clone();
		changed[bytes.length / 2]++;
		Files.write(written.file(), changed);
		assertThat(new PackageStore(this.directory).get("test", "zip", entries("a"))).isEqualTo(written);
		assertThat(written.file()).hasBinaryContent(bytes);
		Files.delete(written.file());
		assertThat(store.get("test", "zip", entries("a"))).isEqualTo(written);
		assertThat(written.file()).hasBinaryContent(bytes);
	}

	@Test
	void writesPackageAgainWhenItsRecordIsBroken() throws IOException {
		FunctionPackage written = new PackageStore(this.directory).get("test", "zip", entries("a"));
		Files.writeString(record(written), "broken");
		assertThat(new PackageStore(this.directory).get("test", "zip", entries("a"))).isEqualTo(written);
		assertThat(record(written)).content().startsWith(written.sha256());
	}

	@Test
	void removesPackagesThatAreOldAndLeavesNothingElseBehind() throws IOException {
		PackageStore store = new PackageStore(this.directory);
		FunctionPackage old = store.get("test", "zip", entries("a"));
		FunctionPackage recent = store.get("test", "zip", entries("b"));
		FileTime time = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
		Files.setLastModifiedTime(old.file(), time);
		Files.setLastModifiedTime(record(old), time);
		Files.setLastModifiedTime(Files.createFile(this.directory.resolve("test123.part")), time);
		FunctionPackage current = store.get("test", "zip", entries("c"));
		try (Stream<Path> files = Files.list(this.directory)) {
			assertThat(files).containsExactlyInAnyOrder(recent.file(), record(recent), current.file(), record(current));
		}
	}

	@Test
	void refusesTwoEntriesOfOneName() {
		assertThatIOException().isThrownBy(() -> entries("a", "a")).withMessage("The package has two files named 'a'");
	}

	private static Path record(FunctionPackage contents) {
		return contents.file().resolveSibling(contents.file().getFileName() + ".sha256");
	}

	private static PackageEntries entries(String... names) throws IOException {
		PackageEntries entries = new PackageEntries();
		for (String name : names) {
			entries.add(name, ("content of " + name).repeat(10).getBytes(StandardCharsets.UTF_8),
					name.equals("bootstrap"));
		}
		return entries;
	}

}
