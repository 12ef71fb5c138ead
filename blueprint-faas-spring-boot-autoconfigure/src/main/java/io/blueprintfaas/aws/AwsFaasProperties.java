package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * What all jobs of provider {@code aws} share. Credentials, region and endpoint are those
 * of {@code spring.cloud.aws}.
 *
 * @param functionPrefix Beginning of the names of functions, before '-job-' and the
 * number of the job.
 * @param alias Alias that callers use and that deploying moves to the new version once
 * that is ready.
 * @param role ARN of the role that functions run with. Needed to deploy.
 * @param runtime Runtime of functions, for example 'java21' or 'provided.al2023'. By
 * default the managed Java runtime that fits the Java of this application.
 * @param architecture Processor of functions, 'x86_64' or 'arm64'.
 * @param layers ARNs of layer versions that functions use.
 * @param subnetIds Subnets of functions that run in a VPC.
 * @param securityGroupIds Security groups of functions that run in a VPC.
 * @param tags Tags of functions.
 * @param bucket S3 bucket, in the region of the functions, for packages that are too
 * large to be sent directly.
 * @param bucketPrefix Beginning of the names of packages in the bucket.
 * @param metrics Whether to ask for the end of the log with each call, which carries
 * billed time, memory and cold start.
 * @param connectTimeout Longest wait for a connection to be established.
 * @param maxConnections Most calls at a time, each on a connection of its own.
 * @param pendingAcquireMaxCount Most calls that wait for a free connection.
 * @param pendingAcquireTimeout Longest wait of a call for a free connection.
 * @param maxIdleTime How long an unused connection is kept.
 * @param deployTimeout Longest wait for one step of a deployment.
 */
@ConfigurationProperties("blueprint.faas.aws")
record AwsFaasProperties(@DefaultValue("blueprint") String functionPrefix, @DefaultValue("live") String alias,
		@Nullable String role, @Nullable String runtime, @DefaultValue("x86_64") String architecture,
		@DefaultValue List<String> layers, @DefaultValue List<String> subnetIds,
		@DefaultValue List<String> securityGroupIds, @DefaultValue Map<String, String> tags, @Nullable String bucket,
		@DefaultValue("blueprint-faas/") String bucketPrefix, @DefaultValue("true") boolean metrics,
		@DefaultValue("5s") Duration connectTimeout, @DefaultValue("100") int maxConnections,
		@DefaultValue("1000") int pendingAcquireMaxCount, @DefaultValue("30s") Duration pendingAcquireTimeout,
		@DefaultValue("30s") Duration maxIdleTime, @DefaultValue("10m") Duration deployTimeout) {

	AwsFaasProperties {
		Assert.isTrue(maxConnections >= 1, () -> "'maxConnections' must be at least 1, but is " + maxConnections);
		Assert.isTrue(pendingAcquireMaxCount >= 0,
				() -> "'pendingAcquireMaxCount' must not be negative, but is " + pendingAcquireMaxCount);
		positive("connectTimeout", connectTimeout);
		positive("pendingAcquireTimeout", pendingAcquireTimeout);
		positive("maxIdleTime", maxIdleTime);
		positive("deployTimeout", deployTimeout);
		layers = List.copyOf(layers);
		subnetIds = List.copyOf(subnetIds);
		securityGroupIds = List.copyOf(securityGroupIds);
		tags = Map.copyOf(tags);
	}

	private static void positive(String name, Duration value) {
		Assert.isTrue(value.toMillis() > 0, () -> "'%s' must be at least 1ms, but is %s".formatted(name, value));
	}

}
