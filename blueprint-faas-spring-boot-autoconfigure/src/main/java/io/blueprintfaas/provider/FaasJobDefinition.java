package io.blueprintfaas.provider;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

import io.blueprintfaas.FunctionSettings;
import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.wire.WireVersion;

/**
 * What configuration says of one job, as far as every provider understands it.
 *
 * @param key number and name of the job
 * @param provider name of the provider
 * @param settings how to run the function
 * @param endpoint address of a function that is there already, or {@code null}
 * @param function the function's name at the provider, or {@code null} for the provider's
 * own rule
 * @param wire wire format the function speaks
 * @param artifact executable or zip to deploy in place of this application, or
 * {@code null}
 * @param deadline how long a caller waits for one try, waiting for an instance included
 * @param signature the types that travel, or {@code null} if the job has no handler in
 * this application
 * @param idempotent whether running the job twice does no harm
 * @param binder source of the keys that only one provider knows
 */
public record FaasJobDefinition(JobKey key, String provider, FunctionSettings settings, @Nullable URI endpoint,
		@Nullable String function, WireVersion wire, @Nullable Path artifact, Duration deadline,
		@Nullable JobSignature signature, boolean idempotent, Binder binder) {

	/**
	 * Reads keys of the job that only its provider knows.
	 * @param type a record or class to bind {@code blueprint.faas.jobs.<name>} to
	 * @param <T> that type
	 * @return the bound value, with its defaults if no key is set
	 */
	public <T> T bind(Class<T> type) {
		return this.binder.bindOrCreate(ConfigurationPropertyName.adapt("blueprint.faas.jobs." + this.key.name(), '.'),
				Bindable.of(type), null);
	}

	/**
	 * Full name of a key of this job, for messages.
	 * @param key the key, in its dashed form
	 * @return the name, for example {@code blueprint.faas.jobs.thumbnail.memory}
	 */
	public String property(String key) {
		return "blueprint.faas.jobs.%s.%s".formatted(this.key.name(), key);
	}

	@Override
	public String toString() {
		return "FaasJobDefinition[key=%s, provider=%s, settings=%s, endpoint=%s, function=%s, wire=%s, artifact=%s]"
			.formatted(this.key, this.provider, this.settings, this.endpoint, this.function, this.wire, this.artifact);
	}

}
