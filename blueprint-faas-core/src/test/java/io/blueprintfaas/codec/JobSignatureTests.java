package io.blueprintfaas.codec;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which types a handler's signature is made of.
 */
class JobSignatureTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			value          | VALUE  | java.util.List<java.lang.String>
			nothing        | VALUE  | void
			boxedNothing   | VALUE  | void
			mono           | MONO   | java.util.List<java.lang.String>
			monoVoid       | MONO   | void
			monoRaw        | MONO   | java.lang.Object
			monoWildcard   | MONO   | ?
			flux           | FLUX   | java.util.List<java.lang.Integer>
			fluxOfLists    | FLUX   | java.util.List<java.util.List<java.lang.Integer>>
			publisher      | FLUX   | java.util.List<java.lang.String>
			future         | FUTURE | java.lang.String
			futureVoid     | FUTURE | void
			stage          | FUTURE | java.util.Map<java.lang.String, java.lang.Integer>
			bytes          | MONO   | byte[]
			""")
	void knowsShapeAndResult(String method, ResultShape shape, String result) {
		JobSignature signature = JobSignature.of(find(Handlers.class, method), Handlers.class);
		assertThat(signature.shape()).isEqualTo(shape);
		assertThat(signature.resultType().getTypeName()).isEqualTo(result);
	}

	@Test
	void resolvesTypeVariablesWithTheirGenerics() {
		JobSignature signature = JobSignature.of(find(Base.class, "convert"), Concrete.class);
		assertThat(names(signature.parameterTypes())).containsExactly("java.util.List<java.lang.String>",
				"java.util.Map<java.lang.String, java.util.List<java.util.List<java.lang.String>>>",
				"java.util.List<java.lang.String>[]");
		assertThat(signature.resultType().getTypeName()).isEqualTo("java.lang.Integer");
		assertThat(signature.shape()).isEqualTo(ResultShape.MONO);
	}

	@Test
	void resolvesTypeVariablesToArraysOfClasses() {
		JobSignature signature = JobSignature.of(find(Base.class, "array"), Concrete.class);
		assertThat(signature.parameterTypes()).containsExactly(Integer[].class);
	}

	@Test
	void resolvesTypeVariablesThroughSeveralLevels() {
		JobSignature signature = JobSignature.of(find(Base.class, "future"), Deep.class);
		assertThat(signature.resultType()).isEqualTo(Long.class);
	}

	@Test
	void resolvesBoundsOfWildcards() {
		JobSignature signature = JobSignature.of(find(Base.class, "bounded"), Concrete.class);
		assertThat(names(signature.parameterTypes())).containsExactly("java.util.List<java.lang.Integer>",
				"java.util.List<? extends java.lang.Number>");
	}

	@Test
	void findsTheElementOfSubclassesOfPublishers() {
		JobSignature signature = JobSignature.of(find(Handlers.class, "special"), Handlers.class);
		assertThat(signature.shape()).isEqualTo(ResultShape.FLUX);
		assertThat(signature.resultType().getTypeName()).isEqualTo("java.util.List<java.lang.Long>");
	}

	@Test
	void takesTheBridgedMethodWhenGivenItsBridge() {
		Method bridge = Arrays.stream(Overriding.class.getDeclaredMethods())
			.filter(Method::isBridge)
			.findFirst()
			.orElseThrow();
		JobSignature signature = JobSignature.of(bridge, Overriding.class);
		assertThat(signature.parameterTypes()).containsExactly(String.class);
		assertThat(signature.resultType()).isEqualTo(Integer.class);
	}

	@Test
	void keepsVariablesThatNobodyResolves() {
		JobSignature signature = JobSignature.of(find(Handlers.class, "generic"), Handlers.class);
		assertThat(signature.parameterTypes()).singleElement().isInstanceOf(TypeVariable.class);
	}

	@Test
	void equalsOneMadeAgain() {
		Method method = find(Base.class, "convert");
		assertThat(JobSignature.of(method, Concrete.class)).isEqualTo(JobSignature.of(method, Concrete.class))
			.hasSameHashCodeAs(JobSignature.of(method, Concrete.class));
	}

	private static List<String> names(List<Type> types) {
		return types.stream().map(Type::getTypeName).toList();
	}

	private static Method find(Class<?> type, String name) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.getName().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@SuppressWarnings("rawtypes")
	interface Handlers {

		List<String> value();

		void nothing();

		Void boxedNothing();

		Mono<List<String>> mono();

		Mono<Void> monoVoid();

		Mono monoRaw();

		Mono<?> monoWildcard();

		Flux<Integer> flux();

		Flux<List<Integer>> fluxOfLists();

		Publisher<String> publisher();

		CompletableFuture<String> future();

		CompletableFuture<Void> futureVoid();

		CompletionStage<Map<String, Integer>> stage();

		Mono<byte[]> bytes();

		<T> void generic(T value);

		Special<String, Long> special();

	}

	interface Special<A, B> extends Publisher<B> {

	}

	abstract static class Base<A, B> {

		abstract Mono<B> convert(A value, Map<String, List<A>> map, A[] array);

		abstract void array(B[] values);

		abstract CompletableFuture<B> future();

		abstract void bounded(List<? extends B> values, List<? extends Number> numbers);

	}

	abstract static class Concrete extends Base<List<String>, Integer> {

	}

	abstract static class Middle<C> extends Base<C, C> {

	}

	abstract static class Deep extends Middle<Long> {

	}

	abstract static class Parent<T> {

		abstract Object run(T value);

	}

	static class Overriding extends Parent<String> {

		@Override
		Integer run(String value) {
			return value.length();
		}

	}

}
