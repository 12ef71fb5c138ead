package io.blueprintfaas.azure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A function app of {@link FakeAzure}.
 */
final class FakeSite {

	/** A time that the app was changed at. */
	static final Instant MODIFIED = Instant.parse("2027-01-15T08:00:00Z");

	final String name;

	final String group;

	String location = "westeurope";

	String kind = "functionapp,linux";

	Map<String, String> tags = new LinkedHashMap<>();

	/** What was sent, without what belongs to the configuration. */
	ObjectNode properties = FakeJson.object();

	final ObjectNode config = FakeJson.object();

	Map<String, String> settings = new LinkedHashMap<>();

	/** What runs; empty if nothing was deployed. */
	byte[] content = new byte[0];

	/** Functions of what runs. */
	List<FakeFunction> functions = new ArrayList<>();

	/** Functions that the resource manager knows of. */
	List<FakeFunction> listed = new ArrayList<>();

	final Map<String, FakeDeployment> deployments = new LinkedHashMap<>();

	int keyGeneration = 1;

	int coldRequests;

	int indexingLooks;

	FakeSite(String group, String name) {
		this.group = group;
		this.name = name;
	}

	String id() {
		return FakeResources.id(this.group, "Microsoft.Web/sites", this.name);
	}

	// Not the name alone: nobody is to make it up from that.
	String host() {
		return "%s-a1b2c3.westeurope-01.azurewebsites.net".formatted(this.name);
	}

	String scmHost() {
		return "%s-a1b2c3.scm.westeurope-01.azurewebsites.net".formatted(this.name);
	}

	boolean isFlex() {
		return this.properties.path("functionAppConfig").isObject();
	}

	boolean isDisabled(String function) {
		return "true".equals(this.settings.get("AzureWebJobs.%s.Disabled".formatted(function)));
	}

	String key(String function) {
		return "key-of-%s-%d".formatted(function, this.keyGeneration);
	}

	String hostKey() {
		return "key-of-host-" + this.keyGeneration;
	}

	String masterKey() {
		return "key-of-master-" + this.keyGeneration;
	}

	@Nullable FakeFunction function(String function) {
		return this.functions.stream()
			.filter((each) -> each.name().equalsIgnoreCase(function))
			.findFirst()
			.orElse(null);
	}

	ObjectNode json() {
		ObjectNode json = FakeJson.object().put("id", id()).put("name", this.name).put("type", "Microsoft.Web/sites");
		json.put("kind", this.kind).put("location", this.location);
		json.set("tags", FakeJson.of(this.tags));
		ObjectNode all = this.properties.deepCopy();
		all.put("state", "Running").put("enabled", true).put("defaultHostName", host());
		all.put("lastModifiedTimeUtc", MODIFIED.toString().replace("Z", ".123"));
		all.put("sku", isFlex() ? "FlexConsumption" : "Dynamic");
		all.putArray("enabledHostNames").add(host()).add(scmHost());
		ArrayNode states = all.putArray("hostNameSslStates");
		states.addObject().put("name", host()).put("sslState", "Disabled").put("hostType", "Standard");
		states.addObject().put("name", scmHost()).put("sslState", "Disabled").put("hostType", "Repository");
		ObjectNode shown = all.putObject("siteConfig");
		for (String key : List.of("linuxFxVersion", "functionAppScaleLimit", "minimumElasticInstanceCount")) {
			if (this.config.has(key)) {
				shown.set(key, this.config.get(key));
			}
		}
		shown.putNull("appSettings");
		json.set("properties", all);
		return json;
	}

	ObjectNode json(FakeFunction function) {
		ObjectNode json = FakeJson.object()
			.put("id", "%s/functions/%s".formatted(id(), function.name()))
			.put("name", "%s/%s".formatted(this.name, function.name()))
			.put("type", "Microsoft.Web/sites/functions")
			.put("location", this.location);
		ObjectNode all = json.putObject("properties");
		all.put("name", function.name()).put("language", "java").put("isDisabled", isDisabled(function.name()));
		all.put("invoke_url_template", "https://%s/api/%s".formatted(host(), function.route()));
		all.set("config", function.config());
		return json;
	}

}
