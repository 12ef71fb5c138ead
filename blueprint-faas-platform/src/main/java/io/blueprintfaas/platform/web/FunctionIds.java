package io.blueprintfaas.platform.web;

import java.util.regex.Pattern;

import org.springframework.web.reactive.function.server.ServerRequest;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Checks the function ids of requests: they become names of folders.
 */
final class FunctionIds {

	private static final Pattern VALID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

	private FunctionIds() {
	}

	static String of(ServerRequest request) {
		String id = request.pathVariable("functionId");
		if (!VALID.matcher(id).matches()) {
			throw PlatformException.badRequest("BAD_FUNCTION_ID",
					"A function id must match %s, but is '%s'".formatted(VALID, id));
		}
		return id;
	}

}
