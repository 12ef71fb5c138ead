package io.blueprintfaas.azure;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.packaging.AzureFunctionEntry;
import io.blueprintfaas.packaging.AzureFunctionEntry.AuthLevel;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AzureAppsTests {

	private final Map<String, String> keys = new HashMap<>();

	private @Nullable AzureApps apps;

	@Test
	void jobsLiveInOneAppUnlessTheyHaveOneOfTheirOwn() {
		this.keys.put("blueprint.faas.jobs.third.app", "Own-App");
		this.keys.put("blueprint.faas.jobs.fourth.app", "own-app");
		FaasJobDefinition first = added(job(1, "first"));
		FaasJobDefinition third = added(job(3, "third"));
		FaasJobDefinition fourth = added(job(4, "fourth"));
		FaasJobDefinition second = added(job(2, "second"));
		assertThat(apps().jobsWith(second)).containsExactly(first, second);
		assertThat(apps().jobsWith(fourth)).containsExactly(third, fourth);
		assertThat(apps().functionsWith(first)).containsExactly(
				new AzureFunctionEntry("blueprint_job_1", AuthLevel.FUNCTION),
				new AzureFunctionEntry("blueprint_job_2", AuthLevel.FUNCTION));
	}

	@Test
	void jobThatIsThereAlreadyLivesInNoApp() {
		FaasJobDefinition first = added(job(1, "first"));
		this.keys.put("blueprint.faas.jobs.second.authentication", "anonymous");
		added(job(2, "second", null, "https://elsewhere.azurewebsites.net/api/b", null, null));
		assertThat(apps().jobsWith(first)).containsExactly(first);
	}

	@Test
	void jobThatIsRegisteredAgainTakesItsOwnPlace() {
		added(job(1, "first"));
		FaasJobDefinition again = added(job(1, "first", "thumbnail", null, null, null));
		assertThat(apps().jobsWith(again)).containsExactly(again);
		this.keys.put("blueprint.faas.jobs.first.authentication", "anonymous");
		added(job(1, "first", null, "https://elsewhere.azurewebsites.net/api/b", null, null));
		assertThat(apps().jobsWith(again)).isEmpty();
	}

	@Test
	void functionTakesCallsWithoutKeyIfItsJobsBringNone() {
		this.keys.put("blueprint.faas.jobs.first.authentication", "anonymous");
		this.keys.put("blueprint.faas.jobs.second.authentication", "entra");
		this.keys.put("blueprint.faas.jobs.second.scope", "api://app/.default");
		added(job(1, "first"));
		added(job(2, "second"));
		assertThat(apps().functionsWith(added(job(3, "third", "resize", null, null, null)))).containsExactly(
				new AzureFunctionEntry("blueprint_job_1", AuthLevel.ANONYMOUS),
				new AzureFunctionEntry("blueprint_job_2", AuthLevel.ANONYMOUS),
				new AzureFunctionEntry("resize", AuthLevel.FUNCTION));
	}

	@Test
	void hostNeverGivesUpBeforeACallDoes() {
		FaasJobDefinition first = added(job(1, "first", null, null, null, Duration.ofSeconds(5)));
		assertThat(apps().timeoutWith(first)).isEqualTo(Duration.ofSeconds(230));
	}

	@Test
	void twoJobsCannotBeOneFunction() {
		added(job(1, "first", "Thumbnail", null, null, null));
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> added(job(2, "second", "thumbnail", null, null, null)))
			.withMessageContaining("are both function 'thumbnail' of one app")
			.withMessageContaining("blueprint.faas.jobs.second.app");
	}

	@Test
	void jobsWithDifferentPackagesCannotShareAnApp() {
		Path zip = Path.of("a.zip");
		added(job(1, "first", null, null, zip, null));
		added(job(2, "second", null, null, zip, null));
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(() -> added(job(3, "third")))
			.withMessageContaining("have different artifacts")
			.withMessageContaining("blueprint.faas.jobs.third.app");
	}

	@Test
	void functionCannotHaveTheNameOfAnotherFolder() {
		assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(() -> added(job(1, "first", "jars", null, null, null)))
			.withMessageContaining("cannot be named 'jars'")
			.withMessageContaining("blueprint.faas.jobs.first.function");
	}

	@Test
	void takesJobsFromManyThreads() {
		apps();
		CompletableFuture
			.allOf(IntStream.range(0, 200)
				.mapToObj((id) -> CompletableFuture.runAsync(() -> added(job(id, "job" + id))))
				.toArray(CompletableFuture[]::new))
			.join();
		assertThat(apps().jobsWith(job(0, "job0"))).hasSize(200);
	}

	private FaasJobDefinition added(FaasJobDefinition job) {
		apps().add(job);
		return job;
	}

	private AzureApps apps() {
		if (this.apps == null) {
			this.apps = new AzureApps(
					binder().bindOrCreate("blueprint.faas.azure", Bindable.of(AzureFaasProperties.class)));
		}
		return this.apps;
	}

	private FaasJobDefinition job(long id, String name) {
		return job(id, name, null, null, null, null);
	}

	private FaasJobDefinition job(long id, String name, @Nullable String function, @Nullable String endpoint,
			@Nullable Path artifact, @Nullable Duration timeout) {
		FunctionSettings settings = new FunctionSettings(null, timeout, Map.of(), null, 0, Map.of());
		return new FaasJobDefinition(new JobKey(id, name), "azure", settings,
				(endpoint != null) ? URI.create(endpoint) : null, function, WireVersion.V1_1, artifact,
				Duration.ofSeconds(20), null, false, binder());
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
