package io.blueprintfaas.aws;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.aws.AwsJobProperties.InvocationType;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * What a call addresses.
 *
 * @param name name of the function, or its ARN, full or from the account on
 * @param qualifier version or alias, or {@code null} for what is not published
 * @param event whether calls end when Lambda has put them into its queue
 * @param metrics whether to ask for the end of the log with each call
 */
record LambdaFunction(String name, @Nullable String qualifier, boolean event, boolean metrics) {

	private static final Pattern NAME = Pattern
		.compile("(?:(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:)?\\d{12}:function:)?[A-Za-z0-9_-]{1,64}");

	private static final Pattern QUALIFIER = Pattern.compile("\\$LATEST(?:\\.PUBLISHED)?|[A-Za-z0-9_-]{1,128}");

	private static final Pattern ALIAS = Pattern.compile("(?!\\d+$)[A-Za-z0-9_-]{1,128}");

	// The function of a job by the job's keys or, without them, by rule: the name of the
	// prefix and the job's number, behind the alias that deploying moves.
	static LambdaFunction of(FaasJobDefinition job, AwsFaasProperties properties) {
		AwsJobProperties keys = job.bind(AwsJobProperties.class);
		if (job.endpoint() != null) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to '%s', but provider 'aws' calls functions by name".formatted(job.key(),
							job.property("endpoint"), job.endpoint()),
					"Set '%s' to the name or ARN of the function, or, for another address of AWS Lambda itself, 'spring.cloud.aws.lambda.endpoint'; a function URL is called by provider 'custom'"
						.formatted(job.property("function")));
		}
		boolean event = keys.invocationType() == InvocationType.EVENT;
		checkEvent(job, event);
		boolean metrics = (keys.metrics() != null) ? keys.metrics() : properties.metrics();
		return new LambdaFunction(name(job, properties), qualifier(job, keys, properties), event, metrics && !event);
	}

	// The name without account, region and the like.
	String simpleName() {
		return this.name.substring(this.name.lastIndexOf(':') + 1);
	}

	@Override
	public String toString() {
		return (this.qualifier != null) ? "'%s:%s'".formatted(this.name, this.qualifier) : "'%s'".formatted(this.name);
	}

	private static String name(FaasJobDefinition job, AwsFaasProperties properties) {
		if (job.function() != null) {
			return check(job, job.property("function"), job.function(), NAME,
					"a name of at most 64 letters, digits, '-' and '_', or the ARN of a function without version or alias, which go into '%s'"
						.formatted(job.property("qualifier")));
		}
		String name = "%s-job-%d".formatted(properties.functionPrefix(), job.key().id());
		if (!NAME.matcher(name).matches() || name.contains(":")) {
			throw new InvalidFaasJobException(
					"'blueprint.faas.aws.function-prefix' is '%s', which makes '%s' the name of the function of job %s, but AWS Lambda takes names of at most 64 letters, digits, '-' and '_'"
						.formatted(properties.functionPrefix(), name, job.key()),
					"Change 'blueprint.faas.aws.function-prefix', or set '%s'".formatted(job.property("function")));
		}
		return name;
	}

	private static @Nullable String qualifier(FaasJobDefinition job, AwsJobProperties keys,
			AwsFaasProperties properties) {
		if (keys.qualifier() != null) {
			return check(job, job.property("qualifier"), keys.qualifier(), QUALIFIER,
					"the number of a version, $LATEST, or an alias of at most 128 letters, digits, '-' and '_'");
		}
		return (job.function() == null) ? check(job, "blueprint.faas.aws.alias", properties.alias(), ALIAS,
				"at most 128 letters, digits, '-' and '_' that are not all digits") : null;
	}

	private static String check(FaasJobDefinition job, String property, String value, Pattern pattern, String rule) {
		if (!pattern.matcher(value).matches()) {
			throw new InvalidFaasJobException("Job %s needs '%s', which is '%s', but provider 'aws' takes %s"
				.formatted(job.key(), property, value, rule), "Change '%s'".formatted(property));
		}
		return value;
	}

	private static void checkEvent(FaasJobDefinition job, boolean event) {
		JobSignature signature = job.signature();
		if (event && signature != null && signature.resultType() != void.class) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to 'event', but its handler has a result of type %s, and nobody waits for the result of an event"
						.formatted(job.key(), job.property("invocation-type"), signature.resultType().getTypeName()),
					"Remove '%s', or let the handler return void".formatted(job.property("invocation-type")));
		}
	}

}
