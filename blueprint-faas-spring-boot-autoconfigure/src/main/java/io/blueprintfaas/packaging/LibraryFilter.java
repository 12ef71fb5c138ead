package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.springframework.util.PatternMatchUtils;

/**
 * Decides which libraries a function needs, by the names of their files.
 */
final class LibraryFilter {

	/** Web servers without the parts that clients and validation use too. */
	private static final List<String> SERVERS = List.of("tomcat-embed-core-*", "tomcat-embed-websocket-*",
			"tomcat-embed-jasper-*", "spring-boot-tomcat-*", "jetty-server-*", "jetty-session-*", "jetty-security-*",
			"jetty-ee*", "jetty-webapp-*", "jetty-plus-*", "jetty-jndi-*", "jetty-websocket-*-server-*",
			"jetty-compression-server-*", "spring-boot-jetty-*", "undertow-*", "spring-boot-undertow-*",
			"spring-boot-reactor-netty-*");

	private static final List<String> DEVELOPMENT = List.of("spring-boot-devtools-*", "spring-boot-docker-compose-*",
			"spring-boot-jarmode-*", "idea_rt.jar", "debugger-agent*.jar", "intellij-coverage-agent*.jar",
			"org.jacoco.agent-*");

	/** What only the side that calls and deploys functions uses. */
	private static final List<String> CALLER = List.of("blueprint-faas-platform-*", "lambda-2.*.jar", "aws-crt-*",
			"azure-resourcemanager-*", "google-cloud-functions-*", "proto-google-cloud-functions-*",
			"grpc-google-cloud-functions-*");

	/** Native code of systems that no provider runs functions on. */
	private static final List<String> OTHER_SYSTEMS = List.of("*-osx-*.jar", "*-macos-*.jar", "*-macosx-*.jar",
			"*-windows-*.jar");

	/** HTTP/3 of Netty: 5 MB of native code that hardly a function uses. */
	private static final List<String> HTTP_3 = List.of("netty-codec-native-quic-*");

	/** Left out only of a test run: elsewhere they are there because they are used. */
	private static final List<String> TESTS = List.of("junit-*", "opentest4j-*", "apiguardian-api-*", "surefire-*",
			"common-java5-*", "common-junit*", "mockito-*", "byte-buddy-agent-*", "assertj-*", "hamcrest-*",
			"awaitility-*", "jsonassert-*", "android-json-*", "xmlunit-*", "spring-test-*", "spring-boot-test-*",
			"spring-boot-*-test-*", "reactor-test-*", "spring-security-test-*", "archunit-*", "wiremock-*",
			"testcontainers-*", "selenium-*", "aws-lambda-java-runtime-interface-client-*",
			"aws-lambda-java-serialization-*");

	private final List<String> included;

	private final List<String> excluded;

	LibraryFilter(List<String> included, List<String> excluded) {
		this.included = List.copyOf(included);
		this.excluded = List.copyOf(excluded);
	}

	/**
	 * The libraries that a function needs.
	 * @param libraries all libraries
	 * @param testRun whether test libraries may be among them
	 * @param unused tells libraries that nothing in the application uses
	 * @return some of them, in the same order
	 */
	List<Path> filter(List<Path> libraries, boolean testRun, Predicate<Path> unused) {
		boolean mocks = testRun && any(libraries, "mockito-core-*") && !any(libraries, "hibernate-core-*");
		return libraries.stream().filter((library) -> isTaken(library, testRun, mocks, unused)).toList();
	}

	private boolean isTaken(Path library, boolean testRun, boolean mocks, Predicate<Path> unused) {
		String name = name(library);
		if (matches(this.excluded, name)) {
			return false;
		}
		boolean test = (testRun && matches(TESTS, name)) || (mocks && matches(List.of("byte-buddy-*"), name));
		return matches(this.included, name) || !(test || isLeftOut(name) || unused.test(library));
	}

	private static boolean isLeftOut(String name) {
		return Stream.of(SERVERS, DEVELOPMENT, CALLER, OTHER_SYSTEMS, HTTP_3)
			.anyMatch((patterns) -> matches(patterns, name));
	}

	private static boolean any(List<Path> libraries, String pattern) {
		return libraries.stream().anyMatch((library) -> matches(List.of(pattern), name(library)));
	}

	private static boolean matches(List<String> patterns, String name) {
		return patterns.stream().anyMatch((pattern) -> PatternMatchUtils.simpleMatch(pattern, name));
	}

	private static String name(Path library) {
		return library.getFileName().toString();
	}

}
