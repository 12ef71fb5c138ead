package io.blueprintfaas.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.provider.NearestName;

/**
 * Refuses keys that nobody reads: a misspelt limit must not be a limit that is not there.
 */
final class ConfigurationKeys {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(FaasProperties.PREFIX);

	private static final int KEY_OF_ROOT = ROOT.getNumberOfElements();

	private static final int KEY_OF_JOB = KEY_OF_ROOT + 2;

	private static final Set<String> JOB_KEYS = keys(FaasProperties.Job.class);

	private static final Set<String> ROOT_KEYS = keys(FaasProperties.class);

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]+)[^}]*}");

	private static final Pattern ENVIRONMENT_OF_JOB = Pattern.compile(".*\\.environment\\..*");

	private static final List<String> OTHER_ROOT_KEYS = List.of("command", "custom", "dashboard", "function", "local",
			"output", "packaging", "prices", "test");

	private final Environment environment;

	private final List<ConfigurationPropertyName> names;

	ConfigurationKeys(Environment environment) {
		this.environment = environment;
		this.names = names(ConfigurationPropertySources.get(environment));
	}

	void check(Collection<FaasJobDefinition> jobs, FaasProviders providers) {
		Set<String> known = union(ROOT_KEYS, OTHER_ROOT_KEYS, providers.names());
		for (ConfigurationPropertyName name : this.names) {
			String key = name.getElement(KEY_OF_ROOT, Form.DASHED);
			if (!contains(known, key)) {
				NearestName.of(key, known)
					.ifPresent((meant) -> refuse(name.chop(KEY_OF_ROOT + 1).toString(), meant, known));
			}
			checkPlaceholders(name);
		}
		Map<JobKey, FaasJobDefinition> byKey = new LinkedHashMap<>();
		Map<JobKey, Set<String>> keys = new HashMap<>();
		for (FaasJobDefinition job : jobs) {
			byKey.put(job.key(), job);
			keys.computeIfAbsent(job.key(), (key) -> new TreeSet<>(JOB_KEYS))
				.addAll(providers.get(job.provider(), job.property("provider")).jobKeys());
		}
		byKey.forEach((key, job) -> check(job, keys.get(key)));
	}

	// Such a value would be used as it is: as a key that no platform knows, for example.
	// Only
	// a function may expect one in its environment.
	private void checkPlaceholders(ConfigurationPropertyName name) {
		Matcher placeholder = PLACEHOLDER.matcher(value(name));
		if (placeholder.find() && !ENVIRONMENT_OF_JOB.matcher(name.toString()).matches()) {
			throw new InvalidFaasJobException(
					"%s refers to '%s', which nothing sets".formatted(name, placeholder.group()),
					"Set the property or environment variable '%s', or give a default as in '${%1$s:default}'"
						.formatted(placeholder.group(1)));
		}
	}

	// With placeholders as they are bound: those that nothing sets stay.
	private String value(ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return this.environment.resolvePlaceholders(String.valueOf(property.getValue()));
			}
		}
		return "";
	}

	private void check(FaasJobDefinition job, Set<String> known) {
		String uniformName = NearestName.uniform(job.key().name());
		for (ConfigurationPropertyName name : this.names) {
			if (name.getNumberOfElements() > KEY_OF_JOB && "jobs".equals(name.getElement(KEY_OF_ROOT, Form.DASHED))
					&& uniformName.equals(NearestName.uniform(name.getElement(KEY_OF_ROOT + 1, Form.ORIGINAL)))) {
				String key = name.getElement(KEY_OF_JOB, Form.DASHED);
				if (!contains(known, key)) {
					refuse(job.property(key), NearestName.of(key, known).orElse(""), known);
				}
			}
		}
	}

	private static void refuse(String property, String meant, Set<String> known) {
		String question = meant.isEmpty() ? "" : "Did you mean '%s'? ".formatted(meant);
		throw new InvalidFaasJobException("Nothing reads the property %s".formatted(property),
				"%sThe keys here are %s".formatted(question, String.join(", ", known)));
	}

	private static boolean contains(Set<String> known, String key) {
		return known.stream().anyMatch((candidate) -> NearestName.uniform(candidate).equals(NearestName.uniform(key)));
	}

	private static Set<String> union(Collection<String> first, Collection<String> second, Collection<String> third) {
		return Stream.of(first, second, third)
			.flatMap(Collection::stream)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Set<String> keys(Class<? extends Record> type) {
		return new TreeSet<>(Arrays.stream(type.getRecordComponents())
			.map(RecordComponent::getName)
			.map(DataObjectPropertyName::toDashedForm)
			.toList());
	}

	// Environment variables are left out: their underscores do not tell where a key ends.
	private static List<ConfigurationPropertyName> names(Iterable<ConfigurationPropertySource> sources) {
		Stream.Builder<ConfigurationPropertyName> names = Stream.builder();
		for (ConfigurationPropertySource source : sources) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& !(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
				iterable.stream().filter(ROOT::isAncestorOf).forEach(names);
			}
		}
		return names.build().toList();
	}

}
