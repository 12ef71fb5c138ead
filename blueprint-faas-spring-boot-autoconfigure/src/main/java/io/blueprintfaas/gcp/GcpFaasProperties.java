package io.blueprintfaas.gcp;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What all jobs of provider {@code gcp} share. Credentials are those of
 * {@code spring.cloud.gcp}.
 *
 * @param projectId Project of the functions. By default that of 'spring.cloud.gcp'.
 * @param region Region of the functions, for example 'europe-west1'.
 * @param functionPrefix Beginning of the names of functions, before '-job-' and the
 * number of the job.
 * @param runtime Runtime of functions, for example 'java21'. By default the one that fits
 * the Java of this application.
 * @param serviceAccount E-mail address of the service account that functions run with. By
 * default the project's compute service account.
 * @param buildServiceAccount Full name of the service account that builds functions.
 * @param ingress Who may reach functions.
 * @param vpcConnector Full name of the connector to a VPC network.
 * @param labels Labels of functions.
 * @param bucket Cloud Storage bucket for packages. By default packages go to a bucket of
 * Google's.
 * @param bucketPrefix Beginning of the names of packages in the bucket.
 * @param connectTimeout Longest wait for a connection to be established.
 * @param maxConnections Most connections, and so most calls at a time.
 * @param pendingAcquireMaxCount Most calls that wait for a free connection.
 * @param pendingAcquireTimeout Longest wait of a call for a free connection.
 * @param maxIdleTime How long an unused connection is kept.
 * @param maxPayload Largest request or answer, as it is on the wire.
 * @param deployTimeout Longest wait for a deployment.
 */
@ConfigurationProperties("blueprint.faas.gcp")
record GcpFaasProperties(@Nullable String projectId, @Nullable String region,
		@DefaultValue("blueprint") String functionPrefix, @Nullable String runtime, @Nullable String serviceAccount,
		@Nullable String buildServiceAccount, @DefaultValue("all") Ingress ingress, @Nullable String vpcConnector,
		@DefaultValue Map<String, String> labels, @Nullable String bucket,
		@DefaultValue("blueprint-faas/") String bucketPrefix, @DefaultValue("5s") Duration connectTimeout,
		@DefaultValue("100") int maxConnections, @DefaultValue("1000") int pendingAcquireMaxCount,
		@DefaultValue("30s") Duration pendingAcquireTimeout, @DefaultValue("30s") Duration maxIdleTime,
		@DefaultValue("32MB") DataSize maxPayload, @DefaultValue("15m") Duration deployTimeout) {

	GcpFaasProperties {
		labels = Map.copyOf(labels);
	}

	/**
	 * Who may reach a function. Credentials are needed all the same.
	 */
	enum Ingress {

		/**
		 * Everybody.
		 */
		ALL,

		/**
		 * The project's own networks.
		 */
		INTERNAL_ONLY,

		/**
		 * The project's own networks, and load balancers.
		 */
		INTERNAL_AND_GCLB

	}

}
