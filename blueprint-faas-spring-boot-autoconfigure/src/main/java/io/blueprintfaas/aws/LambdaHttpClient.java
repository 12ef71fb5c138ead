package io.blueprintfaas.aws;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;

/**
 * The HTTP client below the client of AWS Lambda: the one on the AWS CRT or, without its
 * library, the one on Netty.
 */
final class LambdaHttpClient {

	/**
	 * Connections beyond those for calls, so that health can be asked under full load.
	 */
	static final int FOR_OPERATIONS = 8;

	/**
	 * A function may be silent for its whole run of up to 15 minutes. The call's own
	 * timeout ends it; this only frees what is dead.
	 */
	private static final Duration SILENCE = Duration.ofMinutes(20);

	/** A router forgets a silent connection after 350 seconds or less. */
	private static final Duration KEEP_ALIVE = Duration.ofSeconds(60);

	private LambdaHttpClient() {
	}

	// The builder of the client, or {@code null} if none of the two libraries is there.
	static SdkAsyncHttpClient.@Nullable Builder<?> builder(AwsFaasProperties properties,
			@Nullable ClassLoader classLoader) {
		if (ClassUtils.isPresent("software.amazon.awssdk.http.crt.AwsCrtAsyncHttpClient", classLoader)) {
			return Crt.builder(properties);
		}
		if (ClassUtils.isPresent("software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient", classLoader)) {
			return Netty.builder(properties);
		}
		return null;
	}

	private static final class Crt {

		static SdkAsyncHttpClient.Builder<?> builder(AwsFaasProperties properties) {
			return AwsCrtAsyncHttpClient.builder()
				.maxConcurrency(properties.maxConnections() + FOR_OPERATIONS)
				.connectionTimeout(properties.connectTimeout())
				.tlsNegotiationTimeout(properties.connectTimeout())
				.connectionAcquisitionTimeout(properties.pendingAcquireTimeout())
				.connectionMaxIdleTime(properties.maxIdleTime())
				.connectionHealthConfiguration(
						(health) -> health.minimumThroughputInBps(1L).minimumThroughputTimeout(SILENCE))
				.tcpKeepAliveConfiguration(
						(keepAlive) -> keepAlive.keepAliveTimeout(KEEP_ALIVE).keepAliveInterval(KEEP_ALIVE));
		}

	}

	private static final class Netty {

		static SdkAsyncHttpClient.Builder<?> builder(AwsFaasProperties properties) {
			return NettyNioAsyncHttpClient.builder()
				.maxConcurrency(properties.maxConnections() + FOR_OPERATIONS)
				.connectionTimeout(properties.connectTimeout())
				.tlsNegotiationTimeout(properties.connectTimeout())
				.connectionAcquisitionTimeout(properties.pendingAcquireTimeout())
				.connectionMaxIdleTime(properties.maxIdleTime())
				.readTimeout(SILENCE)
				.tcpKeepAlive(true);
		}

	}

}
