package io.blueprintfaas.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The fields of an object as they stand in its bytes, their values unread.
 */
final class AnswerFields {

	private final byte[] bytes;

	private final List<Field> fields = new ArrayList<>();

	private AnswerFields(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Fields of the object that comes next.
	 * @param scanner where to read
	 * @return the fields
	 */
	static AnswerFields read(JsonScanner scanner) {
		AnswerFields fields = new AnswerFields(scanner.bytes());
		scanner.object((name) -> {
			int from = scanner.position();
			scanner.skipValue();
			fields.fields.add(new Field(name, from, scanner.position()));
		});
		return fields;
	}

	/**
	 * Reads the value of a field; the last counts if there are more.
	 * @param name the field's name
	 * @return where to read, or {@code null} if there is no such field or it is
	 * {@code null}
	 */
	@Nullable JsonScanner value(String name) {
		for (int i = this.fields.size() - 1; i >= 0; i--) {
			Field field = this.fields.get(i);
			if (field.name().equals(name)) {
				JsonScanner scanner = new JsonScanner(this.bytes, field.from(), field.to());
				return (scanner.peek() != 'n') ? scanner : null;
			}
		}
		return null;
	}

	/**
	 * Writes the fields as they stand, each with a comma before it.
	 * @param out where to write
	 * @param names fields to leave out
	 */
	void writeWithout(ByteArrayWriter out, Set<String> names) {
		for (Field field : this.fields) {
			if (!names.contains(field.name())) {
				out.raw(',').string(field.name()).raw(':').raw(this.bytes, field.from(), field.to());
			}
		}
	}

	private record Field(String name, int from, int to) {

	}

}
