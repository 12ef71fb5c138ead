package io.blueprintfaas.azure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What configuration makes of an app, and what it refuses.
 */
class AzureConfigurationTests {

	@TempDir
	Path folder;

	private AzureStage stage;

	@BeforeEach
	void startAzure() {
		this.stage = new AzureStage(this.folder);
	}

	@AfterEach
	void stopAzure() {
		this.stage.close();
	}

	@ParameterizedTest
	@CsvSource({ "flex-consumption, 100MB, 512", "flex-consumption, 512MB, 512", "flex-consumption, 513MB, 2048",
			"flex-consumption, 2GB, 2048", "flex-consumption, 2049MB, 4096", "flex-consumption, 4GB, 4096",
			"premium, 1GB, EP1", "premium, 3584MB, EP1", "premium, 3585MB, EP2", "premium, 7GB, EP2",
			"premium, 14GB, EP3", "consumption, 1GB," })
	void roundsMemoryUp(String plan, String memory, String size) {
		this.stage.all("plan", plan).memory("square", memory);
		assertThat(this.stage.configuration("square").size()).isEqualTo(size);
	}

	@ParameterizedTest
	@CsvSource({ "flex-consumption, 2048", "premium, EP1", "consumption," })
	void choosesMemoryWithoutAWish(String plan, String size) {
		assertThat(this.stage.all("plan", plan).configuration("square").size()).isEqualTo(size);
	}

	@ParameterizedTest
	@CsvSource({ "flex-consumption, 100, , 7", "flex-consumption, 100, 10, 10", "flex-consumption, 1, 10, 1",
			"flex-consumption, 11, 10, 2", "flex-consumption, 1000000, 1, 1000", "consumption, 20, , 20",
			"consumption, 500, , 200", "premium, 500, , 100" })
	void limitsInstancesByCalls(String plan, int calls, Integer perInstance, int instances) {
		this.stage.all("plan", plan).concurrency("square", calls, 0);
		if (perInstance != null) {
			this.stage.all("instance-concurrency", perInstance.toString());
		}
		assertThat(this.stage.configuration("square").maxInstances()).isEqualTo(instances);
	}

	@Test
	void limitsNothingIfAJobHasNoLimit() {
		this.stage.both().concurrency("square", 100, 0);
		assertThat(this.stage.configuration("square").maxInstances()).isNull();
		this.stage.concurrency("cube", 200, 0);
		assertThat(this.stage.configuration("square").maxInstances()).isEqualTo(13);
		assertThat(this.stage.configuration("square").instanceConcurrency()).isEqualTo(16);
	}

	@Test
	void usesSettingsOfADeploymentInPlaceOfTheConfiguredOnes() {
		AzureConfiguration configuration = AzureConfiguration.of(this.stage.definition("square"),
				new FunctionSettings(null, null, Map.of("A", "1"), null, 4, Map.of()), this.stage.properties(),
				List.of(this.stage.definition("square")));
		assertThat(configuration.warmInstances()).isEqualTo(4);
		assertThat(configuration.environment()).containsEntry("A", "1");
	}

	@Test
	void refusesJobsThatWantAVariableDifferent() {
		this.stage.both().environment("square", Map.of("KEY", "one")).environment("cube", Map.of("KEY", "two"));
		assertRefused("Jobs 'cube' (8) and 'square' (7) share a function app, but set environment variable 'KEY' to "
				+ "different values. Rename one of the variables, or set 'blueprint.faas.jobs.square.app' to an app of "
				+ "its own");
		this.stage.environment("cube", Map.of("KEY", "one"));
		assertThat(this.stage.configuration("square").environment()).containsEntry("KEY", "one");
	}

	@ParameterizedTest
	@CsvSource({ "flex-consumption, 4097MB, at most 4GB", "consumption, 2GB, at most 1536MB",
			"premium, 15GB, at most 14GB" })
	void refusesMemoryThatNoInstanceHas(String plan, String memory, String rule) {
		this.stage.all("plan", plan).memory("square", memory);
		assertRefused("'blueprint.faas.jobs.square.memory' to '%s'".formatted(memory), rule);
	}

