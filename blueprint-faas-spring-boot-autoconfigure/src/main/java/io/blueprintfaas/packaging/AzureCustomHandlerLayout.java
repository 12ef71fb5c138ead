package io.blueprintfaas.packaging;

import java.io.IOException;

/**
 * A package for the runtime {@code custom} of Azure Functions, whose host starts a
 * process and forwards requests to it. That runtime promises no Java, so the package must
 * bring one.
 */
final class AzureCustomHandlerLayout implements PackageLayout {

	private static final String ENTRY_CLASS = "io.blueprintfaas.runtime.azure.AzureHandlerMain";

	private final AzureFunctionApp app;

	private final JavaBootstrap bootstrap;

	AzureCustomHandlerLayout(AzureFunctionApp app, JavaBootstrap bootstrap) {
		this.app = app;
		this.bootstrap = bootstrap;
	}

	@Override
	public String name() {
		return "azure-custom";
	}

	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		if (!this.bootstrap.bringsJava()) {
			throw new PackagingException("Azure's runtime 'custom' has no Java, and the package brings none: set "
					+ "'blueprint.faas.packaging.jre' to 'bundled', or choose one of Azure's Java runtimes, "
					+ "for example '21'", null);
		}
		new AzureHostFiles(this.app, writer).writeForProcess("bootstrap");
		this.bootstrap.write(application, ENTRY_CLASS, writer);
	}

}
