package io.blueprintfaas.packaging.azureworker;

import java.util.HashMap;
import java.util.Map;

import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatusType;
import org.jspecify.annotations.Nullable;

/**
 * A response while it is made.
 */
final class WorkerResponse implements HttpResponseMessage, HttpResponseMessage.Builder {

	private final Map<String, String> headers = new HashMap<>();

	private HttpStatusType status;

	private @Nullable Object body;

	WorkerResponse(HttpStatusType status) {
		this.status = status;
	}

	@Override
	public HttpStatusType getStatus() {
		return this.status;
	}

	@Override
	public @Nullable String getHeader(String key) {
		return this.headers.get(key);
	}

	@Override
	public @Nullable Object getBody() {
		return this.body;
	}

	@Override
	public Builder status(HttpStatusType newStatus) {
		this.status = newStatus;
		return this;
	}

	@Override
	public Builder header(String key, String value) {
		this.headers.put(key, value);
		return this;
	}

	@Override
	public Builder body(Object newBody) {
		this.body = newBody;
		return this;
	}

	@Override
	public HttpResponseMessage build() {
		return this;
	}

}
