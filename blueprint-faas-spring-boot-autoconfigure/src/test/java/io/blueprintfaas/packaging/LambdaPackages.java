package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.LambdaRuntimeApi;
import io.blueprintfaas.LambdaRuntimeApi.Report;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireResponse;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Packages of the sample application for Lambda, and calls of its functions.
 */
final class LambdaPackages {

	// What other tests have on the class path, with which the sample is too large.
	static final List<String> OF_OTHER_TESTS = List.of("opentelemetry-*", "prometheus-*", "spring-security-*",
			"woodstox-*", "conscrypt-*");

	private LambdaPackages() {
	}

	static FunctionPackage pack(Path directory, PackageLayout layout) throws IOException {
		return packager(directory).packApplication(layout);
	}

	static FunctionPackager packager(Path directory) throws IOException {
		String classPath = SampleFiles.classPath(directory.resolve("sample"));
		MainClass mainClass = new MainClass(SampleFiles.MAIN_CLASS, new StaticListableBeanFactory());
		return new ApplicationPackager(new RunningApplication(classPath, mainClass, List.of()),
				new LibraryFilter(List.of(), OF_OTHER_TESTS),
				() -> PackageDirectory.create(directory.resolve("packages"), "unused"));
	}

	/**
	 * A runtime image that only points to the Java of this test, for the sake of speed.
	 */
	static Path linkedJava(Path directory) throws IOException {
		Path java = directory.resolve("bin/java");
		Files.createDirectories(java.getParent());
		Files.writeString(java, "#!/bin/sh\nexec '%s' \"$@\"\n".formatted(LambdaProcess.java()));
		Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
		return directory;
	}

	static String request(long job, String arguments) {
		return request(job, arguments, null, null, Map.of());
	}

	static String event(long job, String arguments) {
		return request(job, arguments, null, null, Map.of(WireHeaders.INVOCATION, WireHeaders.EVENT));
	}

	static String request(long job, String arguments, @Nullable Long deadline, @Nullable String contract,
			Map<String, String> headers) {
		return text(new WireRequest(WireVersion.V1_1, job, arguments.getBytes(StandardCharsets.UTF_8),
				UUID.randomUUID().toString(), deadline, headers, contract, false));
	}

	static String text(WireRequest request) {
		return new String(WireFormat.writeRequest(request), StandardCharsets.UTF_8);
	}

	static WireResponse call(LambdaRuntimeApi api, String request) throws Exception {
		Report report = api.invoke(request).get(60, TimeUnit.SECONDS);
		assertThat(report.error()).as(report::body).isFalse();
		return response(report);
	}

	static WireResponse response(Report report) {
		return WireFormat.readResponse(report.body().getBytes(StandardCharsets.UTF_8));
	}

	static String result(WireResponse response) {
		assertThat(response.success()).as(() -> String.valueOf(response.error())).isTrue();
		return new String(response.result(), StandardCharsets.UTF_8);
	}

}
