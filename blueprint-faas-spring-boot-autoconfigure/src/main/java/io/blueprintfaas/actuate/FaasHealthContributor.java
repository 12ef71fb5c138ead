package io.blueprintfaas.actuate;

import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;

import io.blueprintfaas.FaasRegistry;

/**
 * One entry for each job that has a provider now, by its name.
 */
final class FaasHealthContributor implements CompositeReactiveHealthContributor {

	private final FaasRegistry registry;

	private final Function<String, FaasHealthIndicator> indicators;

	FaasHealthContributor(FaasRegistry registry, Function<String, FaasHealthIndicator> indicators) {
		this.registry = registry;
		this.indicators = indicators;
	}

	@Override
	public @Nullable ReactiveHealthContributor getContributor(String name) {
		return (this.registry.get(name) != null) ? this.indicators.apply(name) : null;
	}

	@Override
	public Stream<Entry> stream() {
		return this.registry.jobs().stream().map((job) -> new Entry(job.name(), this.indicators.apply(job.name())));
	}

}
