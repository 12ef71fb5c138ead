package io.blueprintfaas.http;

import java.time.Duration;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import io.blueprintfaas.http.HttpExchangeException.Reason;

/**
 * Says of an exchange without a whole answer whether its request was sent. What is taken
 * as proof is not the kind of the error but whether writing had begun.
 */
final class HttpExchangeFailures {

	private static final Pattern CERTIFICATE_REFUSED = Pattern
		.compile("ALERT_(\\w*CERTIFICATE\\w*|UNKNOWN_CA|ACCESS_DENIED)");

	private HttpExchangeFailures() {
	}

	static HttpExchangeException of(Throwable failure, HttpFunctionRequest request, boolean sent) {
		HttpExchangeException known = find(failure, HttpExchangeException.class);
		if (known != null) {
			return known;
		}
		return (sent && !isRefused(failure)) ? broken(failure, request) : notSent(failure, request);
	}

	// With TLS 1.3 a server refuses the client's certificate after the client has begun
	// to
	// write: the request was never looked at. OpenSSL tells it from others by its text
	// only.
	private static boolean isRefused(Throwable failure) {
		SSLException ssl = find(failure, SSLException.class);
		return ssl instanceof SSLHandshakeException
				|| (ssl != null && CERTIFICATE_REFUSED.matcher(String.valueOf(ssl.getMessage())).find());
	}

	static HttpExchangeException late(HttpFunctionRequest request, boolean sent) {
		Duration timeout = request.timeout();
		if (!sent) {
			return new HttpExchangeException(Reason.NOT_SENT,
					"%s was not sent: time was up after %s before there was a connection and a credential"
						.formatted(request, text(timeout)),
					null);
		}
		return new HttpExchangeException(Reason.LATE,
				"%s was sent, but no whole answer came within %s: whether the function ran is unknown"
					.formatted(request, text(timeout)),
				null);
	}

	static HttpExchangeException requestTooLarge(HttpFunctionRequest request, long size, DataSize limit) {
		return new HttpExchangeException(Reason.TOO_LARGE,
				"%s was not sent: its body is %d bytes, and the limit is %d bytes".formatted(request, size,
						limit.toBytes()),
				null);
	}

	static HttpExchangeException answerTooLarge(HttpFunctionRequest request, String size, DataSize limit,
			@Nullable DataBufferLimitException cause) {
		return new HttpExchangeException(Reason.TOO_LARGE,
				"The answer to %s is %s bytes, and the limit is %d bytes".formatted(request, size, limit.toBytes()),
				cause);
	}

	static HttpExchangeException credential(Throwable failure, HttpFunctionRequest request) {
		boolean unreachable = find(failure, WebClientRequestException.class) != null;
		return new HttpExchangeException(unreachable ? Reason.NOT_SENT : Reason.NO_CREDENTIAL,
				"%s was not sent: there is no credential for it (%s)".formatted(request, text(failure)), failure);
	}

	private static HttpExchangeException notSent(Throwable failure, HttpFunctionRequest request) {
		return new HttpExchangeException(Reason.NOT_SENT, "%s was not sent: %s".formatted(request, explain(failure)),
				failure);
	}

	private static HttpExchangeException broken(Throwable failure, HttpFunctionRequest request) {
		return new HttpExchangeException(Reason.BROKEN,
				("%s was sent, but the connection broke before the whole answer came (%s): whether the function ran is "
						+ "unknown")
					.formatted(request, text(failure)),
				failure);
	}

	private static String explain(Throwable failure) {
		if (find(failure, SSLException.class) != null) {
			return "the TLS handshake failed (%s)".formatted(text(failure));
		}
		if (cause(failure).getClass().getSimpleName().startsWith("PoolAcquire")) {
			return "no connection was free (%s); more connections or fewer calls at a time would help"
				.formatted(text(failure));
		}
		return text(failure);
	}

	private static String text(Throwable failure) {
		Throwable cause = cause(failure);
		String message = cause.getMessage();
		return (message != null) ? message : cause.getClass().getSimpleName();
	}

	private static String text(Duration duration) {
		return duration.toMillis() + " ms";
	}

	private static Throwable cause(Throwable failure) {
		return (failure instanceof WebClientRequestException && failure.getCause() != null) ? failure.getCause()
				: failure;
	}

	private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (type.isInstance(each)) {
				return type.cast(each);
			}
		}
		return null;
	}

}
