package io.blueprintfaas.aws;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FunctionPackage;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Against an account of AWS: with credentials and a region in the environment, and the
 * ARN of a role that Lambda may assume in {@code BLUEPRINT_AWS_ROLE}.
 */
@Tag("cloud")
class AwsCloudTests {

	// Answers every call as our own functions do; the custom runtime needs nothing else
	private static final String BOOTSTRAP = """
			#!/bin/sh
			api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
			while true; do
			  id=$(curl -sS -o /dev/null -D - $api/next | tr -d '\\r' | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p')
			  curl -sS -o /dev/null -d '{"job_id":7,"result":"","success":true}' $api/$id/response
			done
			""";

	@Test
	void deploysWarmsInspectsAndRemoves(@TempDir Path folder) {
		String role = System.getenv("BLUEPRINT_AWS_ROLE");
		Assumptions.assumeTrue(role != null && hasCredentials(), "No credentials, or no role in BLUEPRINT_AWS_ROLE");
		LifecycleJobs job = LifecycleJobs.job()
			.shared("role", role)
			.shared("function-prefix", "blueprint-test-" + UUID.randomUUID().toString().substring(0, 8))
			.key("runtime", "provided.al2023")
			.memory("128MB")
			.timeout(Duration.ofSeconds(10));
		FunctionPackage functionPackage = TestPackages.executable(folder, BOOTSTRAP);
		try (LambdaAsyncClient client = LambdaAsyncClient.create()) {
			AwsFaasLifecycle lifecycle = new AwsFaasLifecycle(job.definition(), job.properties(), Mono.just(client),
					null);
			FaasExecutor executor = TestLambda.provider(client, job.properties()).createExecutor(job.definition());
			try {
				FaasDeployment first = lifecycle.deploy(functionPackage, job.settings(), System.out::println).block();
				assertThat(first.changed()).isTrue();
				assertThat(first.sha256()).isEqualTo(functionPackage.sha256());
				assertThat(executor.status().block().state()).isEqualTo(FaasStatus.State.AVAILABLE);
				assertThat(lifecycle.warm().block()).isEqualTo(1);
				assertThat(lifecycle.deploy(functionPackage, job.settings(), System.out::println).block().changed())
					.isFalse();
				LifecycleJobs more = job.memory("256MB");
				assertThat(lifecycle.deploy(functionPackage, more.settings(), System.out::println).block().memory())
					.isEqualTo(more.settings().memory());
			}
			finally {
				assertThat(lifecycle.undeploy().block()).isTrue();
			}
			assertThat(lifecycle.deployment().blockOptional()).isEmpty();
		}
	}

	private static boolean hasCredentials() {
		try (DefaultCredentialsProvider provider = DefaultCredentialsProvider.builder().build()) {
			provider.resolveCredentials();
			return true;
		}
		catch (SdkException ex) {
			// None: nothing to test with
			return false;
		}
	}

}
