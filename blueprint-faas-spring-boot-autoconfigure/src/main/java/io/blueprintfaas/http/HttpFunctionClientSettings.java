package io.blueprintfaas.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How a client connects to its target.
 *
 * @param connectTimeout longest wait for a connection to be established, TLS included
 * @param maxConnections most connections to the target, and so most calls at a time
 * @param pendingAcquireMaxCount most calls that wait for a connection
 * @param pendingAcquireTimeout longest wait of a call for a connection
 * @param maxIdleTime how long an unused connection is kept
 * @param maxPayload largest body sent or received, as it is on the wire
 * @param sslBundle trust and key material for TLS, or {@code null} for the JDK's
 */
public record HttpFunctionClientSettings(Duration connectTimeout, int maxConnections, int pendingAcquireMaxCount,
		Duration pendingAcquireTimeout, Duration maxIdleTime, DataSize maxPayload, @Nullable SslBundle sslBundle) {

	/**
	 * Settings that suit most targets, without TLS material of their own.
	 */
	public static final HttpFunctionClientSettings DEFAULTS = new HttpFunctionClientSettings(Duration.ofSeconds(5), 100,
			1000, Duration.ofSeconds(30), Duration.ofSeconds(30), DataSize.ofMegabytes(64), null);

	public HttpFunctionClientSettings {
		positive("connectTimeout", connectTimeout);
		positive("pendingAcquireTimeout", pendingAcquireTimeout);
		positive("maxIdleTime", maxIdleTime);
		positive("maxConnections", maxConnections);
		positive("pendingAcquireMaxCount", pendingAcquireMaxCount);
		Assert.isTrue(maxPayload.toBytes() > 0 && maxPayload.toBytes() < Integer.MAX_VALUE,
				() -> "'maxPayload' must be more than 0 and less than 2GB, but is %s".formatted(maxPayload));
	}

	private static void positive(String name, Duration value) {
		Assert.isTrue(value.toMillis() > 0, () -> "'%s' must be at least 1ms, but is %s".formatted(name, value));
	}

	private static void positive(String name, int value) {
		Assert.isTrue(value > 0, () -> "'%s' must be at least 1, but is %d".formatted(name, value));
	}

}
