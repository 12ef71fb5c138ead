package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that a function needs of the running application.
 *
 * @param mainClass the application's main class
 * @param applicationJar the application's own classes and resources as a plain jar
 * @param libraries the libraries a function needs, in the order of the class path
 */
public record ApplicationFiles(String mainClass, Path applicationJar, List<Path> libraries) {

	public ApplicationFiles {
		libraries = List.copyOf(libraries);
	}

}
