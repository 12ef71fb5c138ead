package io.blueprintfaas.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * One function of the fake control plane: its states, versions, aliases and what hangs on
 * them, by the rules of Lambda.
 */
final class FakeFunction {

	private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";

	private static final Set<String> SETTINGS = Set.of("Runtime", "Handler", "Role", "Description", "MemorySize",
			"Timeout", "Environment", "EphemeralStorage", "SnapStart", "Layers", "VpcConfig");

	final String name;

	final Map<String, String> tags = new TreeMap<>();

	final Map<String, Map<String, Object>> aliases = new TreeMap<>();

	final TreeMap<Integer, Map<String, Object>> versions = new TreeMap<>();

	final Map<String, Map<String, Object>> provisioned = new TreeMap<>();

	final Map<String, Map<String, Object>> events = new TreeMap<>();

	@Nullable Integer reserved;

	private byte[] zip = {};

	private final FakeLambdaBehaviour behaviour;

	private final Map<String, Object> latest = new LinkedHashMap<>();

	private final Map<Map<String, Object>, Integer> looks = new IdentityHashMap<>();

	private int lastVersion;

	FakeFunction(String name, Map<String, Object> request, FakeLambdaBehaviour behaviour) {
		this.name = name;
		this.behaviour = behaviour;
		this.latest.put("FunctionName", name);
		this.latest.put("FunctionArn", ARN + name);
		this.latest.put("Version", "$LATEST");
		this.latest.put("MemorySize", 128);
		this.latest.put("Timeout", 3);
		this.latest.put("EphemeralStorage", Map.of("Size", 512));
		this.latest.put("Architectures", request.getOrDefault("Architectures", List.of("x86_64")));
		set(request);
		setCode(map(request, "Code"));
		map(request, "Tags").forEach((key, value) -> this.tags.put(key, value.toString()));
		this.latest.put("State", "Pending");
		this.latest.put("StateReasonCode", "Creating");
		this.looks.put(this.latest, behaviour.pendingLooks);
		touch();
	}

	String arn() {
		return ARN + this.name;
	}

	// A look brings what is under way nearer to its end.
	Map<String, Object> look(@Nullable String qualifier) {
		Map<String, Object> found = configuration(qualifier);
		Integer left = this.looks.get(found);
		if (left != null && left <= 0) {
			this.looks.remove(found);
			settle(found);
		}
		else if (left != null) {
			this.looks.put(found, left - 1);
		}
		return view(found, qualifier);
	}

	void updateCode(Map<String, Object> request) {
		requireSettled();
		requireRevision(request, this.latest);
		setCode(request);
		if (request.get("Architectures") != null) {
			this.latest.put("Architectures", request.get("Architectures"));
		}
		begin();
	}

	void updateConfiguration(Map<String, Object> request) {
		requireSettled();
		requireRevision(request, this.latest);
		set(request);
		begin();
	}

	Map<String, Object> publish(Map<String, Object> request) {
		requireSettled();
		requireRevision(request, this.latest);
		Object sha256 = request.get("CodeSha256");
		if (sha256 != null && !sha256.equals(this.latest.get("CodeSha256"))) {
			throw FakeLambdaException
				.invalid("CodeSHA256 (%s) is different from current CodeSHA256 in $LATEST".formatted(sha256));
		}
		Map<String, Object> last = this.versions.isEmpty() ? null : this.versions.lastEntry().getValue();
		return (last != null && last.get("ConfigSha256").equals(configSha256())) ? last : publishNew(request);
	}

	Map<String, Object> putAlias(Map<String, Object> request, String alias) {
		Map<String, Object> current = this.aliases.get(alias);
		if (current != null) {
			requireRevision(request, current);
		}
		String version = Objects.toString(request.get("FunctionVersion"), null);
		if (version != null && !version.equals("$LATEST") && !this.versions.containsKey(number(version))) {
			throw FakeLambdaException.notFound("Function not found: %s:%s".formatted(arn(), version));
		}
		Map<String, Object> put = new LinkedHashMap<>((current != null) ? current : Map.of());
		put.putAll(request);
		put.put("Name", alias);
		put.put("AliasArn", arn() + ":" + alias);
		put.put("RevisionId", UUID.randomUUID().toString());
		this.aliases.put(alias, put);
		return put;
	}

