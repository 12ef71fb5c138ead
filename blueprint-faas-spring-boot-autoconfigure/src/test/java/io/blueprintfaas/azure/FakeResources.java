package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What there is at {@link FakeAzure}, in one resource group or more. Names are found in
 * any case, as Azure finds them.
 */
final class FakeResources {

	final Map<String, ObjectNode> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	final Map<String, ObjectNode> plans = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	final Map<String, ObjectNode> accounts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/** Containers by account. */
	final Map<String, List<String>> containers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	final Map<String, FakeSite> sites = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	/** Names of apps that somebody else has, in another subscription. */
	final List<String> takenSites = new ArrayList<>();

	/** Names of storage accounts that somebody else has. */
	final List<String> takenAccounts = new ArrayList<>();

	/** Ids of other resources, by group. */
	final Map<String, List<String>> others = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

	static String id(String group, String type, String name) {
		return "/subscriptions/%s/resourceGroups/%s/providers/%s/%s".formatted(FakeAzure.SUBSCRIPTION, group, type,
				name);
	}

	// Ids of all that is in a group.
	List<String> ids(String group) {
		List<String> ids = new ArrayList<>(this.others.getOrDefault(group, List.of()));
		Map<String, ObjectNode> found = new LinkedHashMap<>(this.plans);
		found.putAll(this.accounts);
		found.values().forEach((resource) -> ids.add(resource.path("id").asString()));
		this.sites.values().forEach((site) -> ids.add(site.id()));
		String prefix = id(group, "", "").replace("//", "/").toLowerCase();
		return ids.stream().filter((id) -> id.toLowerCase().startsWith(prefix)).toList();
	}

	@Nullable FakeSite siteByHost(String host) {
		return this.sites.values()
			.stream()
			.filter((site) -> site.host().equals(host) || site.scmHost().equals(host))
			.findFirst()
			.orElse(null);
	}

	List<FakeSite> sitesOf(String plan) {
		return this.sites.values()
			.stream()
			.filter((site) -> site.properties.path("serverFarmId")
				.asString("")
				.toLowerCase()
				.endsWith("/" + plan.toLowerCase()))
			.toList();
	}

}
