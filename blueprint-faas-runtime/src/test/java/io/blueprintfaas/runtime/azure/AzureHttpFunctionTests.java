package io.blueprintfaas.runtime.azure;

import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import com.microsoft.azure.functions.annotation.HttpTrigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class AzureHttpFunctionTests {

	@TempDir
	private Path directory;

	@Test
	void hasTheOneMethodThatTheWorkerLooksForWithTheNameOfItsBinding() {
		List<Method> methods = Arrays.stream(AzureHttpFunction.class.getMethods())
			.filter((method) -> method.getName().equals("run"))
			.toList();
		assertThat(methods).hasSize(1);
		assertThat(methods.get(0).getDeclaringClass()).isEqualTo(AzureHttpFunction.class);
		assertThat(methods.get(0).getParameters()[0].getAnnotation(HttpTrigger.class).name()).isEqualTo("request");
		assertThat(methods.get(0).getGenericParameterTypes()[0])
			.hasToString("com.microsoft.azure.functions.HttpRequestMessage<java.util.Optional<java.lang.String>>");
	}

	@Test
	void applicationIsLoadedByTheJarsThatThePackageNamesInTheirOrder() throws Exception {
		jar("jars/a.jar", Map.of("a.txt", "a", "both.txt", "of a"));
		jar("jars/b.jar", Map.of("b.txt", "b", "both.txt", "of b"));
		Path entry = jar("app.jar", Map.of("META-INF/blueprint-faas/function.properties",
				"main-class=com.example.App\nclass-path=jars/b.jar jars/a.jar\n"));
		try (URLClassLoader own = new URLClassLoader(new URL[] { entry.toUri().toURL() });
				URLClassLoader loader = (URLClassLoader) PackagedApplication.classLoader(own)) {
			assertThat(Arrays.stream(loader.getURLs()).map((url) -> new File(url.getPath()).getName()))
				.containsExactly("b.jar", "a.jar", "app.jar");
			assertThat(loader.getResource("both.txt").getPath()).contains("b.jar!");
			assertThat(loader.getResource("META-INF/blueprint-faas/function.properties")).isNotNull();
			assertThat(loader.getParent()).isEqualTo(ClassLoader.getPlatformClassLoader());
		}
	}

	@Test
	void applicationIsLoadedWithTheEntryPointIfThePackageNamesNoJars() throws Exception {
		ClassLoader own = getClass().getClassLoader();
		assertThat(PackagedApplication.classLoader(own)).isSameAs(own);
		Path entry = jar("app.jar", Map.of("META-INF/blueprint-faas/function.properties", "main-class=App\n"));
		try (URLClassLoader loader = new URLClassLoader(new URL[] { entry.toUri().toURL() }, null)) {
			assertThat(PackagedApplication.classLoader(loader)).isSameAs(loader);
		}
	}

	private Path jar(String name, Map<String, String> entries) throws Exception {
		Path file = this.directory.resolve(name);
		Files.createDirectories(file.getParent());
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
			for (Map.Entry<String, String> entry : entries.entrySet()) {
				jar.putNextEntry(new JarEntry(entry.getKey()));
				jar.write(entry.getValue().getBytes());
			}
		}
		return file;
	}

}
