package io.blueprintfaas.codec;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When two sides have the same contract, and when not.
 */
class ContractFingerprintTests {

	private static final String PACKAGE = ContractFingerprintTests.class.getName() + "$";

	private static final String BASE = """
			import java.util.*;
			enum Kind { ONE, TWO }
			record Item(String name, int count, Kind kind) { }
			class Parent { private List<Item> items; }
			class Order extends Parent { private long id; Order next; transient String cache; static int counter; }
			sealed interface Event permits Placed { }
			record Placed(Order order) implements Event { }
			interface Handler { List<Event> handle(Map<String, Order> orders, int[] numbers); }
			""";

	@TempDir
	private static Path folder;

	private static String base;

	@BeforeAll
	static void compileBase() throws Exception {
		base = compiled(BASE);
	}

	@Test
	void describesTypesOfTheJdkByNameAndOthersByContent() {
		assertThat(ContractFingerprint.text(Signatures.of(Handlers.class, "described"))).isEqualTo(
				"""
						(java.util.Map<java.lang.String,#Item<java.lang.Long>[]>,int,java.util.List<? extends #Shape super >)#Node<#Kind>
						record #Circle(radius:double)
						record #Item(value:T,more:java.util.List<T>)
						enum #Kind[A, B]
						class #Level(deep:int)
						class #Node(kind:#Kind,next:#Node<T>,values:T[]) extends #Level
						interface #Shape() permits [#Circle, #Square]
						record #Square(item:#Item<#Kind>)"""
					.replace("#", PACKAGE));
	}

	@Test
	void isTheSameInEveryJvm() {
		assertThat(Signatures.of(Handlers.class, "jdkOnly").fingerprint()).isEqualTo("ad84f2e0396952d5");
		assertThat(Signatures.of(Handlers.class, "described").fingerprint()).isEqualTo("1ae808757e58be01");
	}

	@Test
	void doesNotDependOnTheShapeOfTheResult() {
		Set<String> fingerprints = new HashSet<>();
		for (String method : List.of("value", "boxed", "mono", "future")) {
			fingerprints.add(Signatures.of(Handlers.class, method).fingerprint());
		}
		assertThat(fingerprints).hasSize(1);
		assertThat(Signatures.of(Handlers.class, "nothing").fingerprint())
			.isEqualTo(Signatures.of(Handlers.class, "monoNothing").fingerprint())
			.isNotIn(fingerprints);
		assertThat(Signatures.of(Handlers.class, "list").fingerprint())
			.isEqualTo(Signatures.of(Handlers.class, "flux").fingerprint());
	}

	@Test
	void isTheSameForTheSameSourcesCompiledAgain() throws Exception {
		assertThat(compiled(BASE)).matches("[0-9a-f]{16}").isEqualTo(compiled(BASE));
	}

	@ParameterizedTest
	@ValueSource(strings = { "transient String cache; -> transient int cache;", "static int counter; -> ",
			"private long id; Order next; -> Order next; private long id;", "{ ONE, TWO } -> { TWO, ONE }",
			"Order next; -> Order next; void run() { }",
			"class Parent { -> class Parent { static class Unused { int a; } ",
			"List<Event> handle -> Collection<Event> other(int a); List<Event> handle" })
	void staysWhenNothingThatTravelsChanges(String change) throws Exception {
		assertThat(compiled(changed(change))).isEqualTo(base);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ONE, TWO -> ONE, TWO, THREE", "int count -> long count", "int count -> int number",
			"int count, -> ", "private List<Item> -> private Set<Item>", "private long id; -> private int id;",
			"private long id; -> ", "Order next; -> Order last;", "extends Parent -> ",
			"permits Placed { } -> permits Placed, Other { } record Other() implements Event { }",
			"record Placed(Order order) -> record Placed(Order order, int time)",
			"Map<String, Order> orders -> Map<Long, Order> orders", "int[] numbers -> long[] numbers",
			", int[] numbers -> ", "List<Event> handle -> Set<Event> handle",
			"transient String cache -> String cache" })
	void changesWhenSomethingThatTravelsChanges(String change) throws Exception {
		assertThat(compiled(changed(change))).isNotEqualTo(base);
	}

	private static String changed(String change) {
		String[] parts = (change + " ").split(" -> ", 2);
		assertThat(BASE).contains(parts[0]);
		return BASE.replace(parts[0], parts[1].strip());
	}

	private static String compiled(String source) throws IOException, ClassNotFoundException {
		Path target = Files.createTempDirectory(folder, "classes");
		Path file = Files.writeString(target.resolve("Handler.java"), source);
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, null, null, "-d", target.toString(), "-proc:none", file.toString());
		assertThat(result).isZero();
		try (URLClassLoader loader = new URLClassLoader(new URL[] { target.toUri().toURL() })) {
			Class<?> handler = loader.loadClass("Handler");
			return Signatures.of(handler, "handle").fingerprint();
		}
	}

	interface Handlers {

		String jdkOnly(Map<String, List<Integer>> map, byte[] bytes);

		Node<Kind> described(Map<String, Item<Long>[]> items, int number, List<? extends Shape> shapes);

		int value();

		Integer boxed();

		Mono<Integer> mono();

		CompletableFuture<Integer> future();

		void nothing();

		Mono<Void> monoNothing();

		List<Shape> list();

		Flux<Shape> flux();

	}

	enum Kind {

		B, A

	}

	record Item<T>(T value, List<T> more) {

	}

	sealed interface Shape permits Circle, Square {

	}

	record Circle(double radius) implements Shape {

	}

	record Square(Item<Kind> item) implements Shape {

	}

	static class Level {

		protected int deep;

	}

	static class Node<T> extends Level {

		static final int CONSTANT = 1;

		T[] values;

		Kind kind;

		transient String cache;

		Node<T> next;

		Node(T[] values, Kind kind, String cache, Node<T> next) {
			this.values = values;
			this.kind = kind;
			this.cache = cache;
			this.next = next;
		}

	}

}
