package io.blueprintfaas.wire;

/**
 * Passes over values that nobody wants to know, and checks that they are JSON.
 */
final class JsonSkipper {

	private final JsonScanner scanner;

	JsonSkipper(JsonScanner scanner) {
		this.scanner = scanner;
	}

	void value() {
		switch (this.scanner.peek()) {
			case '{' -> this.scanner.object((name) -> value());
			case '[' -> array();
			case '"' -> string();
			case 't' -> this.scanner.literal("true");
			case 'f' -> this.scanner.literal("false");
			case 'n' -> this.scanner.literal("null");
			default -> this.scanner.number();
		}
	}

	private void string() {
		byte[] bytes = this.scanner.bytes();
		int from = this.scanner.position() + 1;
		int to = JsonStrings.end(bytes, from, this.scanner.end());
		JsonStrings.check(bytes, from, to);
		this.scanner.position(to + 1);
	}

	private void array() {
		this.scanner.beginArray();
		if (!this.scanner.skip(']')) {
			do {
				pairsOfNumbers();
				numbers();
				value();
			}
			while (this.scanner.more(']'));
		}
		this.scanner.endArray();
	}

	/**
	 * Passes over pairs of numbers from 0 to 255 with a comma right behind each: what
	 * results are made of. Everything else is left where it is.
	 */
	private void pairsOfNumbers() {
		byte[] bytes = this.scanner.bytes();
		int last = this.scanner.end() - Long.BYTES;
		int position = this.scanner.position();
		while (position <= last) {
			long word = Swar.word(bytes, position);
			long commas = Swar.commas(word);
			int first = Swar.first(commas);
			int second = Swar.first(commas & (commas - 1));
			if (second > 7 || Swar.value((int) word, first) < 0
					|| Swar.value((int) (word >>> (first + 1 << 3)), second - first - 1) < 0) {
				break;
			}
			position += second + 1;
		}
		this.scanner.position(position);
	}

	/**
	 * Passes over numbers from 0 to 255 with a comma right behind each, and perhaps a
	 * space behind that.
	 */
	private void numbers() {
		byte[] bytes = this.scanner.bytes();
		int last = this.scanner.end() - Long.BYTES;
		int position = this.scanner.position();
		while (position <= last) {
			long word = Swar.word(bytes, position);
			int length = Swar.first(Swar.commas(word));
			if (Swar.value((int) word, length) < 0) {
				break;
			}
			position += length + 1;
			position += (bytes[position] == ' ') ? 1 : 0;
		}
		this.scanner.position(position);
	}

}
