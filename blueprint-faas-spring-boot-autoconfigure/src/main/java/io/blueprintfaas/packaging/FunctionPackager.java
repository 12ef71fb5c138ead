package io.blueprintfaas.packaging;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FunctionPackage;

/**
 * Makes packages of the running application, of an executable, or of a zip that is there
 * already.
 */
public interface FunctionPackager {

	/**
	 * The running application as a package. Packaging again gives the same bytes, and
	 * costs next to nothing while its files have not changed.
	 * @param layout where the files stand
	 * @return the package
	 * @throws PackagingException if the application cannot be packaged
	 */
	FunctionPackage packApplication(PackageLayout layout);

	/**
	 * Something else as a package: a zip is taken as it is, any other file becomes the
	 * executable {@code bootstrap} of a new zip.
	 * @param artifact the zip or executable
	 * @return the package
	 * @throws PackagingException if there is no such file or it cannot be read
	 */
	FunctionPackage packArtifact(Path artifact);

	/**
	 * The same for a provider that starts something else than {@code bootstrap}.
	 * @param artifact the zip or executable
	 * @param executable what a zip must have at its root, or {@code null} for anything
	 * @return the package
	 * @throws PackagingException if there is no such file or it cannot be read
	 */
	FunctionPackage packArtifact(Path artifact, @Nullable String executable);

}
