package io.blueprintfaas.codec;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Arguments and results as JSON, there and back.
 */
class JsonPayloadCodecTests {

	private static final JsonMapper MAPPER = JsonMapper.builder().build();

	private final JsonPayloadCodec codec = new JsonPayloadCodec(MAPPER);

	@Test
	void writesOneElementForEachParameter() {
		assertThat(encode("mixed", "a\"b", 5, new byte[] { 1, 2 }, null)).isEqualTo("[\"a\\\"b\",5,\"AQI=\",null]");
	}

	@Test
	void bringsBackEachParameterByItsType() {
		assertThat(decode("mixed", " [ \"a\", 5, \"AQI=\", null ] ")).containsExactly("a", 5, new byte[] { 1, 2 },
				Optional.empty());
	}

	@Test
	void writesAnEmptyArrayForNoParameters() {
		assertThat(encode("none")).isEqualTo("[]");
		assertThat(decode("none", "[]")).isEmpty();
		assertThat(decode("none", "")).isEmpty();
	}

	@Test
	void bringsBackGenericTypes() {
		Object[] arguments = { Map.of("a", List.of(new Point(1, 2))), new Box<>(Duration.ofSeconds(1)) };
		assertThat(decode("generic", encode("generic", arguments))).containsExactly(arguments);
	}

	@Test
	void bringsBackPolymorphicTypesWithinGenericTypes() {
		List<Shape> shapes = List.of(new Circle(1), new Square(2));
		assertThat(decode("shapes", encode("shapes", shapes))).containsExactly(shapes);
	}

	@Test
	void bringsBackResults() {
		assertThat(result("shapes", List.of(new Circle(3)))).isEqualTo(List.of(new Circle(3)));
		assertThat(result("mono", Instant.EPOCH)).isEqualTo(Instant.EPOCH);
		assertThat(result("flux", List.of(1, 2))).isEqualTo(List.of(1, 2));
		assertThat(result("optional", Optional.of("x"))).isEqualTo(Optional.of("x"));
		assertThat(result("optional", Optional.empty())).isEqualTo(Optional.empty());
		assertThat(result("mono", null)).isNull();
	}

	@Test
	void writesNullForVoid() {
		assertThat(this.codec.encodeResult(signature("none"), null)).asString().isEqualTo("null");
		assertThat(this.codec.decodeResult(signature("none"), bytes("null"))).isNull();
		assertThat(this.codec.decodeResult(signature("none"), new byte[0])).isNull();
	}

