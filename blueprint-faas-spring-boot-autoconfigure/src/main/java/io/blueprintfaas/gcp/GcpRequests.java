package io.blueprintfaas.gcp;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import com.google.cloud.functions.v2.BuildConfig;
import com.google.cloud.functions.v2.CreateFunctionRequest;
import com.google.cloud.functions.v2.Environment;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.ServiceConfig;
import com.google.cloud.functions.v2.ServiceConfig.IngressSettings;
import com.google.cloud.functions.v2.Source;
import com.google.cloud.functions.v2.StorageSource;
import com.google.cloud.functions.v2.UpdateFunctionRequest;
import com.google.protobuf.FieldMask;
import org.jspecify.annotations.Nullable;

/**
 * Writes the wanted settings as requests to Cloud Functions.
 */
final class GcpRequests {

	private final GcpFunction function;

	private final GcpConfiguration configuration;

	GcpRequests(GcpFunction function, GcpConfiguration configuration) {
		this.function = function;
		this.configuration = configuration;
	}

	CreateFunctionRequest create(Function wanted, StorageSource source) {
		return CreateFunctionRequest.newBuilder()
			.setParent(this.function.parent())
			.setFunctionId(this.function.name())
			.setFunction(with(wanted, source))
			.build();
	}

	UpdateFunctionRequest update(Function wanted, @Nullable StorageSource source, Collection<String> paths) {
		return UpdateFunctionRequest.newBuilder()
			.setFunction((source != null) ? with(wanted, source) : wanted)
			.setUpdateMask(FieldMask.newBuilder().addAllPaths(paths))
			.build();
	}

	// The function as it should be, without its package. Variables of the build that
	// others have set stay.
	Function wanted(Map<String, String> labels, @Nullable GcpState found) {
		Map<String, String> buildEnvironment = new HashMap<>(
				(found != null) ? found.function().getBuildConfig().getEnvironmentVariablesMap() : Map.of());
		buildEnvironment.putAll(this.configuration.buildEnvironment());
		return Function.newBuilder()
			.setName(this.function.resourceName())
			.setDescription(this.configuration.description())
			.setEnvironment(Environment.GEN_2)
			.setBuildConfig(BuildConfig.newBuilder()
				.setRuntime(this.configuration.runtime())
				.setEntryPoint(this.configuration.entryPoint())
				.setServiceAccount(text(this.configuration.buildServiceAccount()))
				.putAllEnvironmentVariables(buildEnvironment))
			.setServiceConfig(service())
			.putAllLabels(labels)
			.build();
	}

	private ServiceConfig.Builder service() {
		Integer most = this.configuration.maxInstances();
		return ServiceConfig.newBuilder()
			.setAvailableMemory(GcpQuantity.of(this.configuration.memory()))
			.setAvailableCpu((this.configuration.cpu() != null) ? GcpQuantity.of(this.configuration.cpu()) : "")
			.setTimeoutSeconds(this.configuration.timeoutSeconds())
			.putAllEnvironmentVariables(this.configuration.environment())
			.setMinInstanceCount(this.configuration.minInstances())
			.setMaxInstanceCount((most != null) ? most : 0)
			.setMaxInstanceRequestConcurrency(this.configuration.instanceConcurrency())
			.setServiceAccountEmail(text(this.configuration.serviceAccount()))
			.setAllTrafficOnLatestRevision(true)
			.setIngressSettings(ingress())
			.setVpcConnector(text(this.configuration.vpcConnector()));
	}

	private IngressSettings ingress() {
		return switch (this.configuration.ingress()) {
			case ALL -> IngressSettings.ALLOW_ALL;
			case INTERNAL_ONLY -> IngressSettings.ALLOW_INTERNAL_ONLY;
			case INTERNAL_AND_GCLB -> IngressSettings.ALLOW_INTERNAL_AND_GCLB;
		};
	}

	private static Function with(Function wanted, StorageSource source) {
		BuildConfig build = wanted.getBuildConfig()
			.toBuilder()
			.setSource(Source.newBuilder().setStorageSource(source))
			.build();
		return wanted.toBuilder().setBuildConfig(build).build();
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value : "";
	}

}
