package io.blueprintfaas.azure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Settings of an app: environment variables, secrets, and which functions are switched
 * off. Those of others stay as they are.
 *
 * @param values all settings, by their names
 */
record AzureAppSettings(Map<String, String> values) {

	/** Not what the application's own properties begin with: it reads the environment. */
	static final String PREFIX = "BLUEPRINTFAAS_DEPLOYED_";

	/** Functions of the package, each with its job. */
	static final String FUNCTIONS = PREFIX + "FUNCTIONS";

	/** Names of the environment variables that jobs have set. */
	static final String VARIABLES = PREFIX + "VARIABLES";

	static final AzureAppSettings NONE = new AzureAppSettings(Map.of());

	AzureAppSettings(Map<String, String> values) {
		this.values = Map.copyOf(values);
	}

	// The setting that switches a function off.
	static String switchOf(String function) {
		return "AzureWebJobs.%s.Disabled".formatted(function);
	}

	boolean isOff(String function) {
		String value = this.values.get(switchOf(function));
		return "true".equalsIgnoreCase(value) || "1".equals(value);
	}

	// Functions that earlier deployments have put there, each with its job.
	Map<String, String> functions() {
		Map<String, String> functions = new LinkedHashMap<>();
		for (String each : list(FUNCTIONS)) {
			int index = each.indexOf('=');
			functions.put(each.substring(0, Math.max(0, index)), each.substring(index + 1));
		}
		return functions;
	}

	// Those of them that are switched on.
	Map<String, String> functionsOn() {
		Map<String, String> functions = functions();
		functions.keySet().removeIf(this::isOff);
		return functions;
	}

	// What they should be once the function is deployed: it is on, others stay as they
	// are, and those that were never deployed are off.
	AzureAppSettings with(AzureResidents residents, Map<String, String> environment, Map<String, String> hosting) {
		Map<String, String> wanted = new TreeMap<>(this.values);
		list(VARIABLES).forEach(wanted::remove);
		functions().keySet().stream().map(AzureAppSettings::switchOf).forEach(wanted::remove);
		wanted.putAll(environment);
		wanted.putAll(hosting);
		for (String function : residents.jobs().keySet()) {
			boolean on = function.equals(residents.function()) || functionsOn().containsKey(function);
			put(wanted, switchOf(function), on ? null : "true");
		}
		put(wanted, VARIABLES, String.join(",", new TreeSet<>(environment.keySet())));
		put(wanted, FUNCTIONS,
				residents.jobs()
					.entrySet()
					.stream()
					.sorted(Entry.comparingByKey())
					.map((entry) -> "%s=%s".formatted(entry.getKey(), entry.getValue()))
					.collect(Collectors.joining(",")));
		return new AzureAppSettings(wanted);
	}

	AzureAppSettings without(String function) {
		Map<String, String> wanted = new TreeMap<>(this.values);
		wanted.put(switchOf(function), "true");
		return new AzureAppSettings(wanted);
	}

	// Names of what differs, sorted; for messages, so without values.
	List<String> differences(AzureAppSettings other) {
		TreeSet<String> names = new TreeSet<>(this.values.keySet());
		names.addAll(other.values.keySet());
		names.removeIf((name) -> Objects.equals(this.values.get(name), other.values.get(name)));
		return new ArrayList<>(names);
	}

	private List<String> list(String name) {
		String value = this.values.getOrDefault(name, "");
		return value.isEmpty() ? List.of() : Arrays.asList(value.split(","));
	}

	private static void put(Map<String, String> map, String name, @Nullable String value) {
		if (value == null || value.isEmpty()) {
			map.remove(name);
		}
		else {
			map.put(name, value);
		}
	}

	/**
	 * Shows names alone: values may be secrets.
	 */
	@Override
	public String toString() {
		return "AzureAppSettings" + new TreeSet<>(this.values.keySet());
	}

}
