package io.blueprintfaas.azure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * Function apps of {@link FakeAzure}, with their settings, functions and keys.
 */
final class FakeSites {

	private final FakeResources resources;

	private final FakeOperations operations;

	private final FakeSchema schema;

	private final FakeTroubles troubles;

	FakeSites(FakeResources resources, FakeOperations operations, FakeSchema schema, FakeTroubles troubles) {
		this.resources = resources;
		this.operations = operations;
		this.schema = schema;
		this.troubles = troubles;
	}

	StubAnswer answer(FakeRequest request, String group, List<String> path) {
		if (path.isEmpty()) {
			return FakeJson.list(this.resources.sites.values().stream().map(FakeSite::json).toList());
		}
		FakeSite site = this.resources.sites.get(path.get(0));
		if (!request.isRead() && !request.method().equals("POST") && this.operations.isBusy()) {
			return FakeTroubles.busy();
		}
		if (path.size() == 1 && request.method().equals("PUT")) {
			return put(request, group, path.get(0), site);
		}
		if (site == null) {
			return FakeJson.error(404, "ResourceNotFound",
					"The Resource 'Microsoft.Web/sites/%s' under resource group '%s' was not found."
						.formatted(path.get(0), group));
		}
		if (path.size() > 1) {
			return below(request, site, String.join("/", path.subList(1, path.size())).toLowerCase(Locale.ROOT));
		}
		return request.method().equals("DELETE") ? delete(request, site) : FakeJson.answer(200, site.json());
	}

	private StubAnswer put(FakeRequest request, String group, String name, FakeSite found) {
		if (found == null && this.resources.takenSites.contains(name)) {
			return FakeJson.webError(409, "Conflict", "Website with given name %s already exists.".formatted(name));
		}
		FakeSite site = (found != null) ? found : new FakeSite(group, name);
		ObjectNode body = request.json();
		site.location = body.path("location").asString("");
		site.kind = body.path("kind").asString("");
		site.tags = new LinkedHashMap<>(FakeJson.texts(body.path("tags")));
		ObjectNode properties = (ObjectNode) body.path("properties");
		configure(site, properties.remove("siteConfig"));
		site.properties.setAll(properties);
		site.coldRequests = this.troubles.coldRequests;
		this.schema.checkSite(request, site);
		return this.operations.begin(FakeJson.answer(200, site.json()), () -> this.resources.sites.put(name, site));
	}

	// Settings that are not sent stay, settings that are sent are all there are.
	private static void configure(FakeSite site, JsonNode config) {
		if (config instanceof ObjectNode object) {
			JsonNode settings = object.remove("appSettings");
			if (settings != null && settings.isArray()) {
				site.settings = new LinkedHashMap<>();
				settings
					.forEach((each) -> site.settings.put(each.path("name").asString(), each.path("value").asString()));
			}
			site.config.setAll(object);
		}
	}

	private StubAnswer delete(FakeRequest request, FakeSite site) {
		this.schema.check(request, "false".equals(request.query().get("deleteEmptyServerFarm")),
				"the plan would be deleted too");
		this.resources.sites.remove(site.name);
		return StubAnswer.empty(200);
	}

	private StubAnswer below(FakeRequest request, FakeSite site, String path) {
		return switch (path) {
			case "config/appsettings/list" -> settings(site);
			case "config/appsettings" -> replace(request, site);
			case "config/web" -> config(site);
			case "host/default/listkeys" -> hostKeys(site);
			case "host/default/sync", "syncfunctiontriggers" -> sync(site);
			default -> functions(site, path);
		};
	}

	private static StubAnswer settings(FakeSite site) {
		ObjectNode body = FakeJson.object().put("id", site.id() + "/config/appsettings").put("name", "appsettings");
		body.set("properties", FakeJson.of(site.settings));
		return FakeJson.answer(200, body);
	}

	private StubAnswer replace(FakeRequest request, FakeSite site) {
		Map<String, String> settings = FakeJson.texts(request.json().path("properties"));
		String refused = this.schema.refusedName(settings);
		if (refused != null) {
			return FakeJson.webError(400, "BadRequest", "AppSetting with name '%s' is not allowed.".formatted(refused));
		}
		site.settings = new LinkedHashMap<>(settings);
		site.coldRequests = this.troubles.coldRequests;
		this.schema.checkSite(request, site);
		return settings(site);
	}

	private static StubAnswer config(FakeSite site) {
		ObjectNode body = FakeJson.object().put("id", site.id() + "/config/web").put("name", site.name);
		body.set("properties", site.config);
		return FakeJson.answer(200, body);
	}

	private static StubAnswer hostKeys(FakeSite site) {
		ObjectNode body = FakeJson.object().put("masterKey", site.masterKey());
		body.putObject("functionKeys").put("default", site.hostKey());
		body.putObject("systemKeys");
		return FakeJson.answer(200, body);
	}

	private StubAnswer sync(FakeSite site) {
		site.listed = this.troubles.indexing ? List.copyOf(site.functions) : List.of();
		site.indexingLooks = this.troubles.indexingLooks;
		return StubAnswer.empty(204);
	}

	private static StubAnswer functions(FakeSite site, String path) {
		List<FakeFunction> listed = (site.indexingLooks-- > 0) ? List.of() : site.listed;
		if (path.equals("functions")) {
			return FakeJson.list(listed.stream().map(site::json).toList());
		}
		String[] parts = path.split("/");
		FakeFunction found = listed.stream()
			.filter((each) -> each.name().equalsIgnoreCase(parts[1]))
			.findFirst()
			.orElse(null);
		if (!parts[0].equals("functions") || found == null) {
			return FakeJson.webError(404, "NotFound", "Function (%s) does not exist".formatted(path));
		}
		return path.endsWith("/listkeys")
				? FakeJson.answer(200, FakeJson.object().put("default", site.key(found.name())))
				: FakeJson.answer(200, site.json(found));
	}

}
