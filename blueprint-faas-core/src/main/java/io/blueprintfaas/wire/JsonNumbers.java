package io.blueprintfaas.wire;

/**
 * Knows where a number of JSON ends.
 */
final class JsonNumbers {

	private JsonNumbers() {
	}

	/**
	 * Index after a number.
	 * @param scanner the message
	 * @param from where the number begins
	 * @return the index
	 */
	static int end(JsonScanner scanner, int from) {
		int index = isAt(scanner, from, '-') ? from + 1 : from;
		index = isAt(scanner, index, '0') ? index + 1 : digits(scanner, index, (index == from) ? "a value" : "a digit");
		if (isAt(scanner, index, '.')) {
			index = digits(scanner, index + 1, "a digit");
		}
		if (isAt(scanner, index, 'e') || isAt(scanner, index, 'E')) {
			index++;
			boolean signed = isAt(scanner, index, '+') || isAt(scanner, index, '-');
			index = digits(scanner, signed ? index + 1 : index, "a digit");
		}
		return index;
	}

	private static int digits(JsonScanner scanner, int from, String expected) {
		byte[] bytes = scanner.bytes();
		int index = from;
		while (index < scanner.end() && bytes[index] >= '0' && bytes[index] <= '9') {
			index++;
		}
		if (index == from) {
			scanner.position(from);
			throw scanner.unexpected(expected);
		}
		return index;
	}

	private static boolean isAt(JsonScanner scanner, int index, char token) {
		return index < scanner.end() && scanner.bytes()[index] == token;
	}

}
