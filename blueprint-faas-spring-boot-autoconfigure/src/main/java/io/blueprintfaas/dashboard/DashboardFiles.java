package io.blueprintfaas.dashboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.http.MediaType;

/**
 * The files of the page: those of this library, and the chart library if the application
 * has it.
 */
final class DashboardFiles {

	static final String PAGE = "index.html";

	static final String CHART_LIBRARY = "chart-library.js";

	static final String CHART_DEPENDENCY = "org.webjars.npm:chart.js:4.4.1";

	private static final String CHART_FILES = "classpath*:META-INF/resources/webjars/chart.js/*/dist/chart.umd.js";

	private static final Pattern NAME = Pattern.compile("[a-z-]+\\.(html|css|js|svg)");

	private static final Map<String, MediaType> TYPES = Map.of("html",
			new MediaType("text", "html", StandardCharsets.UTF_8), "css",
			new MediaType("text", "css", StandardCharsets.UTF_8), "js",
			new MediaType("text", "javascript", StandardCharsets.UTF_8), "svg", new MediaType("image", "svg+xml"));

	private final Map<String, DashboardFile> files = new ConcurrentHashMap<>();

	private final @Nullable Resource chartLibrary;

	DashboardFiles(ResourcePatternResolver resources) {
		this.chartLibrary = findChartLibrary(resources);
	}

	boolean hasChartLibrary() {
		return this.chartLibrary != null;
	}

	// Null if there is no such file.
	@Nullable DashboardFile find(String name) {
		DashboardFile known = this.files.get(name);
		Matcher matcher = NAME.matcher(name);
		if (known != null || !matcher.matches()) {
			return known;
		}
		Resource resource = name.equals(CHART_LIBRARY) ? this.chartLibrary : own(name);
		if (resource == null || !resource.exists()) {
			return null;
		}
		return this.files.computeIfAbsent(name, (added) -> read(resource, TYPES.get(matcher.group(1))));
	}

	// By our own class loader: the one of a thread may be that of an application that has
	// ended.
	private static Resource own(String name) {
		return new ClassPathResource(name, DashboardFiles.class);
	}

	private static DashboardFile read(Resource resource, @Nullable MediaType type) {
		try {
			return new DashboardFile((type != null) ? type : MediaType.APPLICATION_OCTET_STREAM,
					resource.getContentAsByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("%s cannot be read".formatted(resource), ex);
		}
	}

	private static @Nullable Resource findChartLibrary(ResourcePatternResolver resources) {
		try {
			Resource[] found = resources.getResources(CHART_FILES);
			return (found.length > 0) ? found[0] : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The class path cannot be searched for " + CHART_FILES, ex);
		}
	}

}
