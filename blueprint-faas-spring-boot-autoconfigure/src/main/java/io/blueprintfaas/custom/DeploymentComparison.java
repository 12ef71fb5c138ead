package io.blueprintfaas.custom;

import java.util.ArrayList;
import java.util.List;

import io.blueprintfaas.FunctionPackage;
import io.blueprintfaas.FunctionSettings;

/**
 * Whether what is deployed is what shall be deployed. A platform that does not tell the
 * hashes of both package and configuration cannot be compared: then the answer is no, and
 * the platform decides after the upload.
 */
final class DeploymentComparison {

	private DeploymentComparison() {
	}

	// What is known to differ; a platform that tells no hash of its configuration may
	// have
	// another one.
	static List<String> differences(PlatformDeployment deployed, FunctionPackage functionPackage,
			FunctionSettings settings) {
		List<String> differences = new ArrayList<>();
		if (!deployed.isDeployed() || !functionPackage.sha256().equals(deployed.sha256())) {
			differences.add("package");
		}
		String configuration = deployed.text("config_sha256");
		if (!FunctionConfigHeader.sha256(settings).equals(configuration)) {
			differences
				.add((configuration != null) ? "settings" : "settings, perhaps: the platform does not tell them");
		}
		return differences;
	}

	static boolean isSame(PlatformDeployment deployed, FunctionPackage functionPackage, FunctionSettings settings) {
		return differences(deployed, functionPackage, settings).isEmpty();
	}

}
