package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * The resource manager of {@link FakeAzure}: groups, tags, and what leads to the
 * services.
 */
final class FakeResourceManager {

	private static final Pattern PATH = Pattern
		.compile("/subscriptions/([^/]+)/resourcegroups/([^/]+)(?:/(?:providers/(microsoft\\.[a-z]+)/)?(.+))?", 2);

	private final FakeResources resources;

	private final FakeOperations operations;

	private final FakeSchema schema;

	private final FakeStorageAccounts accounts;

	private final FakePlans plans;

	private final FakeSites sites;

	FakeResourceManager(FakeResources resources, FakeTroubles troubles, FakeSchema schema) {
		this.resources = resources;
		this.operations = new FakeOperations(troubles);
		this.schema = schema;
		this.accounts = new FakeStorageAccounts(resources, this.operations, schema);
		this.plans = new FakePlans(resources, this.operations, schema);
		this.sites = new FakeSites(resources, this.operations, schema, troubles);
	}

	StubAnswer answer(FakeRequest request) {
		this.schema.checkVersion(request);
		if (this.operations.handles(request)) {
			return this.operations.look(request);
		}
		if (request.path().toLowerCase(Locale.ROOT).endsWith("/providers/microsoft.web/register")) {
			return FakeJson.answer(200,
					FakeJson.object().put("namespace", "Microsoft.Web").put("registrationState", "Registered"));
		}
		Matcher path = PATH.matcher(request.path());
		if (!path.matches() || !FakeAzure.SUBSCRIPTION.equals(path.group(1))) {
			this.schema.check(request, false, "there is no " + request.path());
			return FakeJson.error(404, "InvalidResourceType", "no such path");
		}
		String group = path.group(2);
		if (path.group(4) == null) {
			return group(request, group);
		}
		if (!this.resources.groups.containsKey(group)) {
			return FakeJson.error(404, "ResourceGroupNotFound",
					"Resource group '%s' could not be found.".formatted(group));
		}
		return inGroup(request, group, (path.group(3) != null) ? path.group(3) : "", path.group(4));
	}

	private StubAnswer inGroup(FakeRequest request, String group, String provider, String rest) {
		if (rest.toLowerCase(Locale.ROOT).endsWith("/providers/microsoft.resources/tags/default")) {
			return tags(request, rest.split("/")[1]);
		}
		if (provider.isEmpty()) {
			return list(group);
		}
		List<String> parts = new ArrayList<>(List.of(rest.split("/")));
		String type = parts.remove(0).toLowerCase(Locale.ROOT);
		return switch (type) {
			case "storageaccounts" -> this.accounts.answer(request, group, parts);
			case "serverfarms" -> this.plans.answer(request, group, parts);
			default -> this.sites.answer(request, group, parts);
		};
	}

	private StubAnswer group(FakeRequest request, String name) {
		ObjectNode found = this.resources.groups.get(name);
		if (request.method().equals("PUT")) {
			ObjectNode body = request.json();
			this.schema.check(request, !body.path("location").asString("").isEmpty(), "no location");
			body.put("id", "/subscriptions/%s/resourceGroups/%s".formatted(FakeAzure.SUBSCRIPTION, name));
			body.put("name", name).putObject("properties").put("provisioningState", "Succeeded");
			this.resources.groups.put(name, body);
			return FakeJson.answer((found != null) ? 200 : 201, body);
		}
		if (found == null) {
			return FakeJson.error(404, "ResourceGroupNotFound",
					"Resource group '%s' could not be found.".formatted(name));
		}
		if (request.method().equals("DELETE")) {
			this.schema.check(request, this.resources.ids(name).isEmpty(), "there is still something in it");
			return this.operations.begin(StubAnswer.empty(200), () -> this.resources.groups.remove(name));
		}
		return FakeJson.answer(200, found);
	}

	private StubAnswer list(String group) {
		return FakeJson.list(this.resources.ids(group).stream().map((id) -> FakeJson.object().put("id", id)).toList());
	}

	// Tags of an app.
	private StubAnswer tags(FakeRequest request, String name) {
		FakeSite site = this.resources.sites.get(name);
		this.schema.check(request, request.method().equals("PATCH"), "tags are patched");
		this.schema.check(request, "Merge".equalsIgnoreCase(request.json().path("operation").asString("")),
				"tags are not merged");
		site.tags.putAll(FakeJson.texts(request.json().path("properties").path("tags")));
		ObjectNode answer = FakeJson.object().put("id", site.id() + "/providers/Microsoft.Resources/tags/default");
		answer.put("name", "default").putObject("properties").set("tags", FakeJson.of(site.tags));
		return FakeJson.answer(200, answer);
	}

}
