package io.blueprintfaas.platform.deployment;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Reads the {@code X-Blueprint-Config} header: base64 of a JSON object.
 */
public final class ConfigHeader {

	/**
	 * Name of the header.
	 */
	public static final String NAME = "X-Blueprint-Config";

	private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);

	private static final JsonMapper json = new JsonMapper();

	private ConfigHeader() {
	}

	/**
	 * Reads the header.
	 * @param value its value, or {@code null} for the default settings
	 * @return the settings
	 */
	public static GivenConfig read(@Nullable String value) {
		try {
			byte[] given = (value == null || value.isBlank()) ? NOTHING : decode(value.trim());
			return new GivenConfig(FunctionConfig.read(json.readTree(given)), Sha256.of(given));
		}
		catch (IllegalArgumentException | JacksonException ex) {
			throw PlatformException.badRequest("BAD_CONFIG",
					"The header '%s' must be base64 of a JSON object".formatted(NAME));
		}
	}

	private static byte[] decode(String value) {
		boolean urlSafe = value.indexOf('-') >= 0 || value.indexOf('_') >= 0;
		return (urlSafe ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(value);
	}

}
