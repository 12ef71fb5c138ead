package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of one function: a folder for each version, and the description of the one
 * that is deployed.
 *
 * @param path where it is; named like the function
 */
record FunctionFolder(Path path) {

	private static final String DESCRIPTION = "deployment.json";

	private static final JsonMapper json = new JsonMapper();

	static FunctionFolder of(Deployment deployment) {
		return new FunctionFolder(deployment.folder().getParent());
	}

	Path newVersion() {
		return this.path.resolve(UUID.randomUUID().toString());
	}

	boolean hasDeployment() {
		return Files.exists(description());
	}

	private Path description() {
		return this.path.resolve(DESCRIPTION);
	}

	// in one step: whoever reads meanwhile finds the old or the new description
	void write(Deployment deployment) throws IOException {
		Path draft = this.path.resolve(DESCRIPTION + ".draft");
		Files.write(draft, json.writeValueAsBytes(deployment.toJson()));
		Files.move(draft, description(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	Deployment read() throws IOException {
		Deployment deployment = Deployment.read(this.path.getFileName().toString(), this.path,
				json.readTree(Files.readAllBytes(description())));
		if (!Files.isExecutable(deployment.bootstrap())) {
			throw new IOException("'%s' is not executable".formatted(deployment.bootstrap()));
		}
		return deployment;
	}

	void removeDescription() throws IOException {
		Files.deleteIfExists(description());
	}

	void removeAllVersionsBut(Deployment deployment) throws IOException {
		for (Path version : versions()) {
			if (!version.equals(deployment.folder())) {
				FileSystemUtils.deleteRecursively(version);
			}
		}
		Files.createDirectories(deployment.home());
	}

	// removes a version, and the folder if there is nothing else in it to keep
	void removeVersion(Path version) throws IOException {
		FileSystemUtils.deleteRecursively(version);
		if (Files.isDirectory(this.path) && !hasDeployment() && versions().isEmpty()) {
			remove();
		}
	}

	void remove() throws IOException {
		FileSystemUtils.deleteRecursively(this.path);
	}

	private List<Path> versions() throws IOException {
		try (Stream<Path> versions = Files.list(this.path)) {
			return versions.filter(Files::isDirectory).toList();
		}
	}

}
