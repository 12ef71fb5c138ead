package io.blueprintfaas.operations;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * Values that must not be shown: what functions get in their environment and extras, and
 * what is a key, password, secret, token or credential by its name. A provider that
 * refuses a request may repeat them in its answer.
 */
public final class SecretValues {

	private static final String HIDDEN = "******";

	/** Shorter ones are words such as "true", and occur everywhere. */
	private static final int SHORTEST = 6;

	private static final Pattern OF_FUNCTION = Pattern
		.compile("blueprint\\.faas\\.jobs\\..+\\.(environment|extras)\\..+", Pattern.CASE_INSENSITIVE);

	private static final Pattern CREDENTIAL = Pattern.compile(".*(key|password|secret|token|credentials?)",
			Pattern.CASE_INSENSITIVE);

	private final Environment environment;

	/**
	 * The values that an environment has.
	 * @param environment the environment
	 */
	public SecretValues(Environment environment) {
		this.environment = environment;
	}

	/**
	 * What hides the values of this moment.
	 * @return replaces each of them, wherever it occurs in a text
	 */
	public TextFilter filter() {
		Set<String> values = new HashSet<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream().filter(SecretValues::isSecret).forEach((name) -> add(values, source, name));
			}
		}
		// What contains another one is to be hidden as a whole
		List<String> longestFirst = values.stream()
			.sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
			.toList();
		return (text) -> hide(text, longestFirst);
	}

	private void add(Set<String> values, ConfigurationPropertySource source, ConfigurationPropertyName name) {
		ConfigurationProperty property = source.getConfigurationProperty(name);
		if (property != null && property.getValue() instanceof CharSequence configured) {
			String value = this.environment.resolvePlaceholders(configured.toString());
			if (value.length() >= SHORTEST) {
				values.add(value);
			}
		}
	}

	private static boolean isSecret(ConfigurationPropertyName name) {
		return OF_FUNCTION.matcher(name.toString()).matches()
				|| (!name.isEmpty() && CREDENTIAL.matcher(name.getLastElement(Form.UNIFORM)).matches());
	}

	private static String hide(String text, List<String> values) {
		String shown = text;
		for (String value : values) {
			shown = shown.replace(value, HIDDEN);
		}
		return shown;
	}

	/**
	 * Hides values in a text.
	 */
	@FunctionalInterface
	public interface TextFilter {

		/**
		 * The text without the values.
		 * @param text a text
		 * @return the text to show
		 */
		String apply(String text);

	}

}
