package io.blueprintfaas.platform.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;

/**
 * Where packages are while they are uploaded. What is left of an interruption is removed
 * at the next start.
 */
public final class Uploads {

	private static final Log logger = LogFactory.getLog(Uploads.class);

	private final Path folder;

	private final DataSize limit;

	private Uploads(Path folder, DataSize limit) {
		this.folder = folder;
		this.limit = limit;
	}

	static Uploads in(Path folder, DataSize limit) throws IOException {
		FileSystemUtils.deleteRecursively(folder);
		return new Uploads(DataFolder.createPrivate(folder), limit);
	}

	/**
	 * Largest package that may be uploaded.
	 * @return bytes of the zip
	 */
	public DataSize limit() {
		return this.limit;
	}

	/**
	 * A file to upload a package to.
	 * @return a path that does not exist
	 */
	public Path next() {
		return this.folder.resolve(UUID.randomUUID() + ".zip");
	}

	/**
	 * Deletes a package that was not, or not completely, uploaded, or is not needed.
	 * @param upload from {@link #next()}; need not exist
	 */
	public void drop(Path upload) {
		try {
			Files.deleteIfExists(upload);
		}
		catch (IOException ex) {
			logger.warn("The upload '%s' cannot be deleted; the next start tries again".formatted(upload), ex);
		}
	}

}
