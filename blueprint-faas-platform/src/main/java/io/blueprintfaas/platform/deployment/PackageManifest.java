package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads {@code blueprint.json} at the root of a package, which may be absent.
 */
final class PackageManifest {

	static final String NAME = "blueprint.json";

	private static final JsonMapper json = new JsonMapper();

	private PackageManifest() {
	}

	static boolean isKeptAlive(Path code) throws IOException {
		Path file = code.resolve(NAME);
		if (!Files.isRegularFile(file)) {
			return false;
		}
		JsonNode keepAlive = read(Files.readAllBytes(file)).path("keep_alive");
		if (!keepAlive.isMissingNode() && !keepAlive.isBoolean()) {
			throw ZipUnpacker.bad("'keep_alive' in %s must be true or false".formatted(NAME));
		}
		return keepAlive.isBoolean() && keepAlive.booleanValue();
	}

	private static JsonNode read(byte[] content) {
		try {
			return json.readTree(content);
		}
		catch (JacksonException ex) {
			throw ZipUnpacker.bad("%s at the root of the package is not JSON".formatted(NAME));
		}
	}

}
