package io.blueprintfaas.openwhisk;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenWhisk's client for Node.js, written by others, in processes of its own.
 */
final class NpmOpenWhiskClient {

	static final String HOW_TO_GET_IT = "BLUEPRINT_OPENWHISK_CLIENT names no folder with npm's openwhisk 3.21.9, or node is not on the PATH: the tests with it are SKIPPED. "
			+ "Install it with: npm install --prefix <folder> openwhisk@3.21.9";

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private static final long LIMIT = 60;

	private static final String FRAME = """
			const ow = require('openwhisk')({ api: process.env.WHISK_API, api_key: process.env.WHISK_KEY });
			const version = require('openwhisk/package.json').version;
			(async () => { %s })().then(
				(result) => process.stdout.write(JSON.stringify(result === undefined ? null : result)),
				(error) => { process.stderr.write(`${error.statusCode} ${error.message}`); process.exitCode = 1; });
			""";

	private final Path node;

	private final Path modules;

	private final FakeOpenWhisk whisk;

	NpmOpenWhiskClient(FakeOpenWhisk whisk) {
		this.node = node().orElseThrow(() -> new AssertionError(HOW_TO_GET_IT));
		this.modules = modules().orElseThrow(() -> new AssertionError(HOW_TO_GET_IT));
		this.whisk = whisk;
	}

	static boolean isInstalled() {
		return node().isPresent() && modules().isPresent();
	}

	static boolean isRequired() {
		return Boolean.parseBoolean(System.getenv("BLUEPRINT_REQUIRE_OPENWHISK_CLIENT"));
	}

	// What a script returns that finds the client as 'ow'.
	JsonNode run(String script) throws Exception {
		ProcessBuilder builder = new ProcessBuilder(this.node.toString(), "-");
		builder.environment().put("NODE_PATH", this.modules.toString());
		builder.environment().put("WHISK_API", this.whisk.address() + "/api/v1/");
		builder.environment().put("WHISK_KEY", this.whisk.apiKey());
		// Files: threads that wait on pipes would take the common pool from the processes
		// of
		// actions
		Path out = Files.createTempFile("npm-client", ".out");
		Path errors = Files.createTempFile("npm-client", ".err");
		try {
			Process process = builder.redirectOutput(out.toFile()).redirectError(errors.toFile()).start();
			await(process, FRAME.formatted(script), errors);
			return MAPPER.readTree(Files.readString(out));
		}
		finally {
			Files.delete(out);
			Files.delete(errors);
		}
	}

	private static void await(Process process, String program, Path errors) throws Exception {
		try {
			process.getOutputStream().write(program.getBytes(StandardCharsets.UTF_8));
			process.getOutputStream().close();
			if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
				throw new IllegalStateException("the client has not ended");
			}
			if (process.exitValue() != 0) {
				throw new IllegalStateException("the client failed: " + Files.readString(errors));
			}
		}
		finally {
			process.destroyForcibly();
		}
	}

	private static Optional<Path> modules() {
		return Optional.ofNullable(System.getenv("BLUEPRINT_OPENWHISK_CLIENT"))
			.map((folder) -> Path.of(folder, "node_modules"))
			.filter((modules) -> Files.isDirectory(modules.resolve("openwhisk")));
	}

	private static Optional<Path> node() {
		return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((folder) -> Path.of(folder, "node"))
			.filter(Files::isExecutable)
			.findFirst();
	}

}
