package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StoredJarTests {

	@TempDir
	private Path directory;

	@Test
	void hasTheSameFilesAndFoldersInTheSameOrder() throws IOException {
		for (Path library : SampleFiles.libraries()) {
			if (!Files.isDirectory(library)) {
				Path stored = Files.write(this.directory.resolve(library.getFileName()),
						StoredJar.of(Files.readAllBytes(library)));
				assertThat(contents(stored)).as(library.toString()).isEqualTo(contents(library));
			}
		}
	}

	@Test
	void isEqualForEqualJarsAndNotCompressed() throws IOException {
		Path jar = TestJar.write(this.directory.resolve("a.jar"), Map.of("A.class", "x".repeat(1000)));
		byte[] stored = StoredJar.of(Files.readAllBytes(jar));
		assertThat(stored).isEqualTo(StoredJar.of(Files.readAllBytes(jar))).hasSizeGreaterThan(1000);
	}

	@Test
	void zipOfItIsSmallerThanOfTheJar() throws IOException {
		Path jar = SampleFiles.libraries()
			.stream()
			.filter((library) -> library.getFileName().toString().startsWith("spring-core-"))
			.findFirst()
			.orElseThrow();
		PackageEntry entry = PackageEntry.of("spring-core.jar", jar, false);
		long usual = ZipFileWriter.write(List.of(entry), this.directory.resolve("usual.zip")).size().toBytes();
		long compact = ZipFileWriter.write(List.of(entry.expanded()), this.directory.resolve("compact.zip"))
			.size()
			.toBytes();
		assertThat(compact).isLessThan(usual * 3 / 4);
		assertThat(entry.expanded().stamp()).as("another package").isNotEqualTo(entry.stamp());
	}

	private static List<String> contents(Path jar) throws IOException {
		List<String> contents = new ArrayList<>();
		try (ZipFile zip = new ZipFile(jar.toFile())) {
			for (ZipEntry entry : Collections.list(zip.entries())) {
				contents.add(entry.getName() + " " + entry.getCrc() + " " + entry.getSize());
			}
		}
		return contents;
	}

}
