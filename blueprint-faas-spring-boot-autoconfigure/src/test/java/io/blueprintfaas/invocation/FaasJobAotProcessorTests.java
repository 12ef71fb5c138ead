package io.blueprintfaas.invocation;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.javapoet.ClassName;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;

import static org.assertj.core.api.Assertions.assertThat;

class FaasJobAotProcessorTests {

	private final RuntimeHints hints = hints(Jobs.class);

	@Test
	void isFoundBySpring() {
		assertThat(AotServices.factories().load(BeanRegistrationAotProcessor.class))
			.hasAtLeastOneElementOfType(FaasJobAotProcessor.class);
	}

	@Test
	void handlersCanBeInvoked() throws NoSuchMethodException {
		assertThat(RuntimeHintsPredicates.reflection()
			.onMethodInvocation(Jobs.class.getDeclaredMethod("render", List.class))).accepts(this.hints);
	}

	@Test
	void whatTravelsCanBeWrittenAndRead() {
		for (Class<?> type : List.of(Page.class, Picture.class)) {
			assertThat(RuntimeHintsPredicates.reflection()
				.onType(type)
				.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
		}
	}

	@Test
	void declaredExceptionsCanBeRebuilt() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(UnreadableException.class)
			.withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)).accepts(this.hints);
	}

	@Test
	void otherBeansNeedNothing() {
		RuntimeHints other = hints(Object.class);
		assertThat(RuntimeHintsPredicates.reflection().onType(Page.class)).rejects(other);
	}

	private static RuntimeHints hints(Class<?> bean) {
		GenericApplicationContext context = new GenericApplicationContext();
		context.registerBean("jobs", bean);
		DefaultGenerationContext generation = new DefaultGenerationContext(
				new ClassNameGenerator(ClassName.get("com.example", "Application")), new InMemoryGeneratedFiles());
		new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
		return generation.getRuntimeHints();
	}

	record Page(String text, int number) {

	}

	record Picture(byte[] bytes) {

	}

	static class UnreadableException extends IOException {

		UnreadableException(String message) {
			super(message);
		}

	}

	static class Jobs {

		@FaasJob(id = 1)
		Mono<Picture> render(List<Page> pages) throws UnreadableException {
			return Mono.empty();
		}

	}

}
