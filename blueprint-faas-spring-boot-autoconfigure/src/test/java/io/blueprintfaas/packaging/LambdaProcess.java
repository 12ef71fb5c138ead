package io.blueprintfaas.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.blueprintfaas.LambdaRuntimeApi;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An unpacked package as Lambda starts it: in its folder, with Lambda's environment and
 * nothing else, against a Runtime API.
 */
final class LambdaProcess implements AutoCloseable {

	/** What AWS puts on the class path before a function's own files. */
	private static final List<String> RUNTIME_CLIENT = List.of("aws-lambda-java-runtime-interface-client-",
			"aws-lambda-java-core-", "aws-lambda-java-serialization-", "utils-lite-");

	private final Process process;

	private final Path log;

	private LambdaProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts a package under Lambda's own client of the Runtime API, as its Java runtimes
	 * do.
	 */
	static LambdaProcess managed(Path unpacked, LambdaRuntimeApi api, Map<String, String> environment)
			throws IOException {
		return start(
				List.of(java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
						"-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac", "-cp", runtimeClient(),
						"com.amazonaws.services.lambda.runtime.api.client.AWSLambda", LambdaLayout.HANDLER),
				unpacked, api, environment);
	}

	/**
	 * Starts a package with a runtime of its own.
	 */
	static LambdaProcess custom(Path unpacked, LambdaRuntimeApi api, Map<String, String> environment)
			throws IOException {
		return start(List.of(unpacked.resolve("bootstrap").toString()), unpacked, api, environment);
	}

	private static LambdaProcess start(List<String> command, Path unpacked, LambdaRuntimeApi api,
			Map<String, String> environment) throws IOException {
		Path log = Files.createTempFile(unpacked.getParent(), "log", ".txt");
		ProcessBuilder builder = new ProcessBuilder(command).directory(unpacked.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		Map<String, String> all = new HashMap<>(Map.of("AWS_LAMBDA_RUNTIME_API", api.address(), "LAMBDA_TASK_ROOT",
				unpacked.toString(), "AWS_LAMBDA_FUNCTION_NAME", "sample", "AWS_LAMBDA_FUNCTION_VERSION", "$LATEST",
				"AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "640", "AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/sample",
				"AWS_LAMBDA_LOG_STREAM_NAME", "the-log-stream", "AWS_REGION", "eu-north-1", "PATH", "/nowhere"));
		all.put("_HANDLER", LambdaLayout.HANDLER);
		all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
		all.putAll(environment);
		builder.environment().clear();
		builder.environment().putAll(all);
		return new LambdaProcess(builder.start(), log);
	}

	static String java() {
		return Path.of(System.getProperty("java.home"), "bin", "java").toString();
	}

	private static String runtimeClient() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((jar) -> RUNTIME_CLIENT.stream().anyMatch(Path.of(jar).getFileName().toString()::startsWith))
			.collect(Collectors.joining(File.pathSeparator));
	}

	void terminate() {
		// SIGTERM
		this.process.destroy();
	}

	int exit() throws InterruptedException {
		assertThat(this.process.waitFor(30, TimeUnit.SECONDS)).as("ends").isTrue();
		return this.process.exitValue();
	}

	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().join();
	}

}
