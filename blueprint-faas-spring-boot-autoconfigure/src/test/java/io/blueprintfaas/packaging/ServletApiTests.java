package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ServletApiTests {

	@TempDir
	private Path directory;

	@Test
	void keepsOnlyTheApiOfTomcatThatIsLeftOut() throws IOException {
		Path tomcat = TestJar.write(this.directory.resolve("tomcat-embed-core-11.0.9.jar"),
				Map.of("jakarta/servlet/Filter.class", "api", "org/apache/catalina/Server.class", "server"));
		Path other = this.directory.resolve("other.jar");
		List<Path> libraries = keep(List.of(tomcat, other), List.of(other));
		assertThat(libraries).hasSize(2).startsWith(other);
		try (ZipFile jar = new ZipFile(libraries.get(1).toFile())) {
			assertThat(jar.stream().<String>map(ZipEntry::getName)).containsExactly("jakarta/", "jakarta/servlet/",
					"jakarta/servlet/Filter.class");
		}
	}

	@Test
	void addsNothingWhenTheApiOrTomcatIsTakenOrThereIsNone() throws IOException {
		Path tomcat = this.directory.resolve("tomcat-embed-core-11.0.9.jar");
		Path api = this.directory.resolve("jakarta.servlet-api-6.1.0.jar");
		assertThat(keep(List.of(tomcat, api), List.of(api))).containsExactly(api);
		assertThat(keep(List.of(tomcat), List.of(tomcat))).containsExactly(tomcat);
		assertThat(keep(List.of(), List.of())).isEmpty();
	}

	private List<Path> keep(List<Path> all, List<Path> taken) throws IOException {
		return ServletApi.keep(all, taken,
				new PackageStore(Files.createDirectories(this.directory.resolve("packages"))));
	}

}
