package io.blueprintfaas.packaging.azureworker;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.HttpStatusType;
import com.sun.net.httpserver.HttpExchange;

/**
 * A request as its parameter wants it. The host sends a body as bytes if they have no
 * type that is text, and as text otherwise; the worker makes the parameter's type of it.
 *
 * @param exchange the request
 * @param body its body
 */
record WorkerRequest(HttpExchange exchange, Optional<Object> body) implements HttpRequestMessage<Optional<Object>> {

	static WorkerRequest of(HttpExchange exchange, Type type) throws IOException {
		Type optional = ((ParameterizedType) type).getActualTypeArguments()[0];
		Type wanted = ((ParameterizedType) optional).getActualTypeArguments()[0];
		byte[] bytes = exchange.getRequestBody().readAllBytes();
		String contentType = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
		boolean binary = contentType.equals("application/octet-stream") || contentType.startsWith("multipart/");
		// A body of unknown length does not get here
		boolean sent = exchange.getRequestHeaders().containsKey("Content-Length") && bytes.length > 0;
		return new WorkerRequest(exchange, sent ? Optional.of(convert(bytes, binary, wanted)) : Optional.empty());
	}

	private static Object convert(byte[] bytes, boolean binary, Type wanted) {
		if (wanted == String.class) {
			return binary ? new String(bytes) : new String(bytes, StandardCharsets.UTF_8);
		}
		if (wanted == byte[].class && binary) {
			return bytes;
		}
		throw new ClassCastException("Cannot convert a body to " + wanted);
	}

	@Override
	public URI getUri() {
		return this.exchange.getRequestURI();
	}

	@Override
	public HttpMethod getHttpMethod() {
		return HttpMethod.value(this.exchange.getRequestMethod());
	}

	@Override
	public Map<String, String> getHeaders() {
		Map<String, String> headers = new HashMap<>();
		this.exchange.getRequestHeaders()
			.forEach((String name, List<String> values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
		return headers;
	}

	@Override
	public Map<String, String> getQueryParameters() {
		return Map.of();
	}

	@Override
	public Optional<Object> getBody() {
		return this.body;
	}

	@Override
	public HttpResponseMessage.Builder createResponseBuilder(HttpStatus status) {
		return new WorkerResponse(status);
	}

	@Override
	public HttpResponseMessage.Builder createResponseBuilder(HttpStatusType status) {
		return new WorkerResponse(status);
	}

}
