package io.blueprintfaas.autoconfigure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import io.blueprintfaas.invocation.FaasRoutes;
import io.blueprintfaas.operations.CatalogJob;
import io.blueprintfaas.operations.FaasJobCatalog;

/**
 * One table at startup: each job, where it runs, and why.
 */
final class StartupReport {

	private static final Log logger = LogFactory.getLog("io.blueprintfaas.jobs");

	private final boolean enabled;

	private final FaasJobCatalog catalog;

	private final FaasRoutes routes;

	StartupReport(boolean enabled, FaasJobCatalog catalog, FaasRoutes routes) {
		this.enabled = enabled;
		this.catalog = catalog;
		this.routes = routes;
	}

	void log() {
		if (this.enabled && logger.isInfoEnabled()) {
			List<String[]> rows = this.catalog.jobs().stream().map(this::row).toList();
			if (!rows.isEmpty()) {
				logger.info("Where jobs run%n%s".formatted(table(rows)));
			}
		}
	}

	private String[] row(CatalogJob job) {
		String place = job.place(this.routes.mode(job.key().name()));
		return new String[] { job.key().name(), Long.toString(job.key().id()), place, job.why() };
	}

	private static String table(List<String[]> rows) {
		List<String[]> lines = new ArrayList<>(rows);
		lines.add(0, new String[] { "JOB", "ID", "RUNS AT", "WHY" });
		String format = "  %%-%ds  %%%ds  %%-%ds  %%s".formatted(width(lines, 0), width(lines, 1), width(lines, 2));
		return String.join(System.lineSeparator(),
				lines.stream().map((line) -> format.formatted((Object[]) line)).toList());
	}

	private static int width(List<String[]> lines, int column) {
		return lines.stream().map((line) -> line[column].length()).max(Comparator.naturalOrder()).orElse(1);
	}

}
