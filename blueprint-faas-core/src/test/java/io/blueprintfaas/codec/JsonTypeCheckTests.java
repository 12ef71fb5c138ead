package io.blueprintfaas.codec;

import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.Resource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Which types JSON carries, and what is said of the others.
 */
class JsonTypeCheckTests {

	private final JsonPayloadCodec codec = new JsonPayloadCodec(JsonMapper.builder().build());

	@ParameterizedTest
	@ValueSource(strings = { "simple", "collections", "objects", "beans", "tree", "polymorphic", "creators", "array",
			"bounded", "ignoring", "exceptions" })
	void takesWhatJsonCarries(String method) {
		assertThatNoException().isThrownBy(() -> this.codec.check(Signatures.of(Fine.class, method)));
	}

	@Test
	void looksIntoTypesWithMapperThatIgnoresAnnotations() {
		JsonPayloadCodec plain = new JsonPayloadCodec(
				JsonMapper.builder().disable(MapperFeature.USE_ANNOTATIONS).build());
		assertThatNoException().isThrownBy(() -> plain.check(Signatures.of(Fine.class, "objects")));
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> plain.check(Signatures.of(Refused.class, "stream")));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			stream      | parameter 1: java.io.InputStream | is a stream of this process; use byte[] or String
			reader      | parameter 2: java.io.Reader | is a stream
			resource    | parameter 1: org.springframework.core.io.Resource | is a stream
			path        | parameter 1: java.nio.file.Path | use the content as byte[]
			executor    | parameter 1: java.util.concurrent.ExecutorService | belongs to this process
			function    | parameter 1: java.util.function.Function | is code
			runnable    | parameter 1: java.lang.Runnable | is code
			future      | parameter 1: java.util.concurrent.CompletableFuture | is values still to come
			mono        | parameter 1: reactor.core.publisher.Mono | is values still to come
			type        | parameter 1: java.lang.Class | use its name as String
			variable    | parameter 1: 'T' | declare the type
			wildcard    | parameter 1: '?' | declare the type
			contra      | parameter 1: '? super java.lang.String' | declare the type
			nested      | parameter 1: java.io.InputStream | is a stream
			property    | parameter 1, property 'content.source': java.io.InputStream | is a stream
			abstracted  | parameter 1: io.blueprintfaas.codec.JsonTypeCheckTests$Animal | @JsonTypeInfo
			inner       | parameter 1: io.blueprintfaas.codec.JsonTypeCheckTests$Inner | is an inner class
			unbuildable | parameter 1: io.blueprintfaas.codec.JsonTypeCheckTests$Unbuildable | has no constructor
			opaque      | parameter 1: io.blueprintfaas.codec.JsonTypeCheckTests$Opaque | would be lost
			result      | the result: java.util.concurrent.Future | is values still to come
			streamed    | the result: java.util.stream.Stream | is values still to come
			monoStream  | the result: java.io.InputStream | is a stream
			badKey      | parameter 1: java.util.Map | cannot be read by Jackson
			""")
	void refusesWhatJsonDoesNotCarry(String method, String which, String why) {
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.check(Signatures.of(Refused.class, method)))
			.withMessageContaining("JSON cannot carry " + which)
			.withMessageContaining(why);
	}

	interface Fine {

		void simple(int number, String text, UUID id, byte[] bytes, char letter, CharSequence sequence, Number any);

		Map<Kind, Set<Bean>> collections(List<Bean> list, Collection<String> collection, Iterable<String> iterable,
				Optional<Bean> optional);

		Object objects(Object any, List<Object> list, Map<String, Object> map);

		Bean beans(Bean bean, Tree tree);

		JsonNode tree(JsonNode node);

		Animated polymorphic(List<Animated> animated);

		Name creators(Name name, Point point);

		Bean[] array(int[][] numbers, Bean[] beans);

		void bounded(List<? extends Bean> beans);

		void ignoring(Ignoring ignoring);

		void exceptions(IllegalStateException ex);

	}

	interface Refused {

		void stream(InputStream stream);

		void reader(String text, Reader reader);

		void resource(Resource resource);

		void path(Path path);

		void executor(ExecutorService executor);

		void function(Function<String, String> function);

		void runnable(Runnable runnable);

		void future(CompletableFuture<String> future);

		void mono(Mono<String> mono);

		void type(Class<?> type);

		<T> void variable(List<T> values);

		void wildcard(List<?> values);

		void contra(List<? super String> values);

		void nested(Map<String, List<InputStream>> streams);

		void property(Holder holder);

		void abstracted(List<Animal> animals);

		void inner(Inner inner);

		void unbuildable(Unbuildable unbuildable);

		void opaque(Opaque opaque);

		Future<String> result();

		Stream<String> streamed();

		Mono<InputStream> monoStream();

		void badKey(Map<Bean, String> map);

	}

	enum Kind {

		ONE

	}

	static class Bean {

		public String name = "";

	}

	record Tree(String name, List<Tree> children) {

	}

	record Holder(Content content) {

	}

	record Content(InputStream source) {

	}

	interface Animal {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	sealed interface Animated {

	}

	record Cat(String name) implements Animated {

	}

	record Name(@JsonValue String value) {

		@JsonCreator
		static Name of(String value) {
			return new Name(value);
		}

	}

	static final class Point {

		private final int x;

		@JsonCreator
		Point(int x) {
			this.x = x;
		}

		@JsonProperty
		int getX() {
			return this.x;
		}

	}

	static class Ignoring {

		public String name = "";

		@JsonIgnore
		public InputStream stream = InputStream.nullInputStream();

	}

	class Inner {

		public String name = "";

	}

	static final class Unbuildable {

		private final String name;

		private Unbuildable(String name, int number) {
			this.name = name + number;
		}

		@JsonProperty
		String getName() {
			return this.name;
		}

		static Unbuildable create(String name, int number) {
			return new Unbuildable(name, number);
		}

	}

	static final class Opaque {

		private String name = "";

		@Override
		public String toString() {
			return this.name;
		}

	}

}