	@Test
	void saysHowManyArgumentsAreExpected() {
		assertThatDecoding("mixed", "[\"a\"]").withMessage("The job takes 4 arguments, but there are 1");
		assertThatDecoding("shapes", "[[],{\"a\":[1]},2]").withMessage("The job takes 1 arguments, but there are 3");
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.encodeArguments(signature("none"), new Object[] { 1 }))
			.withMessage("The job takes 0 arguments, but there are 1");
	}

	@Test
	void saysWhatIsThereInsteadOfTheArray() {
		assertThatDecoding("none", "{}").withMessage("Expected a JSON array of 0 arguments, but there is an object");
		assertThatDecoding("pair", "").withMessage("Expected a JSON array of 2 arguments, but there is nothing");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[] []", "[]x", "[", "[1", "secret" })
	void refusesWhatIsNoArrayAlone(String payload) {
		assertThatDecoding("none", payload).withMessageNotContaining("secret").withNoCause();
	}

	@Test
	void saysWhereAValueDoesNotFitWithoutShowingIt() {
		assertThatDecoding("generic", "[{\"secretKey\":[{\"x\":1,\"y\":\"secretValue\"}]},null]")
			.withMessageContaining("argument 1")
			.withMessageContaining("[key][0].y")
			.withMessageContaining("int")
			.withMessageNotContaining("secret")
			.withNoCause();
	}

	@Test
	void refusesNullForAPrimitive() {
		assertThatDecoding("mixed", "[null,null,null,null]").withMessageContaining("argument 2")
			.withMessageContaining("int");
	}

	@Test
	void refusesAResultThatDoesNotFit() {
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.decodeResult(signature("mono"), bytes("\"secret\"")))
			.withMessageContaining("Cannot read the result from JSON")
			.withMessageContaining("java.time.Instant")
			.withMessageNotContaining("secret")
			.withNoCause();
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.decodeResult(signature("mono"), new byte[0]))
			.withMessage("Expected a result of type java.time.Instant as JSON, but there is nothing");
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.decodeResult(signature("mono"), bytes("null null")))
			.withMessageContaining("Cannot read the result from JSON");
	}

	@Test
	void keepsTheCauseWhenTheApplicationThrows() {
		assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> decode("picky", "[{\"size\":-1}]"))
			.withMessageContaining("argument 1")
			.withCauseInstanceOf(IllegalArgumentException.class);
		assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> encode("failing", new Failing()))
			.withMessageContaining("argument 1")
			.withMessageContaining("at value")
			.withCauseInstanceOf(IllegalStateException.class);
	}

	@Test
	void translatesWhateverConvertersOfTheApplicationThrow() {
		assertThatDecoding("angry", "[1]").withMessageContaining("argument 1")
			.withMessageContaining("UnsupportedOperationException")
			.withCauseInstanceOf(UnsupportedOperationException.class);
		assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> encode("angry", new Angry()))
			.withMessageContaining("argument 1")
			.withCauseInstanceOf(UnsupportedOperationException.class);
		assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> result("angry", new Angry()))
			.withMessageContaining("the result")
			.withCauseInstanceOf(UnsupportedOperationException.class);
	}

	@Test
	void readsArgumentsWhateverTheMapperSaysOfTrailingTokens() {
		JsonPayloadCodec strict = new JsonPayloadCodec(
				MAPPER.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build());
		assertThat(strict.decodeArguments(signature("pair"), bytes("[1,2]"))).containsExactly(1, 2);
		JsonPayloadCodec lenient = new JsonPayloadCodec(
				MAPPER.rebuild().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build());
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> lenient.decodeResult(signature("mono"), bytes("null null")));
	}

	private ThrowableAssertAlternative<PayloadCodecException> assertThatDecoding(String method, String payload) {
		return assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> decode(method, payload));
	}

	private String encode(String method, @Nullable Object... arguments) {
		return new String(this.codec.encodeArguments(signature(method), arguments), StandardCharsets.UTF_8);
	}

	private @Nullable Object[] decode(String method, String payload) {
		return this.codec.decodeArguments(signature(method), bytes(payload));
	}

	private @Nullable Object result(String method, @Nullable Object result) {
		JobSignature signature = signature(method);
		return this.codec.decodeResult(signature, this.codec.encodeResult(signature, result));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static JobSignature signature(String method) {
		return Signatures.of(Handlers.class, method);
	}

	interface Handlers {

		void none();

		void mixed(String text, int number, byte[] bytes, Optional<String> optional);

		void pair(int first, int second);

		void generic(Map<String, List<Point>> points, Box<Duration> box);

		List<Shape> shapes(List<Shape> shapes);

		Mono<Instant> mono();

		Flux<Integer> flux();

		Optional<String> optional();

		void picky(Picky picky);

		void failing(Failing failing);

		Angry angry(Angry angry);

	}

	record Point(int x, int y) {

	}

	record Box<T>(T content) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
	sealed interface Shape permits Circle, Square {

	}

	record Circle(double radius) implements Shape {

	}

	record Square(double side) implements Shape {

	}

	record Picky(int size) {

		Picky {
			if (size < 0) {
				throw new IllegalArgumentException("too small");
			}
		}

	}

	static class Failing {

		@JsonProperty
		String getValue() {
			throw new IllegalStateException("no value");
		}

	}

	@JsonSerialize(using = AngrySerializer.class)
	@JsonDeserialize(using = AngryDeserializer.class)
	static class Angry {

	}

	static class AngrySerializer extends ValueSerializer<Angry> {

		@Override
		public void serialize(Angry value, JsonGenerator generator, SerializationContext context) {
			throw new UnsupportedOperationException("no");
		}

	}

	static class AngryDeserializer extends ValueDeserializer<Angry> {

		@Override
		public Angry deserialize(JsonParser parser, DeserializationContext context) {
			throw new UnsupportedOperationException("no");
		}

	}

}
