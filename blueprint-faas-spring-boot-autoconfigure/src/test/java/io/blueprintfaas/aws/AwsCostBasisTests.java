package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.Map;

import io.awspring.cloud.autoconfigure.core.AwsAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.CredentialsProviderAutoConfiguration;
import io.awspring.cloud.autoconfigure.core.RegionProviderAutoConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.cost.FaasCostAutoConfiguration;
import io.blueprintfaas.cost.FaasPrices;
import io.blueprintfaas.provider.FaasCostBasis;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

import static org.assertj.core.api.Assertions.assertThat;

class AwsCostBasisTests {

	private static final DataSize HALF = DataSize.ofMegabytes(512);

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AwsAutoConfiguration.class, CredentialsProviderAutoConfiguration.class,
				RegionProviderAutoConfiguration.class, AwsFaasAutoConfiguration.class,
				FaasCostAutoConfiguration.class));

	@Test
	void memoryIsThatOfTheJobOrTheDefaultOfFunctionsThatAreDeployedFromHere() {
		this.contextRunner.run((context) -> {
			AwsFaasProvider provider = context.getBean(AwsFaasProvider.class);
			assertThat(provider.costBasis(job(HALF, null, "x86_64"))).isEqualTo(new FaasCostBasis("aws", HALF));
			assertThat(provider.costBasis(job(null, null, "x86_64")))
				.isEqualTo(new FaasCostBasis("aws", LambdaConfiguration.DEFAULT_MEMORY));
			assertThat(provider.costBasis(job(null, "theirs", "x86_64"))).isEqualTo(new FaasCostBasis("aws", null));
			assertThat(provider.costBasis(job(HALF, "theirs", "x86_64"))).isEqualTo(new FaasCostBasis("aws", HALF));
		});
	}

	@Test
	void eachArchitectureHasItsPrice() {
		this.contextRunner.run((context) -> {
			FaasCostBasis basis = context.getBean(AwsFaasProvider.class).costBasis(job(HALF, null, "arm64"));
			assertThat(basis.priceList()).isEqualTo("aws-arm64");
			assertThat(context.getBean(FaasPrices.class).estimate(basis, Duration.ofSeconds(1))).isLessThan(
					context.getBean(FaasPrices.class).estimate(new FaasCostBasis("aws", HALF), Duration.ofSeconds(1)));
		});
	}

	private static FaasJobDefinition job(@Nullable DataSize memory, @Nullable String function, String architecture) {
		FunctionSettings settings = new FunctionSettings(memory, null, Map.of(), null, 0, Map.of());
		Binder binder = new Binder(
				new MapConfigurationPropertySource(Map.of("blueprint.faas.jobs.square.architecture", architecture)));
		return new FaasJobDefinition(new JobKey(7, "square"), "aws", settings, null, function, WireVersion.V1_1, null,
				Duration.ofSeconds(30), null, false, binder);
	}

}
