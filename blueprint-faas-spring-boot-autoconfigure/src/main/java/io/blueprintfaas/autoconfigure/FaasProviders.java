package io.blueprintfaas.autoconfigure;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.blueprintfaas.provider.FaasProvider;
import io.blueprintfaas.provider.InvalidFaasJobException;
import io.blueprintfaas.provider.NearestName;

/**
 * The providers of the application by their names.
 */
final class FaasProviders {

	/** Providers that a further dependency brings, and that dependency. */
	private static final Map<String, String> DEPENDENCIES = Map.of("aws", "blueprint-faas-spring-boot-starter-aws",
			"gcp", "blueprint-faas-spring-boot-starter-gcp", "azure", "blueprint-faas-spring-boot-starter-azure",
			"local", "blueprint-faas-platform");

	private final Map<String, FaasProvider> byName = new TreeMap<>();

	FaasProviders(Collection<FaasProvider> providers) {
		for (FaasProvider provider : providers) {
			FaasProvider other = this.byName.putIfAbsent(provider.name(), provider);
			if (other != null) {
				throw new InvalidFaasJobException(
						"Two providers have the name '%s': %s and %s".formatted(provider.name(),
								other.getClass().getName(), provider.getClass().getName()),
						"Give one of them another name");
			}
		}
	}

	/**
	 * Provider of a job.
	 * @param name name of the provider
	 * @param property where it is named, for the message
	 * @return the provider
	 */
	FaasProvider get(String name, String property) {
		FaasProvider provider = this.byName.get(name);
		if (provider == null) {
			throw unknown(name, property);
		}
		return provider;
	}

	List<String> names() {
		return List.copyOf(this.byName.keySet());
	}

	private InvalidFaasJobException unknown(String name, String property) {
		String dependency = DEPENDENCIES.get(name);
		if (dependency != null) {
			return new InvalidFaasJobException(
					"Provider '%s' of %s needs a library that is not on the class path".formatted(name, property),
					"Add the dependency io.blueprintfaas:%s".formatted(dependency));
		}
		String known = "The providers here are %s".formatted(String.join(", ", names()));
		return new InvalidFaasJobException("%s is '%s', but there is no such provider".formatted(property, name),
				NearestName.of(name, names())
					.map((near) -> "Did you mean '%s'? %s".formatted(near, known))
					.orElse(known));
	}

}
