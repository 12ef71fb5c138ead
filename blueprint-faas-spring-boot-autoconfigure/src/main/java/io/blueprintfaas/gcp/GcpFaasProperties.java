package io.blueprintfaas.gcp;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.http.HttpFunctionClientSettings;

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
 * @param maxConnections Most connections to one function, and so most of its calls at a
 * time.
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

	/** What Cloud Functions takes and gives in one piece. */
	private static final DataSize MOST_PAYLOAD = DataSize.ofMegabytes(32);

	GcpFaasProperties {
		positive("connectTimeout", connectTimeout);
		positive("pendingAcquireTimeout", pendingAcquireTimeout);
		positive("maxIdleTime", maxIdleTime);
		positive("deployTimeout", deployTimeout);
		Assert.isTrue(maxConnections >= 1, () -> "'maxConnections' must be at least 1, but is " + maxConnections);
		Assert.isTrue(pendingAcquireMaxCount >= 1,
				() -> "'pendingAcquireMaxCount' must be at least 1, but is " + pendingAcquireMaxCount);
		Assert.isTrue(maxPayload.toBytes() >= 1 && maxPayload.compareTo(MOST_PAYLOAD) <= 0,
				() -> "'maxPayload' must be from 1B to 32MB, but is " + maxPayload);
		labels = Map.copyOf(labels);
	}

	HttpFunctionClientSettings clientSettings() {
		return new HttpFunctionClientSettings(this.connectTimeout, this.maxConnections, this.pendingAcquireMaxCount,
				this.pendingAcquireTimeout, this.maxIdleTime, this.maxPayload, null);
	}

	private static void positive(String name, Duration value) {
		Assert.isTrue(value.toMillis() > 0, () -> "'%s' must be at least 1ms, but is %s".formatted(name, value));
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
