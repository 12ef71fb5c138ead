package io.blueprintfaas.azure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the published descriptions of Azure's interfaces ask of requests.
 */
final class FakeSchema {

	private static final List<String> FLEX_SETTINGS = List.of("FUNCTIONS_WORKER_RUNTIME", "WEBSITE_RUN_FROM_PACKAGE",
			"FUNCTIONS_EXTENSION_VERSION", "WEBSITE_CONTENTSHARE", "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING");

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private final FakeResources resources;

	FakeSchema(FakeResources resources) {
		this.resources = resources;
	}

	List<String> complaints() {
		return this.complaints;
	}

	void check(FakeRequest request, boolean condition, String complaint) {
		if (!condition) {
			this.complaints.add("%s: %s".formatted(request.label(), complaint));
		}
	}

	void checkVersion(FakeRequest request) {
		String version = request.query().get("api-version");
		check(request, version != null && version.matches("20\\d\\d-\\d\\d-\\d\\d(-preview)?"),
				"api-version is " + version);
		check(request, request.path().startsWith("/subscriptions/"), "the path is " + request.path());
	}

	void checkAccount(FakeRequest request, String name) {
		ObjectNode body = request.json();
		check(request, name.matches("[a-z0-9]{3,24}"), "no name of a storage account");
		check(request, !text(body, "location").isEmpty(), "no location");
		check(request, text(body.path("sku"), "name").startsWith("Standard_"), "no sku");
		check(request, text(body, "kind").equals("StorageV2"), "no kind");
	}

	void checkPlan(FakeRequest request) {
		ObjectNode body = request.json();
		check(request, !text(body, "location").isEmpty(), "no location");
		check(request, List.of("FC1", "Y1", "EP1", "EP2", "EP3").contains(text(body.path("sku"), "name")), "no sku");
		check(request, body.path("properties").path("reserved").asBoolean(false), "not reserved, so not Linux");
	}

	// An app is checked together with its settings.
	void checkSite(FakeRequest request, FakeSite site) {
		check(request, !site.location.isEmpty(), "no location");
		check(request, site.kind.contains("functionapp") && site.kind.contains("linux"), "kind is " + site.kind);
		String plan = text(site.properties, "serverFarmId");
		ObjectNode found = this.resources.plans.get(plan.substring(plan.lastIndexOf('/') + 1));
		check(request, found != null, "no plan " + plan);
		if (found != null && text(found.path("sku"), "name").equals("FC1")) {
			checkFlex(request, site);
			check(request, this.resources.sitesOf(text(found, "name")).stream().allMatch((other) -> other == site),
					"a plan of Flex Consumption has one app");
		}
		else {
			checkClassic(request, site);
		}
		checkNames(request, site);
	}

	// Linux has environment variables of no other names.
	@Nullable String refusedName(Map<String, String> settings) {
		return settings.keySet().stream().filter((name) -> !name.matches("[A-Za-z0-9_.]+")).findFirst().orElse(null);
	}

	private void checkNames(FakeRequest request, FakeSite site) {
		check(request, refusedName(site.settings) == null, "a setting is called " + refusedName(site.settings));
	}

	private void checkFlex(FakeRequest request, FakeSite site) {
		check(request, request.query().getOrDefault("api-version", "").compareTo("2023-12-01") >= 0, "too old");
		JsonNode config = site.properties.path("functionAppConfig");
		JsonNode storage = config.path("deployment").path("storage");
		String container = text(storage, "value");
		check(request, text(storage, "type").equalsIgnoreCase("blobContainer"), "no storage of deployments");
		check(request, container.matches("https://[a-z0-9]+\\.blob\\.core\\.windows\\.net/[a-z0-9-]{3,63}"),
				"container is " + container);
		check(request, isContainer(container), "there is no container " + container);
		JsonNode authentication = storage.path("authentication");
		check(request,
				!text(authentication, "type").equalsIgnoreCase("StorageAccountConnectionString")
						|| site.settings.containsKey(text(authentication, "storageAccountConnectionStringName")),
				"no connection string");
		check(request, !text(config.path("runtime"), "name").isEmpty(), "no runtime");
		JsonNode scale = config.path("scaleAndConcurrency");
		check(request, List.of(512, 2048, 4096).contains(scale.path("instanceMemoryMB").asInt(0)), "no memory");
		check(request, !site.config.has("linuxFxVersion"), "linuxFxVersion is not for Flex Consumption");
		FLEX_SETTINGS.forEach((name) -> check(request, !site.settings.containsKey(name), name + " is set"));
	}

	private boolean isContainer(String address) {
		String[] parts = address.replaceFirst("https://", "").split("[./]");
		return this.resources.containers.getOrDefault(parts[0], List.of()).contains(parts[parts.length - 1]);
	}

	private void checkClassic(FakeRequest request, FakeSite site) {
		check(request, !site.properties.has("functionAppConfig") || site.properties.path("functionAppConfig").isNull(),
				"functionAppConfig is for Flex Consumption");
		check(request, text(site.config, "linuxFxVersion").matches("Java\\|(17|21|25)|"), "no version of Java");
		check(request, "~4".equals(site.settings.get("FUNCTIONS_EXTENSION_VERSION")), "no version of the host");
		check(request, List.of("java", "custom").contains(site.settings.get("FUNCTIONS_WORKER_RUNTIME")), "no runtime");
		check(request, site.settings.containsKey("AzureWebJobsStorage"), "no storage");
	}

	private static String text(JsonNode node, String name) {
		return node.path(name).asString("");
	}

}
