package io.blueprintfaas.operations;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.invocation.FaasJobHandler;
import io.blueprintfaas.invocation.FaasPolicies;
import io.blueprintfaas.invocation.RouteMode;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * All there is of one job.
 *
 * @param key number and name
 * @param handler its handler, or {@code null} if the application has none
 * @param executor what runs it at its provider, or {@code null} if it runs here
 * @param definitions what configuration says of it, for each of its providers in their
 * order; empty if no provider is configured
 * @param policies what calls of it get, by the name of a provider
 * @param why what decided where it runs, for example a line of a configuration file
 */
public record CatalogJob(JobKey key, @Nullable FaasJobHandler handler, @Nullable FaasExecutor executor,
		List<FaasJobDefinition> definitions, Map<String, FaasPolicies> policies, String why) {

	/**
	 * Whether the job has an executor.
	 * @return {@code false} if it always runs here
	 */
	public boolean isDelegated() {
		return this.executor != null;
	}

	/**
	 * The providers of the job.
	 * @return their names, in the order in which they are asked; empty if it runs here
	 */
	public List<String> providers() {
		if (this.executor == null) {
			return List.of();
		}
		return this.definitions.isEmpty() ? List.of(this.executor.provider())
				: this.definitions.stream().map(FaasJobDefinition::provider).toList();
	}

	/**
	 * Where the job runs, in words.
	 * @param mode its mode
	 * @return for example {@code aws}, {@code here} or {@code here, then aws}
	 */
	public String place(RouteMode mode) {
		if (this.executor == null) {
			return "here";
		}
		String providers = String.join(", ", providers());
		return switch (mode) {
			case REMOTE -> providers;
			case LOCAL -> "here, not %s".formatted(providers);
			case OVERFLOW -> "here, then %s".formatted(providers);
		};
	}

}
