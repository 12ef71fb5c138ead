package io.blueprintfaas.aws;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaAsyncClientBuilder;

import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.ResultShape;
import io.blueprintfaas.packaging.LambdaCustomRuntimeLayout;
import io.blueprintfaas.packaging.LambdaLayout;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireVersion;

/**
 * Executors of job {@code square} (7) with the real client and what a test sets.
 */
final class TestLambda implements AutoCloseable {

	static final JobKey KEY = new JobKey(7, "square");

	private final List<LambdaAsyncClient> clients = new ArrayList<>();

	private final Map<String, String> keys = new LinkedHashMap<>();

	@Nullable String function;

	@Nullable URI endpoint;

	WireVersion wire = WireVersion.V1_1;

	Duration deadline = Duration.ofSeconds(20);

	@Nullable JobSignature signature;

	ClassLoader classLoader = getClass().getClassLoader();

	UnaryOperator<LambdaAsyncClientBuilder> customizer = UnaryOperator.identity();

	static JobSignature returning(Class<?> type) {
		return new JobSignature(List.of(), type, ResultShape.VALUE);
	}

	void job(String key, String value) {
		this.keys.put("blueprint.faas.jobs.square." + key, value);
	}

	void all(String key, String value) {
		this.keys.put("blueprint.faas.aws." + key, value);
	}

	FaasExecutor executor(URI target) {
		return executor(LambdaClientBuilder.build((builder) -> this.customizer.apply(connect(builder, target)),
				LambdaHttpClient.builder(properties(), this.classLoader)));
	}

	FaasExecutor executor(LambdaAsyncClient client) {
		this.clients.add(client);
		return provider(client, properties()).createExecutor(definition());
	}

	static AwsFaasProvider provider(LambdaAsyncClient client, AwsFaasProperties properties) {
		return provider(new StaticListableBeanFactory(Map.of("lambda", client)), properties);
	}

	static AwsFaasProvider provider(StaticListableBeanFactory beans, AwsFaasProperties properties) {
		return new AwsFaasProvider(properties, new LambdaClients(beans.getBeanProvider(LambdaAsyncClient.class)), null,
				new AwsFaasProvider.Layouts(beans.getBeanProvider(LambdaLayout.class),
						beans.getBeanProvider(LambdaCustomRuntimeLayout.class)));
	}

	static LambdaAsyncClientBuilder connect(LambdaAsyncClientBuilder builder, URI target) {
		return builder.region(Region.EU_WEST_1)
			.endpointOverride(target)
			.credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")));
	}

	LambdaFunction lambdaFunction() {
		return LambdaFunction.of(definition(), properties());
	}

	AwsFaasProperties properties() {
		return binder().bindOrCreate("blueprint.faas.aws", AwsFaasProperties.class);
	}

	FaasJobDefinition definition() {
		return new FaasJobDefinition(KEY, "aws", FunctionSettings.DEFAULTS, this.endpoint, this.function, this.wire,
				null, this.deadline, this.signature, false, binder());
	}

	@Override
	public void close() {
		this.clients.forEach(LambdaAsyncClient::close);
	}

	private Binder binder() {
		return new Binder(new MapConfigurationPropertySource(this.keys));
	}

}
