package io.blueprintfaas.runtime;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FunctionApplicationTests {

	@AfterEach
	void clear() {
		System.clearProperty(FunctionEnvironment.ENABLED_PROPERTY);
		System.clearProperty(FunctionEnvironment.MAIN_CLASS_PROPERTY);
	}

	// All in one test: a process starts its application only once
	@Test
	void startsTheApplicationOnce() {
		FunctionRuntime runtime = FunctionApplication.start(Application.class.getName());
		assertThat(runtime).isSameAs(Application.runtime);
		assertThat(FunctionApplication.start(Application.class.getName())).isSameAs(runtime);
		assertThat(Application.starts).isEqualTo(1);
		assertThatIllegalStateException().isThrownBy(() -> FunctionApplication.start("com.example.Other"))
			.withMessage("Main class 'com.example.Other' cannot be started: this process runs '%s'",
					Application.class.getName());
		assertThatIllegalStateException().isThrownBy(() -> FunctionApplication.publish(runtime))
			.withMessageContaining("start only one Spring application in 'main'");
	}

	@Test
	void readsMainClassFromProperty() {
		System.setProperty(FunctionEnvironment.MAIN_CLASS_PROPERTY, " com.example.Application ");
		assertThat(FunctionEnvironment.mainClass()).isEqualTo("com.example.Application");
	}

	@Test
	void readsMainClassFromThePackageUnlessThePropertyNamesOne(@TempDir Path directory) throws IOException {
		Path file = directory.resolve("META-INF/blueprint-faas/function.properties");
		Files.createDirectories(file.getParent());
		Files.writeString(file, "main-class=com.example.Packaged\n");
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader packaged = new URLClassLoader(new URL[] { directory.toUri().toURL() }, before)) {
			Thread.currentThread().setContextClassLoader(packaged);
			assertThat(FunctionEnvironment.mainClass()).isEqualTo("com.example.Packaged");
			System.setProperty(FunctionEnvironment.MAIN_CLASS_PROPERTY, "com.example.Application");
			assertThat(FunctionEnvironment.mainClass()).isEqualTo("com.example.Application");
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Test
	void saysHowToNameTheMainClass() {
		System.setProperty(FunctionEnvironment.MAIN_CLASS_PROPERTY, "");
		assertThatExceptionOfType(FunctionStartException.class).isThrownBy(FunctionEnvironment::mainClass)
			.withMessage("The application's main class is not known: set the environment variable BLUEPRINT_MAIN_CLASS "
					+ "or the system property 'blueprint.faas.function.main-class' to its name");
	}

	/**
	 * An application that is ready at once.
	 */
	public static final class Application {

		private static final FunctionRuntime runtime = new FunctionRuntime(List.of());

		private static volatile int starts;

		private Application() {
		}

		public static void main(String[] arguments) {
			starts = starts + 1;
			FunctionApplication.publish(runtime);
		}

	}

}