	@ParameterizedTest
	@ValueSource(longs = { 500, 1500 })
	void refusesTimeoutsThatAreNoSeconds(long millis) {
		this.stage.set("square", new FunctionSettings(null, Duration.ofMillis(millis), Map.of(), null, 0, Map.of()));
		assertRefused("at least 1s, in whole seconds");
	}

	@Test
	void refusesWarmInstancesWithConsumption() {
		this.stage.all("plan", "consumption").concurrency("square", null, 1);
		assertRefused("'blueprint.faas.jobs.square.keep-warm' to 1", "keeps no instance started",
				"'blueprint.faas.azure.plan'");
	}

	@Test
	void refusesMoreWarmInstancesThanPremiumHas() {
		this.stage.all("plan", "premium").concurrency("square", null, 21);
		assertRefused("at most 20");
	}

	@ParameterizedTest
	@CsvSource({ "plan, consumption, runtime, 25, Java 17 and 21 only", "runtime, 8, region, x1y, a version of Java",
			"instance-concurrency, 0, region, x1y, from 1 to 1000",
			"instance-concurrency, 10, plan, premium, with plan",
			"storage-account, My-Account, region, x1y, 3 to 24 lower-case letters and digits",
			"region, a/b, plan, premium, the name of a region", "plan-name, a b, plan, premium, 1 to 60 letters",
			"tags.microsoft-x, 1, plan, premium, which have a meaning",
			"tags.blueprint-faas-app, 1, plan, premium, which have a meaning" })
	void refusesSharedValuesThatAzureDoesNotTake(String key, String value, String other, String otherValue,
			String rule) {
		this.stage.all(key, value).all(other, otherValue);
		assertRefused(rule);
	}

	@ParameterizedTest
	@CsvSource({ "FUNCTIONS_WORKER_RUNTIME, sets itself", "AzureWebJobsStorage, sets itself",
			"AzureWebJobs.x.Disabled, sets itself", "BLUEPRINTFAAS_DEPLOYED_FUNCTIONS, sets itself",
			"MY-KEY, 'letters, digits, ''_'' and ''.'''" })
	void refusesVariablesThatAzureDoesNotTake(String name, String rule) {
		this.stage.environment("square", Map.of(name, "secret-value"));
		assertRefused("'%s'".formatted(name), rule);
	}

	@Test
	void takesVariablesThatTellTheHostSomething() {
		this.stage.environment("square", Map.of("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", "1000", "JAVA_OPTS", "-Xmx1g",
				"APPLICATIONINSIGHTS_CONNECTION_STRING", "x"));
		assertThat(this.stage.configuration("square").environment()).hasSize(3);
	}

	@Test
	void showsNoSecrets() {
		this.stage.environment("square", Map.of("PASSWORD", "secret-value"));
		assertThat(this.stage.configuration("square")).asString().contains("PASSWORD").doesNotContain("secret-value");
		assertThat(new AzureAppSettings(Map.of("PASSWORD", "secret-value"))).asString()
			.isEqualTo("AzureAppSettings[PASSWORD]");
	}

	@ParameterizedTest
	@CsvSource({ "17, 17", "18, 21", "21, 21", "25, 25", "26, 25" })
	void choosesTheJavaThatRunsTheClasses(int feature, String version) {
		assertThat(AzureRuntimes.forJava(feature)).isEqualTo(version);
	}

	@Test
	void namesResourcesSoThatAzureTakesThem() {
		AzureApp app = new AzureApp(FakeAzure.SUBSCRIPTION, "my-group", null,
				"An-App-With-A-Name-That-Is-Just-As-Long-As-Azure-Lets-It-Be-60", "x");
		AzureResourceNames names = AzureResourceNames.of(app, this.stage.properties());
		assertThat(names.plan()).hasSizeLessThanOrEqualTo(60).endsWith("-plan");
		assertThat(names.storageAccount()).matches("[a-z0-9]{24}");
		assertThat(names.container()).matches("functions-[0-9a-f]{12}");
	}

	private void assertRefused(String... parts) {
		assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(() -> this.stage.configuration("square"))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(parts).doesNotContain("secret-value"));
	}

}
