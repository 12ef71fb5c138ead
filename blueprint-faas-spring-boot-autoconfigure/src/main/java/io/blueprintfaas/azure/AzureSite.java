package io.blueprintfaas.azure;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.azure.resourcemanager.appservice.fluent.models.FunctionEnvelopeInner;
import com.azure.resourcemanager.appservice.fluent.models.SiteInner;
import com.azure.resourcemanager.appservice.models.FunctionAppConfig;
import com.azure.resourcemanager.appservice.models.HostType;
import com.azure.resourcemanager.appservice.models.HostnameSslState;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasDeployment;
import io.blueprintfaas.provider.FaasJobDefinition;

/**
 * What Azure says of an app.
 *
 * @param inner its settings and its state
 */
record AzureSite(SiteInner inner) {

	Map<String, String> tags() {
		return (this.inner.tags() != null) ? this.inner.tags() : Map.of();
	}

	boolean isOurs() {
		return AzureTags.isOurs(tags());
	}

	boolean isFlex() {
		return this.inner.functionAppConfig() != null;
	}

	boolean runs(String sha256) {
		return sha256.equals(tags().get(AzureTags.PACKAGE));
	}

	boolean isSetUpAs(AzureConfiguration configuration) {
		return configuration.hash().equals(tags().get(AzureTags.SETTINGS));
	}

	// The host that takes packages, which cannot be told from the name.
	@Nullable String deploymentHost() {
		List<HostnameSslState> states = this.inner.hostnameSslStates();
		if (states != null) {
			for (HostnameSslState state : states) {
				if (state.hostType() == HostType.REPOSITORY) {
					return state.name();
				}
			}
		}
		List<String> names = (this.inner.enabledHostNames() != null) ? this.inner.enabledHostNames() : List.of();
		return names.stream().filter((name) -> name.contains(".scm.")).findFirst().orElse(null);
	}

	// Facts that Azure tells; how long a call may run is in the package alone.
	FaasDeployment toDeployment(FaasJobDefinition job, String name, FunctionEnvelopeInner function, boolean changed) {
		return new FaasDeployment(job.key(), job.provider(), name,
				String.valueOf(this.inner.state()).toLowerCase(Locale.ROOT), changed, endpoint(name, function),
				sha256(), null, memory(), (Duration) null, null,
				(this.inner.lastModifiedTimeUtc() != null) ? this.inner.lastModifiedTimeUtc().toInstant() : null);
	}

	private @Nullable URI endpoint(String name, FunctionEnvelopeInner function) {
		String template = function.invokeUrlTemplate();
		if (template != null && template.startsWith("https://") && !template.contains("{")) {
			return URI.create(template);
		}
		String host = this.inner.defaultHostname();
		return (host != null) ? URI.create("https://%s/%s/%s".formatted(host, AzureFunction.ROUTE_PREFIX, name)) : null;
	}

	private @Nullable String sha256() {
		String hash = tags().get(AzureTags.PACKAGE);
		return (hash != null && hash.matches("[0-9a-f]{64}")) ? hash : null;
	}

	private @Nullable DataSize memory() {
		FunctionAppConfig config = this.inner.functionAppConfig();
		Integer megabytes = (config != null && config.scaleAndConcurrency() != null)
				? config.scaleAndConcurrency().instanceMemoryMB() : null;
		return (megabytes != null) ? DataSize.ofMegabytes(megabytes) : null;
	}

	/**
	 * Shows neither settings nor tags.
	 */
	@Override
	public String toString() {
		return "AzureSite[%s]".formatted(this.inner.name());
	}

}
