package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

import org.jspecify.annotations.Nullable;

/**
 * The AWS SDK and the part of Spring Cloud AWS that comes with the provider for Lambda:
 * 10 MB that a function needs only if the application, or another library of it, uses
 * them too.
 */
final class AwsSdk {

	private static final List<String> PACKAGES = List.of("software/amazon/awssdk/", "io/awspring/cloud/");

	private static final Pattern OWN_SPRING_CLOUD = Pattern
		.compile("spring-cloud-aws-(starter|core|autoconfigure)-[0-9].*");

	/** This project's own use of it. */
	private static final String PROVIDER_CLASSES = "io/blueprintfaas/aws/";

	private static final String PROVIDER_JAR = "blueprint-faas-";

	private @Nullable String fingerprint;

	private Set<Path> unused = Set.of();

	/**
	 * Finds out which libraries belong to the SDK and are used by nothing else.
	 * @param parts the application
	 * @return whether a library is one of them
	 */
	Predicate<Path> unused(ApplicationParts parts) throws IOException {
		if (parts.libraries().stream().noneMatch((library) -> name(library).startsWith("aws-core-2."))) {
			return (library) -> false;
		}
		String current = fingerprint(parts);
		if (!current.equals(this.fingerprint)) {
			this.unused = find(parts);
			this.fingerprint = current;
		}
		return this.unused::contains;
	}

	private static String fingerprint(ApplicationParts parts) throws IOException {
		Fingerprint fingerprint = new Fingerprint().add(new ApplicationJar(parts.own()).fingerprint());
		for (Path library : parts.libraries()) {
			fingerprint.add(PackageEntry.of("library", library, false).stamp());
		}
		return fingerprint.toString();
	}

	private static Set<Path> find(ApplicationParts parts) throws IOException {
		Set<Path> sdk = new HashSet<>();
		for (Path library : parts.libraries()) {
			if (!name(library).endsWith(".jar") || name(library).startsWith(PROVIDER_JAR)) {
				continue;
			}
			try (JarFile jar = new JarFile(library.toFile())) {
				if (isSdk(name(library), jar)) {
					sdk.add(library);
				}
				else if (isUsedBy(jar)) {
					return Set.of();
				}
			}
		}
		return isUsedBy(parts.own()) ? Set.of() : sdk;
	}

	private static boolean isSdk(String name, JarFile jar) {
		if (name.startsWith("spring-cloud-aws-")) {
			return OWN_SPRING_CLOUD.matcher(name).matches();
		}
		List<String> classes = jar.stream().map(ZipEntry::getName).filter(AwsSdk::isClass).toList();
		return !classes.isEmpty() && classes.stream().allMatch((entry) -> entry.startsWith(PACKAGES.get(0)));
	}

	private static boolean isUsedBy(JarFile jar) throws IOException {
		for (JarEntry entry : jar.stream().filter((file) -> isClass(file.getName())).toList()) {
			try (InputStream input = jar.getInputStream(entry)) {
				if (mentions(input.readAllBytes())) {
					return true;
				}
			}
		}
		return false;
	}

	private static boolean isUsedBy(List<FileTree> own) throws IOException {
		for (FileTree tree : own) {
			for (PackageEntry file : tree.files()) {
				if (isClass(file.name()) && !file.name().startsWith(PROVIDER_CLASSES) && mentions(file.bytes())) {
					return true;
				}
			}
		}
		return false;
	}

	// A class names all that it uses in one table, in plain letters
	private static boolean mentions(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		return PACKAGES.stream().anyMatch(text::contains);
	}

	private static boolean isClass(String name) {
		return name.endsWith(".class") && !name.endsWith("module-info.class");
	}

	private static String name(Path library) {
		return library.getFileName().toString();
	}

}
