package io.blueprintfaas.azure;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.blueprintfaas.azure.AzureFaasProperties.Authentication;
import io.blueprintfaas.packaging.AzureFunctionEntry;
import io.blueprintfaas.packaging.AzureFunctionEntry.AuthLevel;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Which jobs live in which function app: a package is the whole content of an app, so
 * whoever makes or deploys one must know all of them. Safe for concurrent use.
 */
final class AzureApps {

	/**
	 * The front end of Azure gives a call up after this time. A shorter timeout of the
	 * host would not make calls shorter, for which their deadlines are there: it would
	 * end an instance that is still starting.
	 */
	static final Duration MIN_TIMEOUT = Duration.ofSeconds(230);

	private final AzureFaasProperties properties;

	private final Map<Long, Resident> residents = new ConcurrentHashMap<>();

	AzureApps(AzureFaasProperties properties) {
		this.properties = properties;
	}

	/**
	 * Adds a job, in place of an earlier one with its number. A job with an endpoint of
	 * its own lives elsewhere, and is passed over.
	 * @param job the job
	 * @throws InvalidFaasJobException if it cannot share its app with those in it
	 */
	synchronized void add(FaasJobDefinition job) {
		this.residents.remove(job.key().id());
		if (job.endpoint() != null) {
			return;
		}
		Resident resident = new Resident(job, AzureFunction.of(job, this.properties));
		resident.entry();
		residents(resident.app()).forEach((other) -> resident.checkBeside(other));
		this.residents.put(job.key().id(), resident);
	}

	/**
	 * The jobs that live in the app of a job.
	 * @param job the job
	 * @return the jobs by their numbers; the given one is among them if it was added
	 */
	List<FaasJobDefinition> jobsWith(FaasJobDefinition job) {
		return with(job).map(Resident::job).toList();
	}

	/**
	 * The functions of the app of a job.
	 * @param job the job
	 * @return one for each job of the app, by their numbers
	 */
	List<AzureFunctionEntry> functionsWith(FaasJobDefinition job) {
		return with(job).map(Resident::entry).toList();
	}

	/**
	 * After which time the host gives up a call of any job of the app.
	 * @param job a job of the app
	 * @return the longest timeout of its jobs, and at least {@link #MIN_TIMEOUT}
	 */
	Duration timeoutWith(FaasJobDefinition job) {
		return Stream
			.concat(Stream.of(MIN_TIMEOUT),
					with(job).map((other) -> other.job().settings().timeout()).filter(Objects::nonNull))
			.max(Comparator.naturalOrder())
			.orElseThrow();
	}

	private Stream<Resident> with(FaasJobDefinition job) {
		return residents(app(AzureApp.of(job, this.properties)));
	}

	private Stream<Resident> residents(String app) {
		return this.residents.values()
			.stream()
			.filter((resident) -> resident.app().equals(app))
			.sorted(Comparator.comparingLong((resident) -> resident.job().key().id()));
	}

	// Names of apps are names of hosts. All that have no name yet are the one of all jobs
	private static String app(AzureApp app) {
		return (app.name() != null) ? app.name().toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * A job in an app.
	 *
	 * @param job the job
	 * @param function the function it is there
	 */
	private record Resident(FaasJobDefinition job, AzureFunction function) {

		String app() {
			return AzureApps.app(this.function.app());
		}

		AzureFunctionEntry entry() {
			boolean key = this.function.authentication() == Authentication.FUNCTION_KEY;
			try {
				return new AzureFunctionEntry(this.function.name(), key ? AuthLevel.FUNCTION : AuthLevel.ANONYMOUS);
			}
			catch (IllegalArgumentException ex) {
				throw new InvalidFaasJobException(
						"Job %s cannot be deployed: %s".formatted(this.job.key(), ex.getMessage()),
						"Change '%s'".formatted(this.job.property("function")), ex);
			}
		}

		void checkBeside(Resident other) {
			if (other.function().name().equalsIgnoreCase(this.function.name())) {
				throw new InvalidFaasJobException(
						"Jobs %s and %s are both function '%s' of one app".formatted(other.job().key(), this.job.key(),
								this.function.name()),
						"Change '%s', or set '%s'".formatted(this.job.property("function"), this.job.property("app")));
			}
			if (!Objects.equals(this.job.artifact(), other.job().artifact())) {
				throw new InvalidFaasJobException(
						"Jobs %s and %s share a function app, whose content is one package, but have different artifacts"
							.formatted(other.job().key(), this.job.key()),
						"Set '%s' to an app of its own".formatted(this.job.property("app")));
			}
		}

	}

}
