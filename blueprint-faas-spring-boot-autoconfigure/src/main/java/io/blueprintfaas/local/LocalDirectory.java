package io.blueprintfaas.local;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the folder of the platform. The same application finds the same folder again, and
 * so what it deployed; another instance of it that runs at the same time gets one of its
 * own.
 */
final class LocalDirectory {

	private static final int INSTANCES = 50;

	private final List<Path> candidates;

	/**
	 * The folder of an application.
	 * @param configured the configured folder, or {@code null} for one below another
	 * @param parent the other folder
	 * @param application what tells this application from others that are started in the
	 * same folder
	 */
	LocalDirectory(@Nullable Path configured, Path parent, List<String> application) {
		this.candidates = (configured != null) ? List.of(configured) : candidates(parent, application);
	}

	/**
	 * Opens the first folder that is not in use.
	 * @param open opens a folder, or throws an {@link UncheckedIOException}
	 * @param <T> what opening gives
	 * @return what opening gave
	 */
	<T> T open(Function<Path, T> open) {
		UncheckedIOException first = null;
		for (Path candidate : this.candidates) {
			try {
				return open.apply(candidate);
			}
			catch (UncheckedIOException ex) {
				first = (first != null) ? first : ex;
			}
		}
		throw (first != null) ? first : new IllegalStateException("There is always a candidate");
	}

	private static List<Path> candidates(Path parent, List<String> application) {
		String name = "blueprint-faas-platform-%s-%s".formatted(System.getProperty("user.name"), hash(application));
		return IntStream.rangeClosed(1, INSTANCES)
			.mapToObj((number) -> parent.resolve((number > 1) ? name + "-" + number : name))
			.toList();
	}

	private static String hash(List<String> application) {
		try {
			String text = System.getProperty("user.dir") + '\n' + String.join("\n", application);
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
			return HexFormat.of().formatHex(digest, 0, 8);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

}
