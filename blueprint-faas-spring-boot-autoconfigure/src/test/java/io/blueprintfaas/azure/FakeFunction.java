package io.blueprintfaas.azure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function that a package has a folder for.
 *
 * @param name name of the folder
 * @param config what its function.json says
 */
record FakeFunction(String name, ObjectNode config) {

	// Functions of a zip with a host.json: without that the host finds none.
	static List<FakeFunction> in(byte[] zip) {
		List<FakeFunction> functions = new ArrayList<>();
		boolean host = false;
		try (ZipInputStream input = new ZipInputStream(new ByteArrayInputStream(zip))) {
			for (ZipEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
				String[] parts = entry.getName().split("/");
				host |= entry.getName().equals("host.json");
				if (parts.length == 2 && parts[1].equals("function.json")) {
					functions.add(new FakeFunction(parts[0], FakeJson.read(input.readAllBytes())));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return host ? functions : List.of();
	}

	String route() {
		return trigger().path("route").asString(this.name);
	}

	boolean isAnonymous() {
		return "anonymous".equalsIgnoreCase(trigger().path("authLevel").asString(""));
	}

	private JsonNode trigger() {
		for (JsonNode binding : this.config.path("bindings")) {
			if ("httpTrigger".equals(binding.path("type").asString(""))) {
				return binding;
			}
		}
		return FakeJson.object();
	}

}
