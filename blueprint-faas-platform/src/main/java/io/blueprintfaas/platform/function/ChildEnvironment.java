package io.blueprintfaas.platform.function;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import io.blueprintfaas.platform.deployment.Deployment;

/**
 * The environment of a function's processes: what the deployment says, and what every
 * program needs. Nothing else of the platform's own environment is in it.
 */
final class ChildEnvironment {

	private ChildEnvironment() {
	}

	static Map<String, String> of(Deployment deployment, String instance) {
		Map<String, String> environment = new HashMap<>();
		environment.put("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/local/bin:/usr/bin:/bin"));
		environment.put("JAVA_HOME", System.getProperty("java.home"));
		environment.put("LANG", "C.UTF-8");
		environment.put("HOME", deployment.home().toString());
		environment.put("TMPDIR", deployment.home().toString());
		environment.putAll(deployment.config().environment());
		environment.put("BLUEPRINT_FUNCTION_ID", deployment.functionId());
		environment.put("BLUEPRINT_INSTANCE_ID", instance);
		environment.put("BLUEPRINT_MEMORY_MB", Integer.toString(deployment.config().memoryMb()));
		if (deployment.keepAlive()) {
			environment.put("BLUEPRINT_KEEP_ALIVE", "1");
		}
		return environment;
	}

}
