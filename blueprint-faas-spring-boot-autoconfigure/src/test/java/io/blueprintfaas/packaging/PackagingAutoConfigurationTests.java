package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import io.blueprintfaas.packaging.PackagingProperties.Jre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class PackagingAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(PackagingAutoConfiguration.class));

	@TempDir
	private Path directory;

	@Test
	void makesPackagerAndLayout() {
		this.contextRunner.run((context) -> {
			assertThat(context).hasSingleBean(FunctionPackager.class)
				.hasSingleBean(JavaBootstrap.class)
				.hasSingleBean(PipeLayout.class)
				.hasSingleBean(LambdaLayout.class)
				.hasSingleBean(LambdaCustomRuntimeLayout.class)
				.hasSingleBean(GcpLayout.class)
				.hasSingleBean(ActionLoopLayout.class);
			assertThat(context.getBean(PackagingProperties.class))
				.isEqualTo(new PackagingProperties(null, List.of(), List.of(), Jre.NONE, List.of(), null));
		});
	}

	@Test
	void backsOffForPackagerOfTheApplication() {
		FunctionPackager own = mock(FunctionPackager.class);
		this.contextRunner.withBean(FunctionPackager.class, () -> own)
			.run((context) -> assertThat(context.getBean(FunctionPackager.class)).isSameAs(own));
	}

	@Test
	void bindsProperties() {
		this.contextRunner
			.withPropertyValues("blueprint.faas.packaging.main-class=com.example.App",
					"blueprint.faas.packaging.include=a-*.jar,b.jar", "blueprint.faas.packaging.exclude=c.jar",
					"blueprint.faas.packaging.jre=bundled", "blueprint.faas.packaging.jvm-options=-Da=b",
					"blueprint.faas.packaging.directory=" + this.directory)
			.run((context) -> assertThat(context.getBean(PackagingProperties.class))
				.isEqualTo(new PackagingProperties("com.example.App", List.of("a-*.jar", "b.jar"), List.of("c.jar"),
						Jre.BUNDLED, List.of("-Da=b"), this.directory)));
	}

	@Test
	void refusesOptionsThatAreNone() {
		this.contextRunner.withPropertyValues("blueprint.faas.packaging.jvm-options=Xmx1g")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("'jvmOptions' must be options that begin with '-', each on one line, but one is 'Xmx1g'"));
	}

	@Test
	void packagesTheTestThatRuns() {
		this.contextRunner
			.withPropertyValues("blueprint.faas.packaging.main-class=" + SampleFiles.MAIN_CLASS,
					"blueprint.faas.packaging.directory=" + this.directory)
			.run((context) -> {
				Path file = context.getBean(FunctionPackager.class)
					.packApplication(context.getBean(PipeLayout.class))
					.file();
				assertThat(file).hasParent(this.directory).isRegularFile();
			});
	}

}
