package io.blueprintfaas.wire;

/**
 * Shows the beginning of what is no message, in printable characters.
 */
final class Excerpt {

	private static final int LENGTH = 40;

	private Excerpt() {
	}

	/**
	 * One byte.
	 * @param value the byte, from 0 to 255
	 * @return the character in quotes, or its number if it is not printable
	 */
	static String of(int value) {
		return isPrintable(value) ? "'" + (char) value + "'" : "byte 0x%02x".formatted(value);
	}

	/**
	 * Says what stands where an object should.
	 * @param bytes what is there
	 * @return a description with at most 40 characters of the content
	 */
	static String of(byte[] bytes) {
		JsonScanner scanner = new JsonScanner(bytes);
		int first = scanner.peek();
		if (first == -1) {
			return (bytes.length == 0) ? "there is nothing" : "there is only white space";
		}
		try {
			scanner.skipValue();
			scanner.finish();
			return "there is " + kind(first);
		}
		catch (WireFormatException ex) {
			return "there is no JSON: '%s'".formatted(beginning(bytes));
		}
	}

	private static String kind(int first) {
		return switch (first) {
			case '[' -> "an array";
			case '"' -> "a string";
			case 't', 'f' -> "a boolean";
			case 'n' -> "null";
			default -> "a number";
		};
	}

	private static String beginning(byte[] bytes) {
		StringBuilder text = new StringBuilder();
		for (byte value : bytes) {
			String shown = isPrintable(value) ? String.valueOf((char) value) : "\\x%02x".formatted(value);
			if (text.length() + shown.length() > LENGTH) {
				break;
			}
			text.append(shown);
		}
		return text.toString();
	}

	private static boolean isPrintable(int value) {
		return value >= ' ' && value < 0x7F;
	}

}
