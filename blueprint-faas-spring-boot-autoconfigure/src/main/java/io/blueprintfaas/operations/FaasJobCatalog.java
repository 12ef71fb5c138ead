package io.blueprintfaas.operations;

import java.util.List;

/**
 * Knows all jobs of the application: those with a handler, and those with an executor.
 */
public interface FaasJobCatalog {

	/**
	 * The jobs as they are now.
	 * @return the jobs, by number
	 */
	List<CatalogJob> jobs();

	/**
	 * One job.
	 * @param name name of the job
	 * @return the job
	 * @throws FaasOperationException if there is no such job
	 */
	default CatalogJob get(String name) {
		List<CatalogJob> jobs = jobs();
		return jobs.stream()
			.filter((job) -> job.key().name().equals(name))
			.findFirst()
			.orElseThrow(() -> FaasOperationException
				.unknownJob("There is no job '%s'. The jobs are %s".formatted(name, names(jobs))));
	}

	private static List<String> names(List<CatalogJob> jobs) {
		return jobs.stream().map((job) -> job.key().name()).toList();
	}

}
