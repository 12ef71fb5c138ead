package io.blueprintfaas.azure;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.blueprintfaas.azure.AzureFaasProperties.Authentication;
import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AzureFunction}, {@link AzureApp} and their rules.
 */
class AzureFunctionTests {

	private static final URI ENDPOINT = URI.create("https://square.azurewebsites.net/api/square");

	private final TestAzure azure = new TestAzure();

	@AfterEach
	void close() {
		this.azure.close();
	}

	@Test
	void namesFunctionByRuleOrByItsKey() {
		assertThat(this.azure.azureFunction().name()).isEqualTo("blueprint_job_7");
		this.azure.all("function-prefix", "mine");
		assertThat(this.azure.azureFunction().name()).isEqualTo("mine_job_7");
		this.azure.function = "Square_2";
		assertThat(this.azure.azureFunction().name()).isEqualTo("Square_2");
		assertThat(this.azure.azureFunction().path()).isEqualTo("/api/Square_2");
	}

	@Test
	void namesAppAlikeWheneverSubscriptionIsKnown() {
		this.azure.all("resource-group", "My-Group");
		AzureApp named = this.azure.azureFunction().app();
		assertThat(named.name()).matches("blueprint-[0-9a-f]{12}");
		this.azure.all("subscription-id", null);
		AzureApp app = this.azure.azureFunction().app();
		assertThat(app.name()).isNull();
		assertThat(app).hasToString("of resource group 'My-Group'");
		assertThat(app.named(TestAzure.SUBSCRIPTION)).isEqualTo(named);
		assertThat(app.named(TestAzure.SUBSCRIPTION.toUpperCase()).name()).isEqualTo(named.name());
		assertThat(app.named("another").name()).isNotEqualTo(named.name());
		this.azure.all("resource-group", "my-group");
		assertThat(this.azure.azureFunction().app().named(TestAzure.SUBSCRIPTION).name()).isEqualTo(named.name());
	}

	@Test
	void keepsNameOfAppOverVersions() {
		assertThat(this.azure.azureFunction().app().name()).isEqualTo("blueprint-e30d5344d065");
	}

	@Test
	void prefersAppOfTheJob() {
		this.azure.all("app", "shared-app");
		assertThat(this.azure.azureFunction().app().name()).isEqualTo("shared-app");
		this.azure.job("app", "own-app");
		AzureApp app = this.azure.azureFunction().app();
		assertThat(app.named(TestAzure.SUBSCRIPTION).name()).isEqualTo("own-app");
		assertThat(app.resourceId()).isEqualTo("/subscriptions/" + TestAzure.SUBSCRIPTION
				+ "/resourceGroups/blueprint-faas/providers/Microsoft.Web/sites/own-app");
		assertThat(app).hasToString("'own-app' in resource group 'blueprint-faas'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a", "-app", "app-", "my_app", "my.app",
			"a2345678901234567890123456789012345678901234567890123456789012" })
	void refusesNamesThatNoAppCanHave(String name) {
		this.azure.job("app", name);
		refuses("'blueprint.faas.jobs.square.app', which gives '%s'".formatted(name), "Change");
	}

	@ParameterizedTest
	@ValueSource(strings = { "1st", "with space", "host", "HOST", "sq/uare" })
	void refusesNamesThatNoFunctionCanHave(String name) {
		this.azure.function = name;
		refuses("'blueprint.faas.jobs.square.function', which gives '%s'".formatted(name), "Change");
	}

	@Test
	void refusesPrefixThatNoAppCanBeginWith() {
		this.azure.all("function-prefix", "my_jobs");
		refuses("'blueprint.faas.azure.function-prefix' is 'my_jobs'", "set 'blueprint.faas.azure.app'");
		this.azure.all("app", "my-app");
		assertThat(this.azure.azureFunction().name()).isEqualTo("my_jobs_job_7");
	}

	@Test
	void refusesSubscriptionThatIsNoId() {
		this.azure.all("subscription-id", "Pay as you go");
		refuses("'blueprint.faas.azure.subscription-id', which gives 'Pay as you go'", "Change");
	}

	@ParameterizedTest
	@ValueSource(strings = { "group.", "group/other", "a b" })
	void refusesNamesThatNoResourceGroupCanHave(String name) {
		this.azure.all("resource-group", name);
		refuses("'blueprint.faas.azure.resource-group', which gives '%s'".formatted(name), "Change");
	}

