package io.blueprintfaas.custom;

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

	static boolean isSame(PlatformDeployment deployed, FunctionPackage functionPackage, FunctionSettings settings) {
		return deployed.isDeployed() && functionPackage.sha256().equals(deployed.sha256())
				&& FunctionConfigHeader.sha256(settings).equals(deployed.text("config_sha256"));
	}

}
