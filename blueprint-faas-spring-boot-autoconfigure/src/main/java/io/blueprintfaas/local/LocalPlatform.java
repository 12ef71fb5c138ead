package io.blueprintfaas.local;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.custom.CustomFaasPlatform;
import io.blueprintfaas.http.HttpCredential;
import io.blueprintfaas.http.HttpFunctionClient;
import io.blueprintfaas.http.HttpFunctionClientSettings;
import io.blueprintfaas.platform.EmbeddedPlatform;
import io.blueprintfaas.platform.PlatformSettings;
import io.blueprintfaas.platform.deployment.PackageLimits;
import io.blueprintfaas.platform.function.EngineSettings;

/**
 * The platform inside this application: started at its first use, on a free port of the
 * loopback address and with an API key that nobody else knows, and closed with the
 * application.
 */
final class LocalPlatform implements DisposableBean {

	private static final Log logger = LogFactory.getLog(LocalPlatform.class);

	private static final int MAX_ENTRIES = 65535;

	private final LocalFaasProperties properties;

	private final LocalDirectory directory;

	private volatile @Nullable Running running;

	private boolean closed;

	LocalPlatform(LocalFaasProperties properties, LocalDirectory directory) {
		this.properties = properties;
		this.directory = directory;
	}

	boolean isRunning() {
		return this.running != null;
	}

	/**
	 * The platform, started if it is not running. A start that failed is tried again by
	 * the next subscriber.
	 * @return the platform
	 */
	Mono<CustomFaasPlatform> get() {
		return Mono.defer(() -> {
			Running now = this.running;
			return (now != null) ? Mono.just(now.target())
					: Mono.fromCallable(() -> start().target()).subscribeOn(Schedulers.boundedElastic());
		});
	}

	@Override
	public synchronized void destroy() {
		this.closed = true;
		Running now = this.running;
		this.running = null;
		if (now != null) {
			now.client().destroy();
			now.platform().close();
		}
	}

	private synchronized Running start() {
		if (this.closed) {
			throw new IllegalStateException("The local platform was closed with the application");
		}
		Running now = this.running;
		if (now == null) {
			now = open();
			this.running = now;
			logger.info("Local platform for functions started at " + now.platform().baseUrl());
		}
		return now;
	}

	private Running open() {
		byte[] random = new byte[32];
		new SecureRandom().nextBytes(random);
		String key = HexFormat.of().formatHex(random);
		PlatformSettings settings = PlatformSettings.DEFAULTS.withApiKeys(Set.of(key))
			.withPackages(
					new PackageLimits(this.properties.maxPackageSize(), this.properties.maxUnpackedSize(), MAX_ENTRIES))
			.withEngine(engine());
		EmbeddedPlatform platform = this.directory
			.open((folder) -> EmbeddedPlatform.start(settings.withDataDirectory(folder)));
		HttpFunctionClient client = new HttpFunctionClient("blueprint.faas.local", WebClient::builder, clientSettings(),
				HttpCredential.bearer(key));
		return new Running(platform, client, CustomFaasPlatform.at(client, platform.baseUrl(),
				this.properties.maxPackageSize(), this.properties.maxUnpackedSize(), this.properties.deployTimeout()));
	}

	private EngineSettings engine() {
		return EngineSettings.DEFAULTS.withMaxInstances(this.properties.maxInstances())
			.withQueueBound(this.properties.queueBound())
			.withIdleTime(this.properties.idleTime())
			.withStartTimeout(this.properties.startTimeout())
			.withGracePeriod(this.properties.gracePeriod())
			.withMessageSizes(this.properties.maxPayload(), this.properties.maxPayload());
	}

	// The platform bounds the calls, so the client need not
	private HttpFunctionClientSettings clientSettings() {
		HttpFunctionClientSettings defaults = HttpFunctionClientSettings.DEFAULTS;
		int calls = this.properties.maxInstances() + this.properties.queueBound();
		return new HttpFunctionClientSettings(defaults.connectTimeout(), calls, calls, defaults.pendingAcquireTimeout(),
				defaults.maxIdleTime(), this.properties.maxPayload(), null);
	}

	/**
	 * A platform that runs.
	 *
	 * @param platform the platform
	 * @param client client for it
	 * @param target the platform as seen through the client
	 */
	private record Running(EmbeddedPlatform platform, HttpFunctionClient client, CustomFaasPlatform target) {

	}

}
