package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * Microsoft.Storage of {@link FakeAzure}.
 */
final class FakeStorageAccounts {

	/** The secret that must show up nowhere but in a setting. */
	static final String KEY = "c2VjcmV0LW9mLXN0b3JhZ2U=";

	private final FakeResources resources;

	private final FakeOperations operations;

	private final FakeSchema schema;

	FakeStorageAccounts(FakeResources resources, FakeOperations operations, FakeSchema schema) {
		this.resources = resources;
		this.operations = operations;
		this.schema = schema;
	}

	StubAnswer answer(FakeRequest request, String group, List<String> path) {
		String name = path.get(0);
		ObjectNode found = this.resources.accounts.get(name);
		if (path.size() == 1 && request.method().equals("PUT")) {
			return put(request, group, name);
		}
		if (found == null) {
			return FakeJson.error(404, "ResourceNotFound",
					"The Resource 'Microsoft.Storage/storageAccounts/%s' under resource group '%s' was not found."
						.formatted(name, group));
		}
		if (path.size() == 1 && request.method().equals("DELETE")) {
			this.resources.accounts.remove(name);
			return StubAnswer.empty(200);
		}
		if (path.get(path.size() - 1).equals("listKeys")) {
			ObjectNode keys = FakeJson.object();
			keys.putArray("keys").addObject().put("keyName", "key1").put("value", KEY).put("permissions", "FULL");
			return FakeJson.answer(200, keys);
		}
		return (path.size() > 1) ? containers(request, name, path) : FakeJson.answer(200, found);
	}

	private StubAnswer put(FakeRequest request, String group, String name) {
		this.schema.checkAccount(request, name);
		if (this.resources.takenAccounts.contains(name)) {
			return FakeJson.error(409, "StorageAccountAlreadyTaken",
					"The storage account named %s is already taken.".formatted(name));
		}
		ObjectNode body = request.json();
		body.put("id", FakeResources.id(group, "Microsoft.Storage/storageAccounts", name)).put("name", name);
		((ObjectNode) body.path("properties")).put("provisioningState", "Succeeded");
		return this.operations.begin(FakeJson.answer(200, body), () -> {
			this.resources.accounts.put(name, body);
			this.resources.containers.put(name, new ArrayList<>());
		});
	}

	private StubAnswer containers(FakeRequest request, String account, List<String> path) {
		List<String> containers = this.resources.containers.computeIfAbsent(account, (key) -> new ArrayList<>());
		if (path.size() == 4) {
			return FakeJson.list(containers.stream().map(FakeStorageAccounts::json).toList());
		}
		String name = path.get(4);
		if (request.method().equals("PUT")) {
			this.schema.check(request, name.matches("[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]"),
					"no name of a container");
			containers.add(name);
			return FakeJson.answer(201, json(name));
		}
		return containers.contains(name) ? FakeJson.answer(200, json(name))
				: FakeJson.error(404, "ContainerNotFound", "The specified container does not exist.");
	}

	private static ObjectNode json(String container) {
		ObjectNode json = FakeJson.object().put("name", container);
		json.putObject("properties").put("publicAccess", "None");
		return json;
	}

}
