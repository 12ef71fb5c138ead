package io.blueprintfaas.custom;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Key stores and trust stores made by the JDK's own tool.
 *
 * @param folder where they are
 */
public record TestCertificates(Path folder) {

	/** Password of all stores. */
	public static final String PASSWORD = "changeit";

	/**
	 * Makes stores of {@code server} and {@code client}.
	 * @param folder where they go
	 * @return the stores
	 * @throws IOException if the tool cannot be run
	 * @throws InterruptedException if waiting for it is interrupted
	 */
	public static TestCertificates create(Path folder) throws IOException, InterruptedException {
		TestCertificates certificates = new TestCertificates(folder);
		for (String name : List.of("server", "client")) {
			certificates.keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
					"san=dns:localhost", "-validity", "2", "-keystore", name + ".p12");
			certificates.keytool("-exportcert", "-alias", name, "-keystore", name + ".p12", "-file", name + ".cer");
			certificates.keytool("-importcert", "-noprompt", "-alias", name, "-file", name + ".cer", "-keystore",
					name + "-trust.p12");
		}
		return certificates;
	}

	/**
	 * A key and its certificate, for localhost.
	 * @param name whose
	 * @return the store
	 */
	public Path keys(String name) {
		return this.folder.resolve(name + ".p12");
	}

	/**
	 * Trust in that certificate.
	 * @param name whose
	 * @return the store
	 */
	public Path trust(String name) {
		return this.folder.resolve(name + "-trust.p12");
	}

	private void keytool(String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
		command.addAll(List.of(arguments));
		command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
		Process process = new ProcessBuilder(command).directory(this.folder.toFile()).redirectErrorStream(true).start();
		String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (process.waitFor() != 0) {
			throw new IllegalStateException(output);
		}
	}

}
