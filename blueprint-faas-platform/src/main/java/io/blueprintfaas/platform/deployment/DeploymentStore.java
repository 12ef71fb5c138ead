package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Keeps deployments in a folder. A deployment exists as soon as, and as long as, its
 * description does; whatever else is found at a start is left over from an interruption
 * and removed.
 */
public final class DeploymentStore implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(DeploymentStore.class);

	private final DataFolder folder;

	private final Path functions;

	private final Uploads uploads;

	private final PackageLimits limits;

	/**
	 * Opens a folder, which is made if it does not exist.
	 * @param folder the folder; one platform at a time may use it
	 * @param limits how large packages may be
	 * @throws IOException if it cannot be used
	 */
	public DeploymentStore(Path folder, PackageLimits limits) throws IOException {
		this.folder = DataFolder.open(folder);
		this.limits = limits;
		try {
			this.functions = DataFolder.createPrivate(this.folder.root().resolve("functions"));
			this.uploads = Uploads.in(this.folder.root().resolve("uploads"), limits.upload());
		}
		catch (IOException ex) {
			this.folder.close();
			throw ex;
		}
	}

	/**
	 * Where packages are uploaded to.
	 * @return the folder
	 */
	public Uploads uploads() {
		return this.uploads;
	}

	/**
	 * Checks and unpacks a package. It is not deployed before {@link #commit}.
	 * @param functionId the function
	 * @param upload the package, which is moved
	 * @param sha256 its content hash
	 * @param given how it is to be run
	 * @return the version, unpacked
	 * @throws IOException if the machine fails
	 */
	public Deployment prepare(String functionId, Path upload, String sha256, GivenConfig given) throws IOException {
		FunctionFolder function = new FunctionFolder(this.functions.resolve(functionId));
		Path version = function.newVersion();
		try {
			Files.createDirectories(version.resolve("code"));
			Files.createDirectories(version.resolve("home"));
			ZipUnpacker.unpack(upload, version.resolve("code"), this.limits);
			Path zip = Files.move(upload, version.resolve("package.zip"));
			return new Deployment(functionId, version, sha256, Files.size(zip),
					PackageManifest.isKeptAlive(version.resolve("code")), given.config(), given.sha256(),
					Instant.now().truncatedTo(ChronoUnit.MILLIS));
		}
		catch (IOException | RuntimeException ex) {
			discard(function, version);
			throw ex;
		}
	}

	/**
	 * Makes a prepared version the one that is deployed, in one step.
	 * @param deployment the version
	 * @throws IOException if it cannot be written; then nothing has changed
	 */
	public void commit(Deployment deployment) throws IOException {
		FunctionFolder.of(deployment).write(deployment);
	}

	/**
	 * Forgets a function. Its files stay until {@link #discard}.
	 * @param deployment its version
	 * @throws IOException if it cannot be removed; then nothing has changed
	 */
	public void remove(Deployment deployment) throws IOException {
		FunctionFolder.of(deployment).removeDescription();
	}

	/**
	 * Deletes the files of a version that nothing runs any more, and of its function if
	 * this was the last.
	 * @param deployment the version
	 */
	public void discard(Deployment deployment) {
		discard(FunctionFolder.of(deployment), deployment.folder());
	}

	private static void discard(FunctionFolder function, Path version) {
		try {
			function.removeVersion(version);
		}
		catch (IOException ex) {
			logger.warn("'%s' cannot be deleted; the next start tries again".formatted(version), ex);
		}
	}

	/**
	 * Reads what is deployed, and removes what was left over.
	 * @return the deployments; those that cannot be read are reported and left out
	 * @throws IOException if the folder cannot be read
	 */
	public List<Deployment> load() throws IOException {
		List<Deployment> deployments = new ArrayList<>();
		try (Stream<Path> folders = Files.list(this.functions)) {
			for (Path path : folders.filter(Files::isDirectory).sorted().toList()) {
				Deployment deployment = load(new FunctionFolder(path));
				if (deployment != null) {
					deployments.add(deployment);
				}
			}
		}
		return deployments;
	}

	private static @Nullable Deployment load(FunctionFolder function) {
		try {
			if (!function.hasDeployment()) {
				function.remove();
				return null;
			}
			Deployment deployment = function.read();
			function.removeAllVersionsBut(deployment);
			return deployment;
		}
		catch (IOException | JacksonException | IllegalArgumentException | PlatformException | DateTimeException ex) {
			logger.error("The deployment in '%s' cannot be read and is skipped: deploy the function again"
				.formatted(function.path()), ex);
			return null;
		}
	}

	/**
	 * Lets another platform use the folder.
	 */
	@Override
	public void close() throws IOException {
		this.folder.close();
	}

}
