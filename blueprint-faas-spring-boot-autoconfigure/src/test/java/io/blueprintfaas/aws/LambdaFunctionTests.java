package io.blueprintfaas.aws;

import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.blueprintfaas.provider.InvalidFaasJobException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link LambdaFunction}.
 */
class LambdaFunctionTests {

	private final TestLambda lambda = new TestLambda();

	@Test
	void namesFunctionByRule() {
		assertThat(this.lambda.lambdaFunction()).isEqualTo(new LambdaFunction("blueprint-job-7", "live", false, true));
		this.lambda.all("function-prefix", "shop");
		this.lambda.all("alias", "green");
		assertThat(this.lambda.lambdaFunction()).isEqualTo(new LambdaFunction("shop-job-7", "green", false, true));
	}

	@Test
	void takesQualifierOfTheJob() {
		this.lambda.job("qualifier", "$LATEST");
		assertThat(this.lambda.lambdaFunction().qualifier()).isEqualTo("$LATEST");
	}

	@ParameterizedTest
	@ValueSource(strings = { "square", "a_b-C9", "123456789012:function:square",
			"arn:aws-cn:lambda:cn-north-1:123456789012:function:square" })
	void takesNameAndArn(String function) {
		this.lambda.function = function;
		LambdaFunction found = this.lambda.lambdaFunction();
		assertThat(found).isEqualTo(new LambdaFunction(function, null, false, true));
		assertThat(function).endsWith(found.simpleName());
		assertThat(found.simpleName()).doesNotContain(":");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "my square", "square:live", "arn:aws:lambda:eu-west-1:123456789012:function:square:3",
			"arn:aws:s3:eu-west-1:123456789012:function:square", "ümlaut" })
	void refusesOtherFunctions(String function) {
		this.lambda.function = function;
		assertThat(refused()).hasMessageContaining(
				"Job 'square' (7) needs 'blueprint.faas.jobs.square.function', which is '%s', but provider 'aws' takes a name of at most 64 letters"
					.formatted(function));
	}

	@Test
	void refusesPrefixThatMakesNoName() {
		this.lambda.all("function-prefix", "my.shop");
		assertThat(refused()).hasMessageContaining("'blueprint.faas.aws.function-prefix' is 'my.shop'")
			.hasMessageContaining("'my.shop-job-7'");
		this.lambda.all("function-prefix", "x".repeat(60));
		assertThat(refused()).hasMessageContaining("at most 64");
		this.lambda.all("function-prefix", "123456789012:function:x");
		assertThat(refused()).hasMessageContaining("function-prefix");
	}

	@ParameterizedTest
	@ValueSource(strings = { "$OLDEST", "a b", "a/b" })
	void refusesOtherQualifiers(String qualifier) {
		this.lambda.job("qualifier", qualifier);
		assertThat(refused()).hasMessageContaining("'blueprint.faas.jobs.square.qualifier', which is '" + qualifier);
	}

	@ParameterizedTest
	@ValueSource(strings = { "12", "a.b", "$LATEST" })
	void refusesOtherAliases(String alias) {
		this.lambda.all("alias", alias);
		assertThat(refused()).hasMessageContaining("'blueprint.faas.aws.alias', which is '%s'".formatted(alias))
			.hasMessageContaining("that are not all digits")
			.hasMessageContaining("Change 'blueprint.faas.aws.alias'");
	}

	@Test
	void refusesEndpointAndNamesWhatToSetInstead() {
		this.lambda.endpoint = URI.create("https://abc.lambda-url.eu-west-1.on.aws/");
		assertThat(refused()).hasMessageContaining("sets 'blueprint.faas.jobs.square.endpoint'")
			.hasMessageContaining("provider 'aws' calls functions by name")
			.hasMessageContaining("'spring.cloud.aws.lambda.endpoint'");
	}

	@Test
	void takesEventsOnlyOfHandlersWithoutResult() {
		this.lambda.job("invocation-type", "event");
		assertThat(this.lambda.lambdaFunction().event()).isTrue();
		assertThat(this.lambda.lambdaFunction().metrics()).isFalse();
		this.lambda.signature = TestLambda.returning(void.class);
		assertThat(this.lambda.lambdaFunction().event()).isTrue();
		this.lambda.signature = TestLambda.returning(String.class);
		assertThat(refused()).hasMessageContaining(
				"Job 'square' (7) sets 'blueprint.faas.jobs.square.invocation-type' to 'event', but its handler has a result of type java.lang.String");
	}

	private InvalidFaasJobException refused() {
		return assertThatExceptionOfType(InvalidFaasJobException.class).isThrownBy(this.lambda::lambdaFunction)
			.actual();
	}

}
