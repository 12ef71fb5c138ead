package io.blueprintfaas.gcp;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.google.cloud.functions.v2.BuildConfig;
import com.google.cloud.functions.v2.Function;
import com.google.cloud.functions.v2.ServiceConfig;
import com.google.cloud.functions.v2.ServiceConfig.IngressSettings;
import org.jspecify.annotations.Nullable;

/**
 * Finds the settings of a function that are not as they should be, by the paths that an
 * update names them with. What GCP chooses itself counts only if it is configured, or was
 * configured at an earlier deployment.
 */
final class GcpComparison {

	static final String CPU = "cpu";

	static final String MAX_INSTANCES = "max-instances";

	static final String SERVICE_ACCOUNT = "service-account";

	static final String BUILD_SERVICE_ACCOUNT = "build-service-account";

	/** The platform adds it to functions that do not have it. */
	private static final String LOG_EXECUTION_ID = "LOG_EXECUTION_ID";

	private final Set<String> configuredBefore;

	private final List<String> paths = new ArrayList<>();

	private GcpComparison(GcpState found) {
		this.configuredBefore = GcpLabels.settings(found);
	}

	// Paths of what differs, in a fixed order; without the package, which is the source
	// of the build.
	static List<String> differences(GcpState found, Function wanted) {
		GcpComparison comparison = new GcpComparison(found);
		comparison.compare("description", found.function().getDescription(), wanted.getDescription());
		comparison.compareBuild(found.function().getBuildConfig(), wanted.getBuildConfig());
		comparison.compareService(found.function().getServiceConfig(), wanted.getServiceConfig());
		comparison.compareNetwork(found.function().getServiceConfig(), wanted.getServiceConfig());
		comparison.compare("labels", found.labels(), wanted.getLabelsMap());
		return comparison.paths;
	}

	private void compareBuild(BuildConfig is, BuildConfig should) {
		compare("build_config.runtime", is.getRuntime(), should.getRuntime());
		compare("build_config.entry_point", is.getEntryPoint(), should.getEntryPoint());
		compare("build_config.environment_variables", is.getEnvironmentVariablesMap(),
				should.getEnvironmentVariablesMap());
		compareOptional(BUILD_SERVICE_ACCOUNT, "build_config.service_account", end(is.getServiceAccount(), 1),
				end(should.getServiceAccount(), 1), should.getServiceAccount().isEmpty());
	}

	private void compareService(ServiceConfig is, ServiceConfig should) {
		compare("service_config.available_memory", GcpQuantity.bytes(is.getAvailableMemory()),
				GcpQuantity.bytes(should.getAvailableMemory()));
		compareOptional(CPU, "service_config.available_cpu", number(is.getAvailableCpu()),
				number(should.getAvailableCpu()), should.getAvailableCpu().isEmpty());
		compare("service_config.timeout_seconds", is.getTimeoutSeconds(), should.getTimeoutSeconds());
		compare("service_config.environment_variables", environment(is, should), should.getEnvironmentVariablesMap());
		compare("service_config.min_instance_count", is.getMinInstanceCount(), should.getMinInstanceCount());
		compareOptional(MAX_INSTANCES, "service_config.max_instance_count", is.getMaxInstanceCount(),
				should.getMaxInstanceCount(), should.getMaxInstanceCount() == 0);
		compare("service_config.max_instance_request_concurrency", Math.max(1, is.getMaxInstanceRequestConcurrency()),
				should.getMaxInstanceRequestConcurrency());
		compareOptional(SERVICE_ACCOUNT, "service_config.service_account_email", is.getServiceAccountEmail(),
				should.getServiceAccountEmail(), should.getServiceAccountEmail().isEmpty());
		compare("service_config.all_traffic_on_latest_revision", is.getAllTrafficOnLatestRevision(), true);
	}

	private void compareNetwork(ServiceConfig is, ServiceConfig should) {
		compare("service_config.ingress_settings",
				(is.getIngressSettings() == IngressSettings.INGRESS_SETTINGS_UNSPECIFIED) ? IngressSettings.ALLOW_ALL
						: is.getIngressSettings(),
				should.getIngressSettings());
		compare("service_config.vpc_connector", end(is.getVpcConnector(), 4), end(should.getVpcConnector(), 4));
	}

	private static Map<String, String> environment(ServiceConfig is, ServiceConfig should) {
		Map<String, String> environment = new HashMap<>(is.getEnvironmentVariablesMap());
		if (!should.containsEnvironmentVariables(LOG_EXECUTION_ID)) {
			environment.remove(LOG_EXECUTION_ID);
		}
		return environment;
	}

	// The last parts of a full name: GCP may write the project by its number.
	private static String end(String name, int parts) {
		int index = name.length();
		for (int i = 0; i < parts && index >= 0; i++) {
			index = name.lastIndexOf('/', index - 1);
		}
		return name.substring(index + 1);
	}

	private static @Nullable BigDecimal number(String text) {
		return GcpQuantity.number(text);
	}

	private void compareOptional(String name, String path, @Nullable Object is, @Nullable Object should,
			boolean unset) {
		if (unset ? this.configuredBefore.contains(name) : !Objects.equals(is, should)) {
			this.paths.add(path);
		}
	}

	private void compare(String path, @Nullable Object is, @Nullable Object should) {
		if (!Objects.equals(is, should)) {
			this.paths.add(path);
		}
	}

}
