package io.blueprintfaas.platform.deployment;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.databind.JsonNode;

/**
 * A deployed version of a function.
 *
 * @param functionId the function
 * @param folder where this version lives
 * @param sha256 content hash of its package, 64 hexadecimal digits in lower case
 * @param size bytes of its package
 * @param keepAlive whether its bootstrap takes one call after another
 * @param config how it is run
 * @param configSha256 content hash of the settings as they were given, 64 hexadecimal
 * digits in lower case
 * @param deployedAt when it was deployed
 */
public record Deployment(String functionId, Path folder, String sha256, long size, boolean keepAlive,
		FunctionConfig config, String configSha256, Instant deployedAt) {

	/**
	 * Where the package is unpacked.
	 * @return the working directory of its processes
	 */
	public Path code() {
		return this.folder.resolve("code");
	}

	/**
	 * What is started.
	 * @return the executable
	 */
	public Path bootstrap() {
		return code().resolve(ZipUnpacker.BOOTSTRAP);
	}

	/**
	 * A folder of the function's own.
	 * @return its home
	 */
	public Path home() {
		return this.folder.resolve("home");
	}

	/**
	 * Where its processes write their stderr, over all versions.
	 * @return the file; need not exist
	 */
	public Path errorLog() {
		return this.folder.resolveSibling("stderr.log");
	}

	/**
	 * How many instances are kept started, whether they are called or not.
	 * @return a number; 0 for a function that is started for each call
	 */
	public int warmInstances() {
		return this.keepAlive ? this.config.keepWarm() : 0;
	}

	/**
	 * Whether deploying this would change nothing.
	 * @param otherSha256 content hash of another package
	 * @param otherConfig its settings
	 * @return {@code true} if both are equal
	 */
	public boolean isSame(String otherSha256, FunctionConfig otherConfig) {
		return this.sha256.equals(otherSha256) && this.config.equals(otherConfig);
	}

	Map<String, Object> toJson() {
		Map<String, Object> json = new LinkedHashMap<>();
		json.put("function_id", this.functionId);
		json.put("version", this.folder.getFileName().toString());
		json.put("sha256", this.sha256);
		json.put("size", this.size);
		json.put("keep_alive", this.keepAlive);
		json.put("deployed_at", this.deployedAt.toString());
		json.put("config", this.config.toJson());
		json.put("config_sha256", this.configSha256);
		return json;
	}

	static Deployment read(String functionId, Path functionFolder, JsonNode json) {
		return new Deployment(functionId, functionFolder.resolve(json.required("version").stringValue()),
				json.required("sha256").stringValue(), json.required("size").longValue(),
				json.required("keep_alive").booleanValue(), FunctionConfig.read(json.required("config")),
				json.required("config_sha256").stringValue(),
				Instant.parse(json.required("deployed_at").stringValue()));
	}

}
