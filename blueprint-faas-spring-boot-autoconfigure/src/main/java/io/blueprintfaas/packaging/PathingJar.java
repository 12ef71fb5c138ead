package io.blueprintfaas.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * A jar that stands for an application: it has no classes, but a manifest that names the
 * jars which have, and tells the application's main class.
 */
final class PathingJar {

	private PathingJar() {
	}

	/**
	 * Makes the jar.
	 * @param classPath the other jars, by their paths from where this one will stand
	 * @param mainClass the application's main class
	 * @return bytes of the jar
	 */
	static byte[] of(List<String> classPath, String mainClass) throws IOException {
		ByteArrayOutputStream jar = new ByteArrayOutputStream();
		ZipFileWriter.write(List.of(PackageEntry.of(ApplicationManifest.NAME, manifest(classPath), false),
				PackageEntry.of(FunctionProperties.NAME, FunctionProperties.of(mainClass), false)), jar);
		return jar.toByteArray();
	}

	private static byte[] manifest(List<String> classPath) throws IOException {
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		manifest.write(bytes);
		return bytes.toByteArray();
	}

}
