package io.blueprintfaas.azure;

import java.net.URI;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.azure.AzureFaasProperties.Authentication;
import io.blueprintfaas.azure.AzureFunction.ConfiguredKey;
import io.blueprintfaas.http.HttpAddress;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.provider.InvalidFaasJobException;

/**
 * Finds out which function a job calls and with which proof, and refuses at startup what
 * could not work.
 */
final class AzureFunctionRules {

	private final FaasJobDefinition job;

	private final AzureFaasProperties properties;

	private final AzureJobProperties keys;

	private AzureFunctionRules(FaasJobDefinition job, AzureFaasProperties properties) {
		this.job = job;
		this.properties = properties;
		this.keys = job.bind(AzureJobProperties.class);
	}

	static AzureFunction function(FaasJobDefinition job, AzureFaasProperties properties) {
		AzureCallRules.checkDeadline(job);
		return new AzureFunctionRules(job, properties).function();
	}

	private AzureFunction function() {
		AzureApp app = AzureApp.of(this.job, this.properties);
		String name = new AzureNames(this.job).function(this.properties);
		URI endpoint = endpoint(name);
		ConfiguredKey key = key();
		return new AzureFunction(app, name, endpoint, authentication(endpoint, key), scope(), key);
	}

	// An address without a path is that of the app.
	private @Nullable URI endpoint(String name) {
		URI endpoint = this.job.endpoint();
		if (endpoint == null) {
			return null;
		}
		checkEndpoint(endpoint);
		String path = endpoint.getRawPath();
		boolean app = (path == null || path.isEmpty() || "/".equals(path)) && endpoint.getRawQuery() == null;
		return app ? endpoint.resolve("/%s/%s".formatted(AzureFunction.ROUTE_PREFIX, name)) : endpoint;
	}

	private void checkEndpoint(URI endpoint) {
		String property = this.job.property("endpoint");
		boolean secure = "https".equals(endpoint.getScheme()) && endpoint.getHost() != null;
		if (!secure && !AzureCallRules.isLocal(endpoint)) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to '%s', but provider 'azure' takes an https address with a host, and http only on this machine"
						.formatted(this.job.key(), property, HttpAddress.withoutSecrets(endpoint)),
					"Set '%s' to the https address of the function".formatted(property));
		}
		if (hasKey(endpoint)) {
			throw new InvalidFaasJobException(
					"Job %s sets '%s' to an address with a key, 'code=...', but provider 'azure' sends keys in a header, where they do not get into logs"
						.formatted(this.job.key(), property),
					"Take 'code' out of '%s', and set '%s' to its value".formatted(property,
							this.job.property("function-key")));
		}
	}

	private static boolean hasKey(URI endpoint) {
		String query = endpoint.getQuery();
		return query != null
				&& Arrays.stream(query.split("[&;]")).anyMatch((each) -> each.toLowerCase().startsWith("code="));
	}

	private @Nullable ConfiguredKey key() {
		boolean own = this.keys.functionKey() != null;
		String value = AzureNames.first(this.keys.functionKey(), this.properties.functionKey());
		String property = own ? this.job.property("function-key") : "blueprint.faas.azure.function-key";
		if (value != null && !value.chars().allMatch((each) -> each > ' ' && each < 127)) {
			throw new InvalidFaasJobException(
					"Job %s needs '%s', but its value cannot be a key: it contains a space or a character that headers do not take"
						.formatted(this.job.key(), property),
					"Change '%s'".formatted(property));
		}
		return (value != null) ? new ConfiguredKey(value, property) : null;
	}

	private Authentication authentication(@Nullable URI endpoint, @Nullable ConfiguredKey key) {
		Authentication configured = (this.keys.authentication() != null) ? this.keys.authentication()
				: this.properties.authentication();
		if (configured == Authentication.ENTRA && scope() == null) {
			throw new InvalidFaasJobException(
					"Job %s has 'authentication' set to 'entra', but no scope is set, and there is no default"
						.formatted(this.job.key()),
					"Set 'blueprint.faas.azure.scope', for example to 'api://<id of the app registration>/.default', or '%s' for this job alone"
						.formatted(this.job.property("scope")));
		}
		return (configured == Authentication.FUNCTION_KEY && endpoint != null && key == null) ? withoutKey(endpoint)
				: configured;
	}

	// Functions that run here, to try them out, ask for no key.
	private Authentication withoutKey(URI endpoint) {
		if (AzureCallRules.isLocal(endpoint)) {
			return Authentication.ANONYMOUS;
		}
		throw new InvalidFaasJobException(
				"Job %s calls the function at '%s', whose key is not known: with an endpoint it is not asked for at Azure"
					.formatted(this.job.key(), HttpAddress.withoutSecrets(endpoint)),
				"Set '%s', or '%s' to 'anonymous' or 'entra'".formatted(this.job.property("function-key"),
						this.job.property("authentication")));
	}

	private @Nullable String scope() {
		return AzureNames.first(this.keys.scope(), this.properties.scope());
	}

}
