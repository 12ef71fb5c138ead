package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Keeps deployments in a folder. A deployment exists as soon as, and as long as, its
 * {@code deployment.json} does; whatever else is found at a start is left over from an
 * interruption and removed.
 */
public final class DeploymentStore implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(DeploymentStore.class);

	private static final String DESCRIPTION = "deployment.json";

	private static final JsonMapper json = new JsonMapper();

	private final Path functions;

	private final Path uploads;

	private final PackageLimits limits;

	private final FileChannel lockFile;

	/**
	 * Opens a folder, which is made if it does not exist.
	 * @param folder the folder; one platform at a time may use it
	 * @param limits how large packages may be
	 * @throws IOException if it cannot be used
	 */
	public DeploymentStore(Path folder, PackageLimits limits) throws IOException {
		Path root = createPrivate(folder.toAbsolutePath().normalize());
		this.lockFile = lock(root);
		this.limits = limits;
		this.functions = createPrivate(root.resolve("functions"));
		this.uploads = root.resolve("uploads");
		FileSystemUtils.deleteRecursively(this.uploads);
		createPrivate(this.uploads);
	}

	/**
	 * How large packages may be.
	 * @return the limits
	 */
	public PackageLimits limits() {
		return this.limits;
	}

	/**
	 * A file to upload a package to.
	 * @return a path that does not exist
	 */
	public Path newUpload() {
		return this.uploads.resolve(UUID.randomUUID() + ".zip");
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
		Path version = this.functions.resolve(functionId).resolve(UUID.randomUUID().toString());
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
			discard(version);
			throw ex;
		}
	}

	/**
	 * Makes a prepared version the one that is deployed, in one step.
	 * @param deployment the version
	 * @throws IOException if it cannot be written; then nothing has changed
	 */
	public void commit(Deployment deployment) throws IOException {
		Path description = deployment.folder().resolveSibling(DESCRIPTION);
		Path draft = deployment.folder().resolveSibling(DESCRIPTION + ".draft");
		Files.write(draft, json.writeValueAsBytes(deployment.toJson()));
		Files.move(draft, description, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	/**
	 * Forgets a function. Its files stay until {@link #discard}.
	 * @param deployment its version
	 * @throws IOException if it cannot be removed; then nothing has changed
	 */
	public void remove(Deployment deployment) throws IOException {
		Files.deleteIfExists(deployment.folder().resolveSibling(DESCRIPTION));
	}

	/**
	 * Deletes the files of a version that nothing runs any more, and of its function if
	 * this was the last.
	 * @param deployment the version
	 */
	public void discard(Deployment deployment) {
		discard(deployment.folder());
	}

	private void discard(Path version) {
		try {
			FileSystemUtils.deleteRecursively(version);
			Path function = version.getParent();
			if (isAbandoned(function)) {
				FileSystemUtils.deleteRecursively(function);
			}
		}
		catch (IOException ex) {
			logger.warn("'%s' cannot be deleted; the next start tries again".formatted(version), ex);
		}
	}

	private static boolean isAbandoned(Path function) throws IOException {
		if (!Files.isDirectory(function) || Files.exists(function.resolve(DESCRIPTION))) {
			return false;
		}
		try (Stream<Path> versions = Files.list(function)) {
			return versions.noneMatch(Files::isDirectory);
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
			for (Path folder : folders.filter(Files::isDirectory).sorted().toList()) {
				Deployment deployment = load(folder);
				if (deployment != null) {
					deployments.add(deployment);
				}
			}
		}
		return deployments;
	}

	private @Nullable Deployment load(Path folder) {
		try {
			if (!Files.exists(folder.resolve(DESCRIPTION))) {
				FileSystemUtils.deleteRecursively(folder);
				return null;
			}
			Deployment deployment = read(folder);
			removeOtherVersions(folder, deployment);
			return deployment;
		}
		catch (IOException | JacksonException | IllegalArgumentException | PlatformException
				| java.time.DateTimeException ex) {
			logger.error(
					"The deployment in '%s' cannot be read and is skipped: deploy the function again".formatted(folder),
					ex);
			return null;
		}
	}

	private static Deployment read(Path folder) throws IOException {
		Deployment deployment = Deployment.read(folder.getFileName().toString(), folder,
				json.readTree(Files.readAllBytes(folder.resolve(DESCRIPTION))));
		if (!Files.isExecutable(deployment.bootstrap())) {
			throw new IOException("'%s' is not executable".formatted(deployment.bootstrap()));
		}
		return deployment;
	}

	private static void removeOtherVersions(Path folder, Deployment deployment) throws IOException {
		try (Stream<Path> versions = Files.list(folder)) {
			for (Path version : versions.filter(Files::isDirectory).toList()) {
				if (!version.equals(deployment.folder())) {
					FileSystemUtils.deleteRecursively(version);
				}
			}
		}
		Files.createDirectories(deployment.home());
	}

	private static Path createPrivate(Path folder) throws IOException {
		Files.createDirectories(folder);
		if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
		}
		return folder;
	}

	private static FileChannel lock(Path root) throws IOException {
		FileChannel channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE);
		if (tryLock(channel) == null) {
			channel.close();
			throw new IOException(
					"The folder '%s' is in use by another platform: give each one a folder of its own".formatted(root));
		}
		return channel;
	}

	private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
		try {
			return channel.tryLock();
		}
		catch (OverlappingFileLockException ex) {
			return null;
		}
	}

	/**
	 * Lets another platform use the folder.
	 */
	@Override
	public void close() throws IOException {
		this.lockFile.close();
	}

}
