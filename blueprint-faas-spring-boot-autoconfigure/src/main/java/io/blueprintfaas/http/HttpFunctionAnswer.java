package io.blueprintfaas.http;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What came back, whatever its status.
 *
 * @param request what was sent
 * @param status status of the answer
 * @param headers headers of the answer
 * @param body the whole body; may be empty
 * @param total from subscribing to having the whole answer, by the monotonic clock
 */
public record HttpFunctionAnswer(HttpFunctionRequest request, int status, HttpHeaders headers, byte[] body,
		Duration total) {

	/**
	 * Whether the status is 2xx.
	 * @return {@code true} if it is
	 */
	public boolean isSuccessful() {
		return this.status / 100 == 2;
	}

	/**
	 * Says what kind of body came and how long it is, without its content.
	 * @return for example {@code text/html of 1204 bytes}
	 */
	public String describeBody() {
		if (this.body.length == 0) {
			return "an empty body";
		}
		String type = contentType();
		return "%s of %d bytes".formatted((type != null) ? type : "a body without Content-Type", this.body.length);
	}

	private @Nullable String contentType() {
		return this.headers.getFirst(HttpHeaders.CONTENT_TYPE);
	}

	@Override
	public String toString() {
		return "HttpFunctionAnswer[request=%s, status=%d, body=%s, total=%s]".formatted(this.request, this.status,
				describeBody(), this.total);
	}

}
