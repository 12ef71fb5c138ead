package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Finds the client libraries of providers that only this project uses. It looks again
 * only when the application has changed.
 */
final class UnusedSdks {

	private final List<ProviderSdk> sdks;

	private @Nullable String fingerprint;

	private Set<Path> unused = Set.of();

	UnusedSdks(List<ProviderSdk> sdks) {
		this.sdks = List.copyOf(sdks);
	}

	/**
	 * Finds out which libraries belong to an SDK and are used by nothing else.
	 * @param parts the application
	 * @return whether a library is one of them
	 */
	Predicate<Path> in(ApplicationParts parts) throws IOException {
		List<ProviderSdk> present = this.sdks.stream().filter((sdk) -> isPresent(sdk, parts)).toList();
		if (present.isEmpty()) {
			return (library) -> false;
		}
		String current = fingerprint(parts);
		if (!current.equals(this.fingerprint)) {
			this.unused = find(present, parts);
			this.fingerprint = current;
		}
		return this.unused::contains;
	}

	private static boolean isPresent(ProviderSdk sdk, ApplicationParts parts) {
		return parts.libraries()
			.stream()
			.anyMatch((library) -> library.getFileName().toString().startsWith(sdk.marker()));
	}

	private static String fingerprint(ApplicationParts parts) throws IOException {
		Fingerprint fingerprint = new Fingerprint().add(new ApplicationJar(parts.own()).fingerprint());
		for (Path library : parts.libraries()) {
			fingerprint.add(PackageEntry.of("library", library, false).stamp());
		}
		return fingerprint.toString();
	}

	private static Set<Path> find(List<ProviderSdk> sdks, ApplicationParts parts) throws IOException {
		Set<Path> unused = new HashSet<>();
		for (ProviderSdk sdk : sdks) {
			Set<Path> remaining = new HashSet<>(parts.libraries());
			remaining.removeAll(unused);
			unused.addAll(new SdkLibraries(sdk, remaining).unused(parts.own()));
		}
		return unused;
	}

}