	void deleteVersion(String version) {
		if (this.aliases.values().stream().anyMatch((alias) -> version.equals(alias.get("FunctionVersion")))) {
			throw FakeLambdaException.conflict("Aliases reference version " + version);
		}
		if (this.provisioned.containsKey(version)) {
			throw FakeLambdaException.conflict("Provisioned concurrency is configured for version " + version);
		}
		if (this.versions.remove(number(version)) == null) {
			throw FakeLambdaException.notFound("Function not found: %s:%s".formatted(arn(), version));
		}
	}

	Map<String, Object> provision(String qualifier, int wanted) {
		if (qualifier.equals("$LATEST") || (!this.aliases.containsKey(qualifier)
				&& (!qualifier.matches("\\d+") || !this.versions.containsKey(number(qualifier))))) {
			throw FakeLambdaException.invalid("Provisioned Concurrency Configs cannot be applied to " + qualifier);
		}
		int others = this.provisioned.entrySet()
			.stream()
			.filter((entry) -> !entry.getKey().equals(qualifier))
			.mapToInt((entry) -> (int) entry.getValue().get("RequestedProvisionedConcurrentExecutions"))
			.sum();
		if (this.reserved != null && others + wanted > this.reserved) {
			throw FakeLambdaException.invalid(
					"Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function");
		}
		Map<String, Object> put = new LinkedHashMap<>();
		put.put("FunctionArn", arn() + ":" + qualifier);
		put.put("RequestedProvisionedConcurrentExecutions", wanted);
		put.put("AllocatedProvisionedConcurrentExecutions", 0);
		put.put("AvailableProvisionedConcurrentExecutions", 0);
		put.put("Status", "IN_PROGRESS");
		this.looks.put(put, this.behaviour.provisionedLooks);
		this.provisioned.put(qualifier, put);
		return put;
	}

	Map<String, Object> lookAtProvisioned(String qualifier) {
		Map<String, Object> found = this.provisioned.get(qualifier);
		if (found == null) {
			throw new FakeLambdaException(404, "ProvisionedConcurrencyConfigNotFoundException",
					"No Provisioned Concurrency Config found for this function");
		}
		int left = this.looks.merge(found, -1, Integer::sum);
		if (left < 0) {
			boolean failed = this.behaviour.provisionedFailure != null;
			found.put("Status", failed ? "FAILED" : "READY");
			if (failed) {
				found.put("StatusReason", this.behaviour.provisionedFailure);
			}
			Object allocated = failed ? 0 : found.get("RequestedProvisionedConcurrentExecutions");
			found.put("AllocatedProvisionedConcurrentExecutions", allocated);
			found.put("AvailableProvisionedConcurrentExecutions", allocated);
		}
		return found;
	}

	// As if somebody else began an update.
	void beginForeignUpdate(Map<String, Object> request) {
		set(request);
		begin();
	}

	Map<String, Object> configuration(@Nullable String qualifier) {
		if (qualifier == null || qualifier.equals("$LATEST")) {
			return this.latest;
		}
		Map<String, Object> alias = this.aliases.get(qualifier);
		String version = (alias != null) ? alias.get("FunctionVersion").toString() : qualifier;
		Map<String, Object> found = version.matches("\\d+") ? this.versions.get(number(version))
				: (alias != null) ? this.latest : null;
		if (found == null) {
			throw FakeLambdaException.notFound("Function not found: %s:%s".formatted(arn(), qualifier));
		}
		return found;
	}

	List<Map<String, Object>> allVersions() {
		List<Map<String, Object>> all = new ArrayList<>();
		all.add(view(this.latest, "$LATEST"));
		this.versions.values().forEach((version) -> all.add(view(version, version.get("Version").toString())));
		return all;
	}

	private Map<String, Object> view(Map<String, Object> found, @Nullable String qualifier) {
		Map<String, Object> view = new LinkedHashMap<>(found);
		view.remove("ConfigSha256");
		if (qualifier != null) {
			view.put("FunctionArn", arn() + ":" + qualifier);
		}
		return view;
	}

