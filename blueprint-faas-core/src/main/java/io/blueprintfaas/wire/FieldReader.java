package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.JobKey;

/**
 * Reads fields of a known type, {@code null} for one that is {@code null} on the wire.
 */
final class FieldReader {

	private final JsonScanner scanner;

	FieldReader(JsonScanner scanner) {
		this.scanner = scanner;
	}

	@Nullable String text(String name) {
		if (this.scanner.skipNull()) {
			return null;
		}
		if (this.scanner.peek() != '"') {
			throw this.scanner.unexpected("'%s' as string".formatted(name));
		}
		return this.scanner.string();
	}

	@Nullable Boolean bool(String name) {
		if (this.scanner.skipNull()) {
			return null;
		}
		Boolean value = this.scanner.bool();
		if (value == null) {
			throw this.scanner.unexpected("'%s' as true or false".formatted(name));
		}
		return value;
	}

	byte @Nullable [] payload(String name) {
		return this.scanner.skipNull() ? null : new PayloadReader(this.scanner, name).read();
	}

	@Nullable Long jobId(String name) {
		if (this.scanner.skipNull()) {
			return null;
		}
		String text = number(name);
		boolean valid = text.length() <= 10 && text.chars().allMatch(Character::isDigit);
		long value = valid ? Long.parseLong(text) : -1;
		if (value < 0 || value > JobKey.MAX_ID) {
			throw new WireFormatException("Expected '%s' as whole number from 0 to %d, but it is another number"
				.formatted(name, JobKey.MAX_ID), null);
		}
		return value;
	}

	@Nullable Double decimal(String name) {
		if (this.scanner.skipNull()) {
			return null;
		}
		String text = number(name);
		boolean digits = text.length() < 16 && text.chars().allMatch(Character::isDigit);
		return digits ? (double) Long.parseLong(text) : Double.parseDouble(text);
	}

	Map<String, String> texts(String name) {
		Map<String, String> values = new LinkedHashMap<>();
		if (!this.scanner.skipNull()) {
			if (this.scanner.peek() != '{') {
				throw this.scanner.unexpected("'%s' as object".formatted(name));
			}
			this.scanner.object((key) -> {
				String value = text(name);
				if (value != null) {
					values.put(key, value);
				}
				else {
					values.remove(key);
				}
			});
		}
		return values;
	}

	private String number(String name) {
		int first = this.scanner.peek();
		if (first != '-' && (first < '0' || first > '9')) {
			throw this.scanner.unexpected("'%s' as number".formatted(name));
		}
		int from = this.scanner.position();
		this.scanner.number();
		return new String(this.scanner.bytes(), from, this.scanner.position() - from, StandardCharsets.US_ASCII);
	}

}
