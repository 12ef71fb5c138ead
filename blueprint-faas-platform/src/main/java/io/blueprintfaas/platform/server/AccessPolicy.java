package io.blueprintfaas.platform.server;

import java.net.InetAddress;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.boot.web.server.Ssl.ClientAuth;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.reactive.ConfigurableReactiveWebServerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Who may use the platform. If nobody is asked for credentials, it listens on the
 * loopback address unless another is configured.
 */
final class AccessPolicy implements WebServerFactoryCustomizer<ConfigurableReactiveWebServerFactory>, Ordered {

	private static final Log logger = LogFactory.getLog(AccessPolicy.class);

	private static final String HOW_TO_ASK = "set 'blueprint.platform.api-keys', "
			+ "'spring.security.oauth2.resourceserver.jwt.*' or 'server.ssl.client-auth' to ask for credentials";

	private final boolean keys;

	private final boolean tokens;

	private final boolean certificates;

	private final boolean addressConfigured;

	AccessPolicy(PlatformProperties properties, boolean tokens, Environment environment) {
		this.keys = !properties.apiKeys().isEmpty();
		this.tokens = tokens;
		this.certificates = environment.getProperty("server.ssl.client-auth", ClientAuth.class,
				ClientAuth.NONE) != ClientAuth.NONE;
		this.addressConfigured = environment.containsProperty("server.address");
	}

	boolean acceptsCertificates() {
		return this.certificates;
	}

	boolean isOpen() {
		return !this.keys && !this.tokens && !this.certificates;
	}

	@Override
	public void customize(ConfigurableReactiveWebServerFactory factory) {
		if (!isOpen()) {
			return;
		}
		if (this.addressConfigured) {
			logger.warn("Whoever reaches this platform may run programs on this machine: " + HOW_TO_ASK);
			return;
		}
		factory.setAddress(InetAddress.getLoopbackAddress());
		logger.info("Listening on the loopback address only, for nobody is asked for credentials: " + HOW_TO_ASK);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
