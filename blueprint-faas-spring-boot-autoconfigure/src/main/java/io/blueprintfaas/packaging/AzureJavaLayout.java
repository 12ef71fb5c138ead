package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A package for the Java runtimes of Azure Functions. Azure's worker loads
 * {@code app.jar}, which has the entry point of all functions and no more: the
 * application and its libraries are in {@code jars}, and the entry point loads them in
 * the order of the class path, apart from the libraries of the worker. The name of that
 * folder must not end with {@code lib}, else the worker would load them itself, in no
 * order.
 */
final class AzureJavaLayout implements PackageLayout {

	private static final String ENTRY_CLASS = "io.blueprintfaas.runtime.azure.AzureHttpFunction";

	private static final String FOLDER = "jars/";

	private final AzureFunctionApp app;

	AzureJavaLayout(AzureFunctionApp app) {
		this.app = app;
	}

	@Override
	public String name() {
		return "azure-java";
	}

	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		new AzureHostFiles(this.app, writer).writeForWorker("../app.jar", ENTRY_CLASS + ".run");
		LibraryNames names = new LibraryNames();
		List<Path> files = new ArrayList<>(List.of(application.applicationJar()));
		files.addAll(application.libraries());
		List<String> classPath = new ArrayList<>();
		for (Path file : files) {
			String name = FOLDER + names.of((file == files.get(0)) ? Path.of("application.jar") : file);
			classPath.add(name);
			writer.add(name, file, false);
		}
		writer.add("app.jar", AzureEntryJar.of(ENTRY_CLASS, files, classPath, application.mainClass()), false);
	}

}
