package io.blueprintfaas.cost;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.provider.FaasCostBasis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FaasPricesTests {

	private static final Offset<Double> EXACT = Offset.offset(1e-12);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(FaasCostAutoConfiguration.class));

	@Test
	void listOfTheStarterIsDatedAndNamesItsSources() {
		this.contextRunner.run((context) -> {
			FaasPrices prices = context.getBean(FaasPrices.class);
			assertThat(prices.asOf()).isBetween(LocalDate.of(2026, 1, 1), LocalDate.now());
			assertThat(prices.currency()).isEqualTo("USD");
			assertThat(prices.providers()).containsOnlyKeys("aws", "aws-arm64", "digitalocean");
			assertThat(prices.providers().values()).allSatisfy((price) -> {
				assertThat(price.source()).startsWith("https://");
				assertThat(price.perGbSecond()).isBetween(0.00001, 0.0001);
			});
		});
	}

	// An example of AWS: 3 million requests a month of 512 MB and 1 s are 1,500,000
	// GB-seconds.
	// Without the free allowance: 25.00 for the time and 0.60 for the requests
	@Test
	void estimatesAsThePublicExampleDoes() {
		this.contextRunner.run((context) -> {
			Double call = context.getBean(FaasPrices.class)
				.estimate(new FaasCostBasis("aws", DataSize.ofMegabytes(512)), Duration.ofSeconds(1));
			assertThat(call * 3_000_000).isCloseTo(25.60, Offset.offset(0.001));
		});
	}

	@ParameterizedTest
	@CsvSource({ "1, 100", "100, 100", "101, 200", "200, 200", "250, 300", "0, 100" })
	void roundsBilledTimeUpAndKeepsTheMinimum(int billed, int charged) {
		FaasPrice price = new FaasPrice(1, 0.5, Duration.ofMillis(100), Duration.ofMillis(100), "here");
		assertThat(price.estimate(DataSize.ofMegabytes(512), Duration.ofMillis(billed)))
			.isCloseTo(0.5 + 0.5 * charged / 1000.0, EXACT);
	}

	@Test
	void saysNothingOfWhatIsNotKnown() {
		FaasPrice price = new FaasPrice(1, 1, Duration.ofMillis(1), Duration.ZERO, "here");
		FaasPrices prices = new FaasPrices(LocalDate.EPOCH, "EUR", Map.of("one", price));
		DataSize memory = DataSize.ofMegabytes(1024);
		assertThat(prices.estimate(new FaasCostBasis("one", memory), Duration.ofSeconds(1))).isEqualTo(2);
		assertThat(prices.estimate(new FaasCostBasis("one", memory), null)).isNull();
		assertThat(prices.estimate(new FaasCostBasis("one", null), Duration.ofSeconds(1))).isNull();
		assertThat(prices.estimate(new FaasCostBasis("two", memory), Duration.ofSeconds(1))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = { "currency=USD|'as-of' is missing",
			"as-of=today\\ncurrency=USD|'today' could not be parsed", "as-of=2026-01-01|'currency' is missing",
			"as-of=2026-01-01\\ncurrency=USD\\nproviders.a.per-gb-second=-1\\nproviders.a.granularity=1ms\\nproviders.a.minimum=1ms|'per-gb-second' must not be negative, but is -1.0",
			"as-of=2026-01-01\\ncurrency=USD\\nproviders.a.per-gb-second=1\\nproviders.a.granularity=0ms\\nproviders.a.minimum=1ms|'granularity' must be more than 0" })
	void refusesListWithMissingOrWrongValues(String text, String message) {
		ByteArrayResource file = new ByteArrayResource(text.replace("\\n", "\n").getBytes(), "my prices");
		assertThatExceptionOfType(InvalidFaasPricesException.class).isThrownBy(() -> FaasPrices.read(file))
			.withMessageContaining("my prices")
			.withMessageContaining(message)
			.withMessageContaining("blueprint.faas.prices");
	}

	@Test
	void listCanBeReplaced() {
		this.contextRunner.withPropertyValues("blueprint.faas.prices=classpath:io/blueprintfaas/cost/prices.properties")
			.run((context) -> assertThat(context.getBean(FaasPrices.class).providers()).containsOnlyKeys("one"));
		this.contextRunner.withPropertyValues("blueprint.faas.prices=classpath:missing.properties")
			.run((context) -> assertThatExceptionOfType(Exception.class)
				.isThrownBy(() -> context.getBean(FaasPrices.class))
				.havingRootCause()
				.withMessageContaining("missing.properties"));
	}

}
