package io.blueprintfaas.digitalocean;

import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.openwhisk.OpenWhiskAccessException.Reason;

/**
 * The namespace of all functions: found when it is first needed, and made only by
 * deploying.
 */
final class DigitalOceanNamespaces {

	private static final String PREFIX = "blueprint.faas.digitalocean.";

	private final DigitalOceanApi api;

	private final DigitalOceanFaasProperties properties;

	private final SharedLookup<DigitalOceanNamespace> found;

	private final SharedLookup<DigitalOceanNamespace> created;

	DigitalOceanNamespaces(DigitalOceanApi api, DigitalOceanFaasProperties properties, Clock clock) {
		this.api = api;
		this.properties = properties;
		this.found = new SharedLookup<>(clock);
		this.created = new SharedLookup<>(clock);
	}

	Mono<DigitalOceanNamespace> find() {
		return Mono.defer(() -> {
			DigitalOceanNamespace known = this.found.current();
			return (known != null) ? Mono.just(known) : this.found.newerThan(null, search());
		});
	}

	Mono<DigitalOceanNamespace> findOrCreate() {
		return Mono.defer(() -> {
			this.found.retry();
			this.created.retry();
			return find().onErrorResume(DigitalOceanNamespaces::isAbsent,
					(absent) -> this.created.newerThan(this.created.current(), create()));
		});
	}

	// The namespace, or empty if it is still to be made.
	Mono<DigitalOceanNamespace> findIfPresent() {
		return Mono.defer(() -> {
			this.found.retry();
			return find();
		}).onErrorComplete(DigitalOceanNamespaces::isAbsent);
	}

	void forget(DigitalOceanNamespace gone) {
		this.found.forget(gone);
	}

	// Somebody else may have made it in the meantime, here or elsewhere.
	private Mono<DigitalOceanNamespace> create() {
		return Mono.defer(() -> {
			DigitalOceanNamespace known = this.found.current();
			return (known != null) ? Mono.just(known)
					: this.api.create(region(), this.properties.namespaceLabel())
						.onErrorResume(DigitalOceanNamespaces::isConflict, (taken) -> search())
						.doOnNext(this.found::set);
		});
	}

	private String region() {
		String region = this.properties.region();
		if (region == null) {
			throw DigitalOceanApiException.of(DigitalOceanStep.CREATING, Reason.NOT_DEPLOYED,
					"a new namespace takes a region; set '%sregion'".formatted(PREFIX));
		}
		return region;
	}

	private Mono<DigitalOceanNamespace> search() {
		return this.api.namespaces().map(this::choose);
	}

	private DigitalOceanNamespace choose(List<DigitalOceanNamespace> all) {
		String id = this.properties.namespace();
		return (id != null) ? byId(all, id) : byLabel(all, this.properties.namespaceLabel(), this.properties.region());
	}

	private static DigitalOceanNamespace byId(List<DigitalOceanNamespace> all, String id) {
		return all.stream()
			.filter((each) -> each.id().equals(id))
			.findFirst()
			.orElseThrow(
					() -> missing(null, "the account of the token has no namespace '%s', but %s; correct '%snamespace'"
						.formatted(id, describe(all), PREFIX)));
	}

	private static DigitalOceanNamespace byLabel(List<DigitalOceanNamespace> all, String label,
			@Nullable String region) {
		List<DigitalOceanNamespace> labelled = all.stream().filter((each) -> each.label().equals(label)).toList();
		List<DigitalOceanNamespace> fitting = labelled.stream()
			.filter((each) -> region == null || each.region().equals(region))
			.toList();
		if (fitting.size() == 1) {
			return fitting.get(0);
		}
		if (fitting.size() > 1) {
			throw missing(null, "there are several namespaces of that label: %s; name one in '%snamespace'"
				.formatted(describe(fitting), PREFIX));
		}
		throw labelled.isEmpty()
				? missing(DigitalOceanApiException.ABSENT,
						"there is no namespace '%s' in %s; deploying makes it".formatted(label, region))
				: missing(null,
						"namespace %s is not in region %s; correct '%sregion', or set another '%snamespace-label'"
							.formatted(describe(labelled), region, PREFIX, PREFIX));
	}

	private static String describe(List<DigitalOceanNamespace> namespaces) {
		return namespaces.isEmpty() ? "none at all"
				: namespaces.stream().map(DigitalOceanNamespace::toString).sorted().collect(Collectors.joining(", "));
	}

	private static DigitalOceanApiException missing(@Nullable String id, String message) {
		return new DigitalOceanApiException(DigitalOceanStep.FINDING, Reason.NOT_DEPLOYED, 0, id, message, null);
	}

	private static boolean isAbsent(Throwable failure) {
		return failure instanceof DigitalOceanApiException ex && ex.isAbsent();
	}

	private static boolean isConflict(Throwable failure) {
		return failure instanceof DigitalOceanApiException ex && ex.isConflict();
	}

}
