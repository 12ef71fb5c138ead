package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import io.blueprintfaas.packaging.ApplicationFiles;
import io.blueprintfaas.packaging.PackageLayout;
import io.blueprintfaas.packaging.PackageWriter;

/**
 * What stands in for the package of a function that an image brings: nothing is uploaded.
 */
final class ImageLayout implements PackageLayout {

	private final String image;

	ImageLayout(String image) {
		this.image = image;
	}

	@Override
	public String name() {
		return "image";
	}

	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		writer.add("image", this.image.getBytes(StandardCharsets.UTF_8), false);
	}

}
