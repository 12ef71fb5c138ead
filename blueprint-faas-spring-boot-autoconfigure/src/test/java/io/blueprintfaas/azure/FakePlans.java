package io.blueprintfaas.azure;

import java.util.List;

import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * Plans of {@link FakeAzure}.
 */
final class FakePlans {

	private final FakeResources resources;

	private final FakeOperations operations;

	private final FakeSchema schema;

	FakePlans(FakeResources resources, FakeOperations operations, FakeSchema schema) {
		this.resources = resources;
		this.operations = operations;
		this.schema = schema;
	}

	StubAnswer answer(FakeRequest request, String group, List<String> path) {
		String name = path.get(0);
		ObjectNode found = this.resources.plans.get(name);
		if (request.method().equals("PUT")) {
			return put(request, group, name);
		}
		if (found == null) {
			return FakeJson.error(404, "ResourceNotFound",
					"The Resource 'Microsoft.Web/serverFarms/%s' under resource group '%s' was not found."
						.formatted(name, group));
		}
		if (request.method().equals("DELETE")) {
			this.schema.check(request, this.resources.sitesOf(name).isEmpty(), "there are apps in it");
			this.resources.plans.remove(name);
			return StubAnswer.empty(200);
		}
		((ObjectNode) found.path("properties")).put("numberOfSites", this.resources.sitesOf(name).size());
		return FakeJson.answer(200, found);
	}

	private StubAnswer put(FakeRequest request, String group, String name) {
		this.schema.checkPlan(request);
		ObjectNode body = request.json();
		body.put("id", FakeResources.id(group, "Microsoft.Web/serverfarms", name)).put("name", name);
		((ObjectNode) body.path("properties")).put("provisioningState", "Succeeded");
		return this.operations.begin(FakeJson.answer(200, body), () -> this.resources.plans.put(name, body));
	}

}
