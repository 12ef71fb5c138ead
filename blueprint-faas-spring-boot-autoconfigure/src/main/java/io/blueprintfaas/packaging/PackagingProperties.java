package io.blueprintfaas.packaging;

import java.nio.file.Path;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * Properties of packages of this application.
 *
 * @param mainClass Main class of the application, if it is not the one that was started
 * @param include File names of jars to take though they are left out as a rule, with *
 * for any characters. A folder of test classes is taken by its name, such as test-classes
 * @param exclude File names of jars to leave out, with * for any characters
 * @param jre Whether the package brings a Java of its own
 * @param jvmOptions Options of the JVM that runs the function
 * @param directory Folder for packages, and for what is made on the way to them. By
 * default below the folder for temporary files
 */
@ConfigurationProperties("blueprint.faas.packaging")
public record PackagingProperties(@Nullable String mainClass, @DefaultValue List<String> include,
		@DefaultValue List<String> exclude, @DefaultValue("none") Jre jre, @DefaultValue List<String> jvmOptions,
		@Nullable Path directory) {

	public PackagingProperties {
		include = List.copyOf(include);
		exclude = List.copyOf(exclude);
		jvmOptions = List.copyOf(jvmOptions);
		for (String option : jvmOptions) {
			Assert.isTrue(option.startsWith("-") && option.lines().count() == 1,
					() -> "'jvmOptions' must be options that begin with '-', each on one line, but one is '%s'"
						.formatted(option));
		}
	}

	/**
	 * Whether a package brings a Java of its own.
	 */
	public enum Jre {

		/**
		 * The platform has one.
		 */
		NONE,

		/**
		 * The parts of the JDK that runs this application which Spring applications need.
		 */
		BUNDLED

	}

}
