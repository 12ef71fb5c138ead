package io.blueprintfaas.gcp;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

import io.blueprintfaas.gcp.GcpFaasProperties.Ingress;

/**
 * Keys of a job that only this provider knows. What is {@code null} is as
 * {@link GcpFaasProperties} says.
 *
 * @param region region of the function
 * @param runtime runtime of the function
 * @param serviceAccount e-mail address of the service account the function runs with
 * @param ingress who may reach the function
 * @param vpcConnector full name of the connector to a VPC network
 * @param labels labels, added to those of all functions
 * @param cpu processors of one instance, or {@code null} for what goes with the memory
 * @param instanceConcurrency most calls of one instance at a time; the instances are
 * limited so that all together take {@code max-concurrency} calls
 * @param audience audience of identity tokens, or {@code null} for the address of the
 * function
 */
record GcpJobProperties(@Nullable String region, @Nullable String runtime, @Nullable String serviceAccount,
		@Nullable Ingress ingress, @Nullable String vpcConnector, @DefaultValue Map<String, String> labels,
		@Nullable BigDecimal cpu, @DefaultValue("1") int instanceConcurrency, @Nullable String audience) {

	static final Set<String> KEYS = Set.of("region", "runtime", "service-account", "ingress", "vpc-connector", "labels",
			"cpu", "instance-concurrency", "audience");

}
