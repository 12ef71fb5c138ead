package io.blueprintfaas.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.deployment.FaasDeployer;

/**
 * What the user asked for: a command, and the jobs it is about.
 *
 * @param command the command
 * @param jobs names of jobs; empty for all that have a provider
 */
record CommandLine(CommandName command, List<String> jobs) {

	/**
	 * Reads what was asked for.
	 * @param text the command, perhaps with names of jobs behind it
	 * @param names further names of jobs
	 * @return what was asked for
	 * @throws CommandUsageException if there is no such command
	 */
	static CommandLine parse(String text, List<String> names) {
		List<String> words = new ArrayList<>(Arrays.asList(text.trim().split("[\\s,]+")));
		String label = words.remove(0);
		words.addAll(names);
		CommandName command = CommandName.of(label)
			.orElseThrow(() -> new CommandUsageException("There is no command '%s'. The commands are %s"
				.formatted(label, String.join(", ", CommandName.labels()))));
		return new CommandLine(command, List.copyOf(words));
	}

	// The jobs at their providers, in the order of configuration.
	List<Target> targets(FaasDeployer deployer) {
		List<String> known = deployer.jobs().stream().map(JobKey::name).toList();
		for (String job : this.jobs) {
			if (!known.contains(job)) {
				throw new CommandUsageException("No provider is configured for job '%s'. Jobs with a provider are %s"
					.formatted(job, known.isEmpty() ? "none" : String.join(", ", known)));
			}
		}
		return known.stream()
			.filter((job) -> this.jobs.isEmpty() || this.jobs.contains(job))
			.flatMap((job) -> deployer.providers(job).stream().map((provider) -> new Target(job, provider)))
			.toList();
	}

	/**
	 * A job at one of its providers.
	 *
	 * @param job name of the job
	 * @param provider name of the provider
	 */
	record Target(String job, String provider) {

		@Override
		public String toString() {
			return "%s at %s".formatted(this.job, this.provider);
		}

	}

}
