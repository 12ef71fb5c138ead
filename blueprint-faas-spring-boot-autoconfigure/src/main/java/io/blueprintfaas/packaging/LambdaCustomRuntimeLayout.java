package io.blueprintfaas.packaging;

import java.io.IOException;

/**
 * A package for AWS Lambda's runtime {@code provided.al2023}, which starts
 * {@code bootstrap} and has no Java, so that the package must bring one.
 */
public final class LambdaCustomRuntimeLayout implements PackageLayout {

	/**
	 * Handler to configure the function with. Lambda asks for one, but does not use it.
	 */
	public static final String HANDLER = "bootstrap";

	private static final String ENTRY_CLASS = "io.blueprintfaas.runtime.lambda.LambdaMain";

	private final JavaBootstrap bootstrap;

	/**
	 * A layout.
	 * @param bootstrap writes the executable, the application and its Java
	 */
	public LambdaCustomRuntimeLayout(JavaBootstrap bootstrap) {
		this.bootstrap = bootstrap;
	}

	@Override
	public String name() {
		return "lambda-custom";
	}

	/**
	 * Writes the entries of the package.
	 * @param application the application's own files and its libraries
	 * @param writer takes the entries, in any order
	 * @throws IOException if a file cannot be read or written
	 * @throws PackagingException if the package brings no Java
	 */
	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		if (!this.bootstrap.bringsJava()) {
			throw new PackagingException("Lambda's runtime 'provided.al2023' has no Java, and the package brings none: "
					+ "set 'blueprint.faas.packaging.jre' to 'bundled', or choose one of Lambda's Java runtimes, "
					+ "for example 'java21'", null);
		}
		this.bootstrap.write(application, ENTRY_CLASS, writer);
	}

	/**
	 * The processor architecture that the Java of a package made here runs on, as Lambda
	 * names it.
	 * @return {@code x86_64} or {@code arm64}
	 * @throws PackagingException if Lambda has no such processors
	 */
	public static String architecture() {
		String architecture = System.getProperty("os.arch");
		return switch (architecture) {
			case "amd64", "x86_64" -> "x86_64";
			case "aarch64", "arm64" -> "arm64";
			default -> throw new PackagingException(
					("The Java of a package runs on the processors of the machine it is made on, and Lambda has none of "
							+ "architecture '%s': package on x86_64 or arm64, or choose one of Lambda's Java runtimes")
						.formatted(architecture),
					null);
		};
	}

}
