package io.blueprintfaas.autoconfigure;

import java.io.InputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.packaging.PackagingAutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that cannot be delegated is refused at startup. Each test asserts both texts
 * that a user reads.
 */
class StartupRefusalTests {

	private static final String HERE = StartupRefusalTests.class.getName();

	private static final String KEYS = "artifact, bulkhead, circuit-breaker, codec, contract-mismatch, deadline, echo-only, "
			+ "endpoint, environment, extras, fallback, function, id, keep-warm, max-concurrency, memory, mode, "
			+ "overflow, provider, retry, timeout, wire";

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, PackagingAutoConfiguration.class,
				FaasAutoConfiguration.class))
		.withBean(EchoFaasProvider.class);

	@Test
	void privateMethod() {
		assertRefused(PrivateJob.class,
				"Method 'hidden' of %s$PrivateJob cannot be a job: it is private.".formatted(HERE),
				"A call of it cannot be intercepted: make it at least package-private.");
	}

	@Test
	void finalMethod() {
		assertRefused(FinalJob.class, "Method 'last' of %s$FinalJob cannot be a job: it is final.".formatted(HERE),
				"A call of it cannot be intercepted: remove 'final'.");
	}

	@Test
	void finalClass() {
		assertRefused(FinalClass.class,
				"Method 'job' of %1$s$FinalClass cannot be a job: it belongs to the final class %1$s$FinalClass."
					.formatted(HERE),
				"A call of it cannot be intercepted: remove 'final' from the class.");
	}

	@Test
	void staticMethod() {
		assertRefused(StaticJob.class, "Method 'job' of %s$StaticJob cannot be a job: it is static.".formatted(HERE),
				"A call of it cannot be intercepted: make it an instance method.");
	}

	@Test
	void twoJobsWithOneNumber() {
		assertRefused(TwiceNumbered.class,
				("Method 'second' of %1$s$TwiceNumbered cannot be a job: it has the number 1, which Method 'first' of "
						+ "%1$s$TwiceNumbered has too.")
					.formatted(HERE),
				"Give one of them another 'id' in its @FaasJob annotation.");
	}

	@Test
	void twoJobsWithOneName() {
		assertRefused(TwiceNamed.class,
				("Method 'second' of %1$s$TwiceNamed cannot be a job: it has the name 'same', which Method 'first' of "
						+ "%1$s$TwiceNamed has too.")
					.formatted(HERE),
				"Give one of them another 'name' in its @FaasJob annotation.");
	}

	@Test
	void handlerOfTwoBeans() {
		this.contextRunner.withBean("one", GoodJob.class).withBean("two", GoodJob.class).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription())
				.isEqualTo("Method 'good' of %s$GoodJob cannot be a job: it belongs to two beans, 'one' and 'two'."
					.formatted(HERE));
			assertThat(analysis.getAction())
				.isEqualTo("Keep one bean of this class, or move the job into a bean of its own.");
		});
	}

	@Test
	void numberOutOfRange() {
		assertRefused(LargeNumber.class,
				("Method 'job' of %s$LargeNumber cannot be a job: 'id' of job 'job' must be from 0 to 4294967295, but is "
						+ "4294967296.")
					.formatted(HERE),
				"Correct its @FaasJob annotation.");
	}

	@Test
	void impossibleName() {
		assertRefused(ImpossibleName.class,
				("Method 'job' of %s$ImpossibleName cannot be a job: 'name' of job 1 must be letters, digits, '-' and '_', "
						+ "begin with a letter and have at most 64 characters, but is '1 2'.")
					.formatted(HERE),
				"Correct its @FaasJob annotation.");
	}

	@Test
	void parameterThatJsonCannotCarry() {
		this.contextRunner.withBean(StreamJob.class).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription())
				.startsWith("Method 'read' of %s$StreamJob cannot be a job: ".formatted(HERE))
				.contains("java.io.InputStream");
			assertThat(analysis.getAction())
				.isEqualTo("Change the type, or name a codec of your own in blueprint.faas.jobs.read.codec.");
		});
	}

	@Test
	void unknownProvider() {
		assertRefused(GoodJob.class, "blueprint.faas.jobs.good.provider is 'ehco', but there is no such provider.",
				"Did you mean 'echo'? The providers here are echo.", "blueprint.faas.jobs.good.provider=ehco");
	}

	@Test
	void missingLibrary() {
		assertRefused(GoodJob.class,
				"Provider 'aws' of blueprint.faas.jobs.good.provider needs a library that is not on the class path.",
				"Add the dependency io.blueprintfaas:blueprint-faas-spring-boot-starter-aws.",
				"blueprint.faas.jobs.good.provider=aws");
	}

	@Test
	void misspeltJob() {
		assertRefused(GoodJob.class, "blueprint.faas.jobs.goood names no job of this application.",
				"Did you mean 'good'? The jobs are good. For a function without a handler here, set "
						+ "blueprint.faas.jobs.goood.id.",
				"blueprint.faas.jobs.goood.provider=echo");
	}

	@Test
	void misspeltKeyOfJob() {
		assertRefused(GoodJob.class, "Nothing reads the property blueprint.faas.jobs.good.memroy.",
				"Did you mean 'memory'? The keys here are %s.".formatted(KEYS),
				"blueprint.faas.jobs.good.provider=echo", "blueprint.faas.jobs.good.memroy=1GB");
	}

	@Test
	void misspeltKeyOfRoot() {
		assertRefused(GoodJob.class, "Nothing reads the property blueprint.faas.job.",
				"Did you mean 'jobs'? The keys here are command, custom, dashboard, echo, enabled, function, history, "
						+ "jobs, local, output, packaging, prices, startup-report, status, test.",
				"blueprint.faas.job.good.provider=echo");
	}

	@Test
	void placeholderThatNothingSets() {
		assertRefused(GoodJob.class,
				"blueprint.faas.jobs.good.function refers to '${FUNCTION_NAME}', which nothing sets.",
				"Set the property or environment variable 'FUNCTION_NAME', or give a default as in "
						+ "'${FUNCTION_NAME:default}'.",
				"blueprint.faas.jobs.good.provider=echo", "blueprint.faas.jobs.good.function=${FUNCTION_NAME}");
	}

	@Test
	void unknownCodec() {
		assertRefused(GoodJob.class, "blueprint.faas.jobs.good.codec is 'xml', but there is no such codec.",
				"The codecs here are json, raw; a PayloadCodec bean adds one.",
				"blueprint.faas.jobs.good.provider=echo", "blueprint.faas.jobs.good.codec=xml");
	}

	@Test
	void numberOfJobWithoutHandlerOutOfRange() {
		assertRefused(GoodJob.class,
				"blueprint.faas.jobs.far is no job: 'id' of job 'far' must be from 0 to 4294967295, but is -1.",
				"Correct the name or the 'id' of the job.", "blueprint.faas.jobs.far.provider=echo",
				"blueprint.faas.jobs.far.id=-1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			memory=lots              | blueprint.faas.jobs.good.memory   | 'lots' is not a valid data size
			timeout=soon             | blueprint.faas.jobs.good.timeout  | 'soon' is not a valid
			deadline=0s              | blueprint.faas.jobs.good          | 'deadline' must be more than 0, but is PT0S
			retry.max-attempts=0     | blueprint.faas.jobs.good.retry    | 'maxAttempts' must be at least 1, but is 0
			retry.jitter=2           | blueprint.faas.jobs.good.retry    | 'jitter' must be from 0 to 1, but is 2
			fallback=maybe           | blueprint.faas.jobs.good.fallback | maybe
			wire=v9                  | blueprint.faas.jobs.good.wire     | v9
			max-concurrency=-1       | maxConcurrency                    | must be at least 1, but is -1
			""")
	void badValue(String property, String key, String rule) {
		this.contextRunner.withBean(GoodJob.class)
			.withPropertyValues("blueprint.faas.jobs.good.provider=echo", "blueprint.faas.jobs.good." + property)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(key)
				.hasStackTraceContaining(rule));
	}

	private void assertRefused(Class<?> job, String description, String action, String... properties) {
		this.contextRunner.withBean(job).withPropertyValues(properties).run((context) -> {
			FailureAnalysis analysis = analysis(context.getStartupFailure());
			assertThat(analysis.getDescription()).isEqualTo(description);
			assertThat(analysis.getAction()).isEqualTo(action);
		});
	}

	private static FailureAnalysis analysis(Throwable failure) {
		assertThat(failure).as("startup must fail").isNotNull();
		FailureAnalysis analysis = new InvalidFaasJobFailureAnalyzer().analyze(failure);
		assertThat(analysis).as("an analysis of " + failure).isNotNull();
		return analysis;
	}

	static class GoodJob {

		@FaasJob(id = 1)
		String good() {
			return "good";
		}

	}

	static class PrivateJob {

		@FaasJob(id = 1)
		private void hidden() {
		}

	}

	static class FinalJob {

		@FaasJob(id = 1)
		final void last() {
		}

	}

	static final class FinalClass {

		@FaasJob(id = 1)
		void job() {
		}

	}

	static class StaticJob {

		@FaasJob(id = 1)
		static void job() {
		}

	}

	static class TwiceNumbered {

		@FaasJob(id = 1)
		void first() {
		}

		@FaasJob(id = 1)
		void second() {
		}

	}

	static class TwiceNamed {

		@FaasJob(id = 1, name = "same")
		void first() {
		}

		@FaasJob(id = 2, name = "same")
		void second() {
		}

	}

	static class LargeNumber {

		@FaasJob(id = 1L << 32)
		void job() {
		}

	}

	static class ImpossibleName {

		@FaasJob(id = 1, name = "1 2")
		void job() {
		}

	}

	static class StreamJob {

		@FaasJob(id = 1)
		int read(InputStream stream) {
			return 0;
		}

	}

}
