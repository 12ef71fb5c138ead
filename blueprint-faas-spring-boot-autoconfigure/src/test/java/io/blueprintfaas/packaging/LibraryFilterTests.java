package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class LibraryFilterTests {

	private static final Predicate<Path> USED = (library) -> false;

	@ParameterizedTest
	@ValueSource(strings = { "tomcat-embed-core-11.0.9.jar", "spring-boot-tomcat-4.1.1.jar", "jetty-server-12.1.1.jar",
			"jetty-ee11-servlet-12.1.1.jar", "spring-boot-reactor-netty-4.1.1.jar", "spring-boot-devtools-4.1.1.jar",
			"blueprint-faas-platform-0.1.0.jar", "lambda-2.51.3.jar", "aws-crt-0.39.0.jar",
			"azure-resourcemanager-appservice-2.54.1.jar", "google-cloud-functions-2.70.0.jar",
			"netty-transport-native-kqueue-4.2.17.Final-osx-x86_64.jar",
			"netty-codec-native-quic-4.2.17.Final-linux-x86_64.jar", "idea_rt.jar" })
	void leavesOutWhatAFunctionDoesNotNeed(String name) {
		assertThat(filter(false, name)).isEmpty();
		assertThat(new LibraryFilter(List.of(name), List.of()).filter(paths(name), false, USED)).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "tomcat-embed-el-11.0.9.jar", "jetty-client-12.1.1.jar", "jetty-util-12.1.1.jar",
			"reactor-netty-http-1.3.7.jar", "netty-transport-4.2.17.Final.jar", "spring-webflux-7.0.9.jar",
			"netty-transport-native-epoll-4.2.17.Final-linux-x86_64.jar", "blueprint-faas-runtime-0.1.0.jar",
			"s3-2.51.3.jar", "lambda-utils-1.0.jar", "byte-buddy-1.17.0.jar" })
	void takesWhatAFunctionMayNeed(String name) {
		assertThat(filter(false, name)).containsExactly(name);
	}

	@Test
	void leavesOutTestLibrariesOnlyOfTestRun() {
		String[] names = { "junit-jupiter-6.0.0.jar", "mockito-core-5.20.0.jar", "byte-buddy-1.17.0.jar",
				"spring-boot-test-4.1.1.jar", "app-library.jar" };
		assertThat(filter(false, names)).containsExactly(names);
		assertThat(filter(true, names)).containsExactly("app-library.jar");
	}

	@Test
	void keepsByteBuddyOfTestRunForHibernate() {
		assertThat(filter(true, "mockito-core-5.20.0.jar", "hibernate-core-7.1.0.jar", "byte-buddy-1.17.0.jar"))
			.containsExactly("hibernate-core-7.1.0.jar", "byte-buddy-1.17.0.jar");
	}

	@Test
	void exclusionWinsOverInclusion() {
		LibraryFilter filter = new LibraryFilter(List.of("a-*.jar"), List.of("a-1*"));
		assertThat(filter.filter(paths("a-1.jar", "a-2.jar"), false, USED)).isEqualTo(paths("a-2.jar"));
	}

	@Test
	void leavesOutWhatNothingUsesUnlessItIsIncluded() {
		LibraryFilter filter = new LibraryFilter(List.of("s3-*.jar"), List.of());
		assertThat(filter.filter(paths("s3-2.51.3.jar", "auth-2.51.3.jar", "own.jar"), false,
				(library) -> library.toString().contains("-2.51.3")))
			.isEqualTo(paths("s3-2.51.3.jar", "own.jar"));
	}

	private static List<String> filter(boolean testRun, String... names) {
		return new LibraryFilter(List.of(), List.of()).filter(paths(names), testRun, USED)
			.stream()
			.map((library) -> library.getFileName().toString())
			.toList();
	}

	private static List<Path> paths(String... names) {
		return Stream.of(names).map((name) -> Path.of("/repository", name)).toList();
	}

}
