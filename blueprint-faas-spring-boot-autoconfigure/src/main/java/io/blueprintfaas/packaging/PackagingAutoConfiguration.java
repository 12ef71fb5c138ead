package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;

/**
 * Auto-configuration of the packager, on the caller's side.
 */
@AutoConfiguration
@Lazy
@ConditionalOnProperty(name = "blueprint.faas.function.enabled", havingValue = "false", matchIfMissing = true)
@EnableConfigurationProperties(PackagingProperties.class)
public final class PackagingAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(FunctionPackager.class)
	ApplicationPackager applicationPackager(PackagingProperties properties, ListableBeanFactory beans) {
		MainClass mainClass = new MainClass(properties.mainClass(), beans);
		RunningApplication application = new RunningApplication(System.getProperty("java.class.path"), mainClass,
				properties.include());
		LibraryFilter libraries = new LibraryFilter(properties.include(), properties.exclude());
		return new ApplicationPackager(application, libraries,
				() -> PackageDirectory.create(properties.directory(), "app-" + workingDirectory()));
	}

	@Bean
	@ConditionalOnMissingBean
	JavaBootstrap javaBootstrap(PackagingProperties properties) {
		Supplier<@Nullable Path> runtime = switch (properties.jre()) {
			case NONE -> () -> null;
			case BUNDLED -> () -> image(properties).folder();
		};
		return new JavaBootstrap(properties.jvmOptions(), runtime);
	}

	@Bean
	@ConditionalOnMissingBean
	PipeLayout pipeLayout(JavaBootstrap bootstrap) {
		return new PipeLayout(bootstrap);
	}

	@Bean
	@ConditionalOnMissingBean
	LambdaLayout lambdaLayout() {
		return new LambdaLayout();
	}

	@Bean
	@ConditionalOnMissingBean
	LambdaCustomRuntimeLayout lambdaCustomRuntimeLayout(JavaBootstrap bootstrap) {
		return new LambdaCustomRuntimeLayout(bootstrap);
	}

	@Bean
	@ConditionalOnMissingBean
	GcpLayout gcpLayout() {
		return new GcpLayout();
	}

	@Bean
	@ConditionalOnMissingBean
	ActionLoopLayout actionLoopLayout(JavaBootstrap bootstrap, PackagingProperties properties) {
		return new ActionLoopLayout(bootstrap.withJava(() -> image(properties).folder()));
	}

	@Bean
	@ConditionalOnMissingBean
	AzureLayouts azureLayouts(JavaBootstrap bootstrap) {
		return new AzureLayouts(bootstrap);
	}

	private static JavaRuntimeImage image(PackagingProperties properties) {
		Path directory = PackageDirectory.create(properties.directory(), "jre");
		return new JavaRuntimeImage(Path.of(System.getProperty("java.home")), directory);
	}

	// Applications started in different folders do not remove each other's packages
	private static String workingDirectory() {
		return new Fingerprint().add(System.getProperty("user.dir")).toString().substring(0, 16);
	}

}
