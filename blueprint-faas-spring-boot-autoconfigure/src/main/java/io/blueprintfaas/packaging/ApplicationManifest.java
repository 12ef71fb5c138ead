package io.blueprintfaas.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/**
 * What a function keeps of the application's manifest: title and version, which Boot
 * reads, but neither how it was started nor its class path.
 */
final class ApplicationManifest {

	static final String NAME = "META-INF/MANIFEST.MF";

	private ApplicationManifest() {
	}

	static PackageEntry of(PackageEntry original) throws IOException {
		Attributes attributes = new Manifest(new ByteArrayInputStream(original.bytes())).getMainAttributes();
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		attributes.forEach((name, value) -> {
			if (isKept(name.toString())) {
				manifest.getMainAttributes().put(name, value);
			}
		});
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		manifest.write(bytes);
		return PackageEntry.of(NAME, bytes.toByteArray(), false);
	}

	private static boolean isKept(String name) {
		return name.startsWith("Implementation-") || name.startsWith("Specification-") || name.equals("Multi-Release");
	}

}
