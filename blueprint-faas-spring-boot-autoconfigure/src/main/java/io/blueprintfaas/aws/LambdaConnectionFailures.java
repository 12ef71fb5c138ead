package io.blueprintfaas.aws;

import java.lang.reflect.Method;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;

import javax.net.ssl.SSLHandshakeException;

import org.springframework.util.ReflectionUtils;

/**
 * Tells of a request without an answer whether it is certain that nothing of it was sent.
 */
final class LambdaConnectionFailures {

	private static final String CRT_EXCEPTION = "software.amazon.awssdk.crt.http.HttpException";

	/**
	 * A connection that goes silent is noticed later than this, and then has the same
	 * error as one that cannot be made.
	 */
	private static final Duration CONNECTING = Duration.ofSeconds(55);

	private LambdaConnectionFailures() {
	}

	// Whether nothing was sent, of a request that failed so long after the client got it.
	static boolean isNotSent(Throwable failure, Duration elapsed) {
		boolean connecting = elapsed.compareTo(CONNECTING) < 0;
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof UnknownHostException || each instanceof SSLHandshakeException) {
				return true;
			}
			if (each instanceof ConnectException || each instanceof NoRouteToHostException) {
				return connecting;
			}
			if (each.getClass().getName().equals(CRT_EXCEPTION)) {
				return Crt.isNotSent(each, connecting);
			}
			if (isNotAcquired(String.valueOf(each.getMessage()))) {
				return true;
			}
		}
		return false;
	}

	// The most telling text: that of the cause behind the wrappers of the SDK.
	static String text(Throwable failure) {
		Throwable cause = failure;
		while (cause.getCause() != null && cause.getCause().getMessage() != null) {
			cause = cause.getCause();
		}
		return (cause.getMessage() != null) ? cause.getMessage() : cause.getClass().getSimpleName();
	}

	// What the client on Netty says when no connection was free.
	private static boolean isNotAcquired(String message) {
		return message.contains("Acquire operation took longer than")
				|| message.contains("Maximum pending connection acquisitions exceeded");
	}

	/**
	 * Errors of the AWS CRT, by their numbers. Its classes are not on every class path.
	 */
	private static final class Crt {

		/** Refused, no address, invalid address, or TLS not negotiated. */
		private static final Set<Integer> NOT_CONNECTED = Set.of(1029, 1030, 1047, 1055, 1058, 1059, 1060, 1061, 1067,
				1195);

		/** No connection from the pool, or none through the proxy. */
		private static final Set<Integer> NOT_ACQUIRED = Set.of(2068, 2071, 2072, 2081, 2082, 2083, 2086, 2087, 2088,
				2093, 2094);

		/** Timed out, no route, network down, or aborted. */
		private static final Set<Integer> WHILE_CONNECTING = Set.of(1048, 1049, 1050, 1057);

		static boolean isNotSent(Throwable failure, boolean connecting) {
			int code = errorCode(failure);
			return NOT_CONNECTED.contains(code) || NOT_ACQUIRED.contains(code)
					|| (connecting && WHILE_CONNECTING.contains(code));
		}

		private static int errorCode(Throwable failure) {
			Method method = ReflectionUtils.findMethod(failure.getClass(), "getErrorCode");
			return (method != null && ReflectionUtils.invokeMethod(method, failure) instanceof Integer code) ? code : 0;
		}

	}

}
