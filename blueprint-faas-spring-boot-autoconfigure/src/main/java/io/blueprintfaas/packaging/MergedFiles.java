package io.blueprintfaas.packaging;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes one file of several that have the same name in different parts of the
 * application. Of most the first wins, as on a class path; those that a class path reads
 * all of are merged.
 */
final class MergedFiles {

	private MergedFiles() {
	}

	/**
	 * One file of all.
	 * @param files files of the same name, in the order of the class path, at least one
	 * @return the file
	 */
	static PackageEntry merge(List<PackageEntry> files) throws IOException {
		PackageEntry first = files.get(0);
		String name = first.name();
		if (files.size() == 1) {
			return first;
		}
		if (isList(name)) {
			return PackageEntry.of(name, lines(texts(files)), false);
		}
		if (name.startsWith("META-INF/") && name.endsWith(".factories")) {
			return PackageEntry.of(name, factories(texts(files)), false);
		}
		if (isProperties(name)) {
			return PackageEntry.of(name, properties(texts(files)), false);
		}
		return first;
	}

	private static boolean isList(String name) {
		return name.startsWith("META-INF/services/")
				|| (name.startsWith("META-INF/spring/") && name.endsWith(".imports"));
	}

	private static boolean isProperties(String name) {
		return Set
			.of("META-INF/spring.handlers", "META-INF/spring.schemas", "META-INF/spring.components",
					"META-INF/spring-autoconfigure-metadata.properties")
			.contains(name);
	}

	private static List<String> texts(List<PackageEntry> files) throws IOException {
		List<String> texts = new ArrayList<>();
		for (PackageEntry file : files) {
			texts.add(new String(file.bytes(), StandardCharsets.UTF_8));
		}
		return texts;
	}

	private static byte[] lines(List<String> texts) {
		Set<String> lines = new LinkedHashSet<>();
		texts.forEach((text) -> text.lines().filter((line) -> !line.isBlank()).forEach(lines::add));
		return bytes(lines);
	}

	// Of one key in one file the last value counts, so values are joined
	private static byte[] factories(List<String> texts) throws IOException {
		Map<String, Set<String>> values = new TreeMap<>();
		for (String text : texts) {
			load(text).forEach((key, value) -> {
				Set<String> joined = values.computeIfAbsent((String) key, (missing) -> new LinkedHashSet<>());
				for (String part : ((String) value).split(",")) {
					joined.add(part.trim());
				}
			});
		}
		return bytes(values.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + String.join(",", entry.getValue()))
			.toList());
	}

	private static Properties load(String text) throws IOException {
		Properties properties = new Properties();
		properties.load(new StringReader(text));
		return properties;
	}

	// The last of several lines with one key counts, so the first file comes last
	private static byte[] properties(List<String> texts) {
		List<String> reversed = new ArrayList<>(texts);
		Collections.reverse(reversed);
		return bytes(reversed);
	}

	private static byte[] bytes(Iterable<String> lines) {
		StringBuilder text = new StringBuilder();
		lines.forEach((line) -> text.append(line).append('\n'));
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}

}
