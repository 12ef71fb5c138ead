package io.blueprintfaas.http;

import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Body of a request.
 */
public sealed interface HttpRequestBody {

	/**
	 * No body.
	 * @return the body of a request that has none
	 */
	static HttpRequestBody none() {
		return new None();
	}

	/**
	 * No body.
	 */
	record None() implements HttpRequestBody {

	}

	/**
	 * Bytes that are sent as they are.
	 *
	 * @param content gives the bytes; asked once for each time the request is sent, when
	 * there is a connection to send them on
	 */
	record Bytes(Supplier<byte[]> content) implements HttpRequestBody {

	}

	/**
	 * A file that is sent as it is, without reading it into memory.
	 *
	 * @param path the file
	 */
	record File(Path path) implements HttpRequestBody {

	}

}
