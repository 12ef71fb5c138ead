package io.blueprintfaas.azure;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What names Azure takes, checked at startup.
 */
final class AzureNames {

	private static final Pattern APP = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]");

	private static final String APP_RULE = "2 to 60 letters, digits and '-', not beginning or ending with '-'";

	private static final Pattern PREFIX = Pattern.compile("[A-Za-z](?:[A-Za-z0-9-]{0,45}[A-Za-z0-9])?");

	private static final Pattern FUNCTION = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,126}");

	private static final String FUNCTION_RULE = "1 to 127 letters, digits, '-' and '_', beginning with a letter, and not 'host'";

	private static final Pattern GROUP = Pattern.compile("[\\p{L}\\p{N}_().-]{0,89}[\\p{L}\\p{N}_()-]");

	private static final Pattern SUBSCRIPTION = Pattern.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");

	private final FaasJobDefinition job;

	AzureNames(FaasJobDefinition job) {
		this.job = job;
	}

	// The own value if there is one, or else the shared one; an empty one is none.
	static @Nullable String first(@Nullable String own, @Nullable String shared) {
		String value = (own != null) ? own : shared;
		return (value != null && !value.isBlank()) ? value.strip() : null;
	}

	void checkApp(String property, String name) {
		check(property, name, APP, APP_RULE);
	}

	// The prefix as the beginning of the name of an app.
	void checkPrefix(String prefix) {
		if (!PREFIX.matcher(prefix).matches()) {
			throw new InvalidFaasJobException(
					"'blueprint.faas.azure.function-prefix' is '%s', with which the name of the app of job %s would begin, but provider 'azure' takes at most 47 letters, digits and '-', beginning with a letter and not ending with '-'"
						.formatted(prefix, this.job.key()),
					"Change 'blueprint.faas.azure.function-prefix', or set 'blueprint.faas.azure.app'");
		}
	}

	// Name of the function of the job: its own, or the one by rule, without the '-' with
	// which a function could not be switched off.
	String function(AzureFaasProperties properties) {
		String own = first(this.job.function(), null);
		if (own != null) {
			return checkFunction(this.job.property("function"), own);
		}
		return checkFunction("blueprint.faas.azure.function-prefix",
				"%s_job_%d".formatted(properties.functionPrefix().replace('-', '_'), this.job.key().id()));
	}

	@Nullable String subscription(AzureFaasProperties properties) {
		String id = first(null, properties.subscriptionId());
		return (id != null) ? check("blueprint.faas.azure.subscription-id", id, SUBSCRIPTION,
				"the id of a subscription, for example '00000000-0000-0000-0000-000000000000'") : null;
	}

	String resourceGroup(AzureFaasProperties properties) {
		return check("blueprint.faas.azure.resource-group", properties.resourceGroup().strip(), GROUP,
				"1 to 90 letters, digits, '_', '-', '.', '(' and ')', not ending with '.'");
	}

	private String checkFunction(String property, String name) {
		check(property, name, FUNCTION, FUNCTION_RULE);
		return check(property, name, Pattern.compile("(?i)(?!host$).*"), FUNCTION_RULE);
	}

	private String check(String property, String value, Pattern pattern, String rule) {
		if (!pattern.matcher(value).matches()) {
			throw new InvalidFaasJobException("Job %s needs '%s', which gives '%s', but provider 'azure' takes %s"
				.formatted(this.job.key(), property, value, rule), "Change '%s'".formatted(property));
		}
		return value;
	}

}
