package io.blueprintfaas.aws;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.Layer;
import software.amazon.awssdk.services.lambda.model.VpcConfigResponse;

/**
 * Which settings of a function differ from what they should be. What Lambda leaves out of
 * an answer stands at its default.
 */
final class ConfigurationComparison {

	private final FunctionConfiguration found;

	private final List<String> differences = new ArrayList<>();

	private ConfigurationComparison(FunctionConfiguration found) {
		this.found = found;
	}

	// Names of the settings of the unpublished code that differ, for people; empty if
	// none.
	static List<String> differences(FunctionConfiguration found, LambdaConfiguration wanted) {
		ConfigurationComparison comparison = new ConfigurationComparison(found);
		comparison.compare("description", Objects.requireNonNullElse(found.description(), ""), wanted.description());
		comparison.compareAll(wanted);
		return comparison.differences;
	}

	// The same for a version, whose description is its own.
	static boolean isSameVersion(FunctionConfiguration found, LambdaConfiguration wanted) {
		ConfigurationComparison comparison = new ConfigurationComparison(found);
		comparison.compareAll(wanted);
		return comparison.differences.isEmpty();
	}

	private void compareAll(LambdaConfiguration wanted) {
		compare("runtime", this.found.runtimeAsString(), wanted.runtime());
		compare("handler", this.found.handler(), wanted.handler());
		compare("role", this.found.role(), wanted.role());
		compare("memory", this.found.memorySize(), wanted.memoryMb());
		compare("timeout", this.found.timeout(), wanted.timeoutSeconds());
		compare("environment", environment(), wanted.environment());
		compare("layers", this.found.layers().stream().map(Layer::arn).toList(), wanted.layers());
		compareVpc(wanted);
		compare("ephemeral-storage", (this.found.ephemeralStorage() != null) ? this.found.ephemeralStorage().size()
				: LambdaConfiguration.DEFAULT_EPHEMERAL_STORAGE.toMegabytes(), wanted.ephemeralStorageMb());
		compare("snap-start",
				this.found.snapStart() != null && "PublishedVersions".equals(this.found.snapStart().applyOnAsString()),
				wanted.snapStart());
	}

	private void compareVpc(LambdaConfiguration wanted) {
		VpcConfigResponse vpc = this.found.vpcConfig();
		compare("subnet-ids", (vpc != null) ? new HashSet<>(vpc.subnetIds()) : Set.of(),
				new HashSet<>(wanted.subnetIds()));
		compare("security-group-ids", (vpc != null) ? new HashSet<>(vpc.securityGroupIds()) : Set.of(),
				new HashSet<>(wanted.securityGroupIds()));
	}

	// Null if Lambda could not decrypt it: then it differs.
	private @Nullable Map<String, String> environment() {
		if (this.found.environment() == null) {
			return Map.of();
		}
		return (this.found.environment().error() == null) ? this.found.environment().variables() : null;
	}

	private void compare(String name, @Nullable Object is, @Nullable Object wanted) {
		boolean same = (is instanceof Number left && wanted instanceof Number right)
				? left.longValue() == right.longValue() : Objects.equals(is, wanted);
		if (!same) {
			this.differences.add(name);
		}
	}

}