	@Test
	void refusesTimesThatAzureDoesNotWait() {
		this.azure.timeout = Duration.ofSeconds(231);
		refuses("sets 'blueprint.faas.jobs.square.timeout' to 231 s, but provider 'azure' ends calls after 230 s",
				"Set 'blueprint.faas.jobs.square.timeout' to at most 230s");
		this.azure.timeout = Duration.ofSeconds(230);
		this.azure.deadline = Duration.ofSeconds(245);
		assertThat(this.azure.azureFunction()).isNotNull();
		this.azure.job("deadline", "4m");
		refuses("sets 'blueprint.faas.jobs.square.deadline' to 240 s", "at most 230s");
	}

	@Test
	void refusesKeyInAddressWithoutShowingIt() {
		for (String query : new String[] { "code=secret", "x=1&code=secret", "Code=secret", "%63ode=secret" }) {
			this.azure.endpoint = URI.create(ENDPOINT + "?" + query);
			InvalidFaasJobException refusal = refuses("an address with a key, 'code=...'",
					"set 'blueprint.faas.jobs.square.function-key' to its value");
			assertThat(refusal.toString()).doesNotContain("secret");
		}
		this.azure.endpoint = URI.create(ENDPOINT + "?encode=1");
		this.azure.job("function-key", "k");
		assertThat(this.azure.azureFunction().endpoint()).hasQuery("encode=1");
	}

	@Test
	void takesAddressWithoutPathForThatOfTheApp() {
		this.azure.job("function-key", "k");
		for (String address : new String[] { "https://square.azurewebsites.net",
				"https://square.azurewebsites.net/" }) {
			this.azure.endpoint = URI.create(address);
			assertThat(this.azure.azureFunction().endpoint())
				.isEqualTo(URI.create("https://square.azurewebsites.net/api/blueprint_job_7"));
		}
		this.azure.endpoint = ENDPOINT;
		assertThat(this.azure.azureFunction().endpoint()).isEqualTo(ENDPOINT);
		assertThat(this.azure.azureFunction()).hasToString("at " + ENDPOINT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://square.azurewebsites.net/api/square", "/api/square", "ftp://x/y" })
	void refusesAddressesThatAreNotProtected(String address) {
		this.azure.endpoint = URI.create(address);
		refuses("takes an https address with a host", "https address of the function");
	}

	@Test
	void refusesEndpointWhoseKeyIsNotKnown() {
		this.azure.endpoint = ENDPOINT;
		refuses("whose key is not known", "Set 'blueprint.faas.jobs.square.function-key', or");
		this.azure.job("authentication", "anonymous");
		assertThat(this.azure.azureFunction().authentication()).isEqualTo(Authentication.ANONYMOUS);
	}

	@ParameterizedTest
	@CsvSource({ "http://localhost:7071", "http://127.0.0.1:7071/api/x", "http://[::1]:7071" })
	void asksForNoKeyOfFunctionsThatRunHere(URI address) {
		this.azure.endpoint = address;
		assertThat(this.azure.azureFunction().authentication()).isEqualTo(Authentication.ANONYMOUS);
		this.azure.job("function-key", "k");
		assertThat(this.azure.azureFunction().authentication()).isEqualTo(Authentication.FUNCTION_KEY);
	}

	@Test
	void refusesTokensWithoutScope() {
		this.azure.job("authentication", "entra");
		refuses("no scope is set", "Set 'blueprint.faas.azure.scope'");
		this.azure.all("scope", "api://square/.default");
		assertThat(this.azure.azureFunction().scope()).isEqualTo("api://square/.default");
	}

	@Test
	void refusesKeyThatNoHeaderTakesWithoutShowingIt() {
		this.azure.all("function-key", "secret\nkey");
		InvalidFaasJobException refusal = refuses("needs 'blueprint.faas.azure.function-key'", "Change");
		assertThat(refusal.toString()).doesNotContain("secret");
	}

	private InvalidFaasJobException refuses(String description, String action) {
		InvalidFaasJobException refusal = assertThatExceptionOfType(InvalidFaasJobException.class)
			.isThrownBy(this.azure::azureFunction)
			.actual();
		assertThat(refusal.getDescription()).contains(description).contains("'square' (7)");
		assertThat(refusal.getAction()).contains(action);
		return refusal;
	}

}