	private Map<String, Object> publishNew(Map<String, Object> request) {
		Map<String, Object> version = new LinkedHashMap<>(this.latest);
		version.put("Version", String.valueOf(++this.lastVersion));
		version.put("ConfigSha256", configSha256());
		version.put("RevisionId", UUID.randomUUID().toString());
		if (request.get("Description") != null) {
			version.put("Description", request.get("Description"));
		}
		boolean snapshot = "PublishedVersions".equals(map(this.latest, "SnapStart").get("ApplyOn"));
		if (snapshot || this.behaviour.versionFailure != null) {
			version.put("State", "Pending");
			this.looks.put(version, this.behaviour.versionLooks);
		}
		this.versions.put(this.lastVersion, version);
		touch();
		return version;
	}

	private void settle(Map<String, Object> found) {
		if (found != this.latest) {
			end(found, "State", this.behaviour.versionFailure, "Active");
		}
		else if ("Pending".equals(found.get("State"))) {
			end(found, "State", this.behaviour.functionFailure, "Active");
			found.put("LastUpdateStatus", "Successful");
		}
		else {
			end(found, "LastUpdateStatus", this.behaviour.updateFailure, "Successful");
		}
		touch();
	}

	private static void end(Map<String, Object> found, String field, Map.@Nullable Entry<String, String> failure,
			String success) {
		found.put(field, (failure != null) ? "Failed" : success);
		found.remove(field + "Reason");
		found.remove(field + "ReasonCode");
		if (failure != null) {
			found.put(field + "ReasonCode", failure.getKey());
			found.put(field + "Reason", failure.getValue());
		}
	}

	private void begin() {
		this.latest.put("State", "Active");
		this.latest.put("LastUpdateStatus", "InProgress");
		this.latest.remove("LastUpdateStatusReason");
		this.latest.remove("LastUpdateStatusReasonCode");
		this.looks.put(this.latest, this.behaviour.updateLooks);
		touch();
	}

	private void requireSettled() {
		if ("Pending".equals(this.latest.get("State")) || "InProgress".equals(this.latest.get("LastUpdateStatus"))) {
			throw FakeLambdaException.conflict(
					"The operation cannot be performed at this time. An update is in progress for resource: " + arn());
		}
	}

	private static void requireRevision(Map<String, Object> request, Map<String, Object> current) {
		Object revision = request.remove("RevisionId");
		if (revision != null && !revision.equals(current.get("RevisionId"))) {
			throw new FakeLambdaException(412, "PreconditionFailedException",
					"The Revision Id provided does not match the latest Revision Id.");
		}
	}

	private void set(Map<String, Object> request) {
		request.forEach((key, value) -> {
			if (SETTINGS.contains(key)) {
				this.latest.put(key, stored(key, value));
			}
		});
	}

	private static Object stored(String key, Object value) {
		return key.equals("Layers")
				? ((List<?>) value).stream().map((arn) -> Map.of("Arn", arn, "CodeSize", 1)).toList() : value;
	}

	private void setCode(Map<String, Object> code) {
		if (code.get("ZipFile") == null && (code.get("S3Bucket") == null || code.get("S3Key") == null)) {
			throw FakeLambdaException.invalid("Please provide a source for function code.");
		}
		byte[] zip = (code.get("ZipFile") != null) ? Base64.getDecoder().decode(code.get("ZipFile").toString())
				: code.get("S3Key").toString().getBytes(StandardCharsets.UTF_8);
		this.zip = zip;
		this.latest.put("CodeSha256", sha256(zip));
		this.latest.put("CodeSize", zip.length);
	}

	byte[] zip() {
		return this.zip;
	}

	private String configSha256() {
		Map<String, Object> content = new TreeMap<>(this.latest);
		content.keySet()
			.removeIf((key) -> !SETTINGS.contains(key) && !Set.of("CodeSha256", "Architectures").contains(key));
		return sha256(content.toString().getBytes(StandardCharsets.UTF_8));
	}

	private void touch() {
		this.latest.put("RevisionId", UUID.randomUUID().toString());
		this.latest.put("LastModified", "2026-11-23T12:00:00.000+0000");
	}

	private static int number(String version) {
		return version.matches("\\d+") ? Integer.parseInt(version) : -1;
	}

	@SuppressWarnings("unchecked")
	static Map<String, Object> map(Map<String, Object> from, String key) {
		return (Map<String, Object>) Objects.requireNonNullElse(from.get(key), Map.of());
	}

	private static String sha256(byte[] bytes) {
		try {
			return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
