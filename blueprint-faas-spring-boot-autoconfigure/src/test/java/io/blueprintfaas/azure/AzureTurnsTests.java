package io.blueprintfaas.azure;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operations on one app, one at a time.
 */
class AzureTurnsTests {

	private static final AzureApp APP = app("a");

	private final AzureTurns turns = new AzureTurns();

	private final List<String> begun = new CopyOnWriteArrayList<>();

	private final Sinks.One<String> first = Sinks.one();

	@Test
	void runsOneAfterTheOther() {
		Mono<String> one = begin(APP, "first", this.first.asMono());
		Mono<String> two = begin(APP, "second", Mono.just("2"));
		one.subscribe();
		two.subscribe();
		assertThat(this.begun).containsExactly("first");
		this.first.tryEmitValue("1");
		assertThat(this.begun).containsExactly("first", "second");
		begin(APP, "third", Mono.just("3")).block();
	}

	@Test
	void runsOtherAppsBeside() {
		begin(APP, "first", this.first.asMono()).subscribe();
		begin(app("b"), "other", Mono.just("2")).subscribe();
		assertThat(this.begun).containsExactly("first", "other");
	}

	@Test
	void runsTheNextAfterAFailure() {
		begin(APP, "first", Mono.error(new IllegalStateException())).subscribe((value) -> {
		}, (failure) -> this.begun.add("failed"));
		begin(APP, "second", Mono.just("2")).subscribe();
		assertThat(this.begun).containsExactly("first", "failed", "second");
	}

	@Test
	void runsTheNextWhenAnOperationIsCancelled() {
		Disposable running = begin(APP, "first", this.first.asMono()).subscribe();
		begin(APP, "second", Mono.just("2")).subscribe();
		running.dispose();
		assertThat(this.begun).containsExactly("first", "second");
	}

	@Test
	void keepsTheOrderWhenOneThatWaitsIsCancelled() {
		begin(APP, "first", this.first.asMono()).subscribe();
		Disposable waiting = begin(APP, "second", Mono.just("2")).subscribe();
		begin(APP, "third", Mono.just("3")).subscribe();
		waiting.dispose();
		assertThat(this.begun).containsExactly("first");
		this.first.tryEmitValue("1");
		assertThat(this.begun).containsExactly("first", "third");
	}

	private Mono<String> begin(AzureApp app, String name, Mono<String> result) {
		return this.turns.take(app, Mono.defer(() -> {
			this.begun.add(name);
			return result;
		}));
	}

	private static AzureApp app(String name) {
		return new AzureApp(FakeAzure.SUBSCRIPTION, "g", null, name, "blueprint");
	}

}
