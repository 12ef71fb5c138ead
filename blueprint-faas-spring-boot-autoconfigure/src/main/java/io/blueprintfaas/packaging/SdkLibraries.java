package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.springframework.util.CollectionUtils;
import org.springframework.util.PatternMatchUtils;

/**
 * The libraries of an application that belong to an SDK, and those that do not.
 */
final class SdkLibraries {

	private static final String THIS_PROJECT = "blueprint-faas-";

	/** Use what is in an SDK only if it happens to be there. */
	private static final List<String> UNDEMANDING = List.of("httpclient5-*", "httpcore5-*", "micrometer-core-*",
			"netty-codec-*", "netty-handler-*", "okhttp-*", "spring-boot-http-client-*", "spring-boot-http-codec-*",
			"spring-boot-http-converter-*", "spring-boot-netty-*", "spring-core-*", "spring-test-*", "spring-web-*",
			"spring-webflux-*");

	private final ProviderSdk sdk;

	private final List<String> packages;

	private final Set<Path> libraries = new HashSet<>();

	/** With their packages. */
	private final Map<Path, Set<String>> companions = new HashMap<>();

	private final List<Path> others = new ArrayList<>();

	SdkLibraries(ProviderSdk sdk, Collection<Path> libraries) throws IOException {
		this.sdk = sdk;
		this.packages = Stream.concat(sdk.packages().stream(), sdk.companions().stream()).toList();
		for (Path library : libraries) {
			if (name(library).endsWith(".jar") && !name(library).startsWith(THIS_PROJECT)) {
				sort(library);
			}
		}
	}

	private void sort(Path library) throws IOException {
		List<String> classes = classes(library);
		if (this.sdk.contains(name(library), classes)) {
			this.libraries.add(library);
		}
		else if (this.sdk.isCompanion(classes)) {
			this.companions.put(library, packages(classes));
		}
		else if (!PatternMatchUtils.simpleMatch(UNDEMANDING.toArray(String[]::new), name(library))) {
			this.others.add(library);
		}
	}

	/**
	 * Those that nothing uses.
	 * @param own the application's own files
	 * @return nothing if the SDK itself is used
	 */
	Set<Path> unused(List<FileTree> own) throws IOException {
		ClassMentions mentions = new ClassMentions(this.packages);
		for (FileTree tree : own) {
			mentions.add(tree.files().stream().filter((file) -> !this.sdk.isOwn(file.name())).toList());
		}
		for (Path other : this.others) {
			add(other, mentions);
		}
		if (CollectionUtils.containsAny(mentions.found(), this.sdk.packages())) {
			return Set.of();
		}
		return without(mentions);
	}

	// What is used needs others in turn
	private Set<Path> without(ClassMentions mentions) throws IOException {
		Map<Path, Set<String>> unused = new HashMap<>(this.companions);
		Set<Path> used = used(unused, mentions);
		while (!used.isEmpty()) {
			for (Path library : used) {
				unused.remove(library);
				add(library, mentions);
			}
			used = used(unused, mentions);
		}
		Set<Path> result = new HashSet<>(this.libraries);
		result.addAll(unused.keySet());
		return result;
	}

	private static Set<Path> used(Map<Path, Set<String>> candidates, ClassMentions mentions) {
		Set<Path> used = new HashSet<>(candidates.keySet());
		used.removeIf((library) -> !CollectionUtils.containsAny(mentions.found(), candidates.get(library)));
		return used;
	}

	private Set<String> packages(List<String> classes) {
		Set<String> packages = new HashSet<>(this.sdk.companions());
		packages.removeIf((name) -> classes.stream().noneMatch((type) -> type.startsWith(name)));
		return packages;
	}

	private static void add(Path library, ClassMentions mentions) throws IOException {
		try (FileTree jar = new JarTree(library, "", ClassMentions::isClass)) {
			mentions.add(jar.files());
		}
	}

	// By the names under which they are loaded, whichever release of Java they are for
	private static List<String> classes(Path library) throws IOException {
		try (FileTree jar = new JarTree(library, "", ClassMentions::isClass)) {
			return jar.files()
				.stream()
				.map((file) -> file.name().replaceFirst("^META-INF/versions/[0-9]+/", ""))
				.toList();
		}
	}

	private static String name(Path library) {
		return library.getFileName().toString();
	}

}
