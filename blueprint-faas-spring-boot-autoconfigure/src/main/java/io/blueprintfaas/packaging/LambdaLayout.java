package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;

import org.springframework.util.unit.DataSize;

/**
 * A package for AWS Lambda's Java runtimes: all jars in {@code lib}, and at the root a
 * file that names the application's main class. Those runtimes put {@code lib/*.jar} on
 * the class path sorted by name, so each name begins with the number of its place.
 */
public final class LambdaLayout implements PackageLayout {

	/**
	 * Handler to configure the function with.
	 */
	public static final String HANDLER = "io.blueprintfaas.runtime.lambda.LambdaHandler";

	/**
	 * Largest zip that Lambda takes in a request; a larger one must come from a bucket.
	 */
	public static final DataSize DIRECT_UPLOAD_LIMIT = DataSize.ofMegabytes(50);

	/**
	 * Largest size of all files of a function together, its layers included.
	 */
	public static final DataSize UNPACKED_LIMIT = DataSize.ofMegabytes(250);

	@Override
	public String name() {
		return "lambda";
	}

	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		writer.add(FunctionProperties.NAME, FunctionProperties.of(application.mainClass()), false);
		writer.add("lib/0000-app.jar", application.applicationJar(), false);
		LibraryNames names = new LibraryNames();
		int place = 1;
		for (Path library : application.libraries()) {
			writer.add("lib/%04d-%s".formatted(place++, names.of(library)), library, false);
		}
	}

}
