package io.blueprintfaas.azure;

import java.util.List;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import io.blueprintfaas.http.StubAnswer;

/**
 * The deployment hosts of the apps of {@link FakeAzure}.
 */
final class FakeDeploymentHost {

	private static final String DEPLOYMENTS = "/api/deployments/";

	private final FakeResources resources;

	private final FakeTroubles troubles;

	private final FakeSchema schema;

	FakeDeploymentHost(FakeResources resources, FakeTroubles troubles, FakeSchema schema) {
		this.resources = resources;
		this.troubles = troubles;
		this.schema = schema;
	}

	StubAnswer answer(FakeRequest request) {
		FakeSite site = this.resources.siteByHost(request.host());
		if (site == null) {
			this.schema.check(request, false, "there is no host " + request.host());
			return StubAnswer.empty(404);
		}
		if (request.path().startsWith(DEPLOYMENTS)) {
			return deployment(site, request.path().substring(DEPLOYMENTS.length()).split("/"));
		}
		return switch (request.label()) {
			case "POST scm/api/publish" -> publish(request, site);
			case "POST scm/api/zipdeploy" -> zip(request, site);
			default -> StubAnswer.empty(404);
		};
	}

	private StubAnswer publish(FakeRequest request, FakeSite site) {
		this.schema.check(request, site.isFlex(), "only for Flex Consumption");
		this.schema.check(request, "application/zip".equals(request.header("Content-Type")), "no zip");
		this.schema.check(request, "false".equals(request.query().get("remoteBuild")), "it would be built");
		if (isBusy(site)) {
			return StubAnswer.json(409, "\"A deployment is in progress\"");
		}
		return FakeJson.answer(202, StringNode.valueOf(begin(site, request.received().body()).id));
	}

	private StubAnswer zip(FakeRequest request, FakeSite site) {
		this.schema.check(request, !site.isFlex(), "not for Flex Consumption");
		this.schema.check(request, "true".equals(request.query().get("isAsync")), "it would take too long");
		if (isBusy(site)) {
			return StubAnswer.json(409, "There is a deployment currently in progress. Please try again.");
		}
		begin(site, request.received().body());
		return StubAnswer.empty(202)
			.with("Location", "https://%s/api/deployments/latest?deployer=x&time=1".formatted(site.scmHost()))
			.with("Retry-After", "1");
	}

	private static boolean isBusy(FakeSite site) {
		return site.deployments.values().stream().anyMatch(FakeDeployment::isRunning);
	}

	private FakeDeployment begin(FakeSite site, byte[] content) {
		FakeDeployment deployment = new FakeDeployment("d%d".formatted(site.deployments.size() + 1), content,
				this.troubles);
		site.deployments.put(deployment.id, deployment);
		return deployment;
	}

	private StubAnswer deployment(FakeSite site, String[] path) {
		String id = path[0].equals("latest") ? "d%d".formatted(site.deployments.size()) : path[0];
		FakeDeployment found = site.deployments.get(id);
		if (found == null || !found.isKnown()) {
			return StubAnswer.json(404, "\"Deployment '%s' not found\"".formatted(id));
		}
		if (path.length > 1) {
			return log(site, found, path);
		}
		if (found.advance()) {
			apply(site, found);
		}
		return FakeJson.answer(found.isRunning() ? 202 : 200, found.json(site.scmHost()));
	}

	private void apply(FakeSite site, FakeDeployment deployment) {
		site.content = deployment.content;
		site.functions = FakeFunction.in(deployment.content);
		site.coldRequests = this.troubles.coldRequests;
	}

	private StubAnswer log(FakeSite site, FakeDeployment deployment, String[] path) {
		boolean details = path.length > 2;
		List<String> messages = details ? List.of("", this.troubles.deploymentLog)
				: List.of("Updating submodules.", "Running deployment command...");
		ArrayNode entries = FakeJson.object().putArray("entries");
		for (String message : messages) {
			ObjectNode entry = entries.addObject().put("log_time", "2027-01-15T08:00:00Z").put("id", "e1");
			entry.put("message", message).put("type", details ? 2 : 0);
			if (!details && message.startsWith("Running")) {
				entry.put("details_url",
						"https://%s/api/deployments/%s/log/e1".formatted(site.scmHost(), deployment.id));
			}
		}
		return FakeJson.answer(200, entries);
	}

}
