package io.blueprintfaas.digitalocean;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.web.reactive.function.client.WebClient;

import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.openwhisk.FakeOpenWhisk;
import io.blueprintfaas.openwhisk.FakeWhiskLimits;

/**
 * Both APIs of DigitalOcean Functions on loopback, and what finds namespace and key
 * there.
 */
final class TestDigitalOcean implements AutoCloseable {

	static final String ID = "fn-7d5f0c3a-0000-4000-8000-000000000001";

	final StubClock clock = new StubClock();

	final FakeOpenWhisk whisk = FakeOpenWhisk.start(ID, FakeWhiskLimits.DIGITALOCEAN);

	final FakeDigitalOcean api = new FakeDigitalOcean(this.whisk, this.clock);

	private final Map<String, Object> values = new LinkedHashMap<>(
			Map.of("token", FakeDigitalOcean.TOKEN, "region", "fra1", "base-url", this.api.address().toString()));

	private @Nullable HttpFunctionClient client;

	private @Nullable DigitalOceanNamespaces namespaces;

	@Nullable DigitalOceanKeys keys;

	void set(String key, @Nullable String value) {
		this.values.put(key, (value != null) ? value : "");
	}

	DigitalOceanFaasProperties properties() {
		return new Binder(new MapConfigurationPropertySource(this.values)).bindOrCreate("",
				DigitalOceanFaasProperties.class);
	}

	DigitalOceanAccess finding() {
		return DigitalOceanAccess.finding(properties(), namespaces(), this.keys);
	}

	DigitalOceanAccess creating() {
		return DigitalOceanAccess.creating(properties(), namespaces(), this.keys);
	}

	@Override
	public void close() {
		if (this.client != null) {
			this.client.destroy();
		}
		this.api.close();
		this.whisk.close();
	}

	private DigitalOceanNamespaces namespaces() {
		if (this.namespaces == null) {
			DigitalOceanFaasProperties properties = properties();
			String token = properties.token();
			this.client = new HttpFunctionClient("test", WebClient::builder, properties.clientSettings(),
					(token != null) ? HttpCredential.bearer(token) : HttpCredential.none());
			DigitalOceanApi control = new DigitalOceanApi(this.client, properties.baseUrl(), token != null, this.clock);
			this.keys = new DigitalOceanKeys(control, properties.keyExpiry(), this.clock);
			this.namespaces = new DigitalOceanNamespaces(control, properties, this.clock);
		}
		return this.namespaces;
	}

}
