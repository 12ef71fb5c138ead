package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import org.springframework.util.Assert;

/**
 * A package for the Go runtimes of Apache OpenWhisk and DigitalOcean Functions, which
 * start {@code exec} whatever it is made of, and have no Java, so that the package brings
 * one.
 */
public final class ActionLoopLayout implements PackageLayout {

	private static final String EXECUTABLE = "exec";

	private static final String ENTRY_CLASS = "io.blueprintfaas.runtime.openwhisk.ActionLoopMain";

	private final JavaBootstrap bootstrap;

	private final String environmentMark;

	/**
	 * A layout without a mark of the environment.
	 * @param bootstrap writes the executable, the application and its Java
	 */
	public ActionLoopLayout(JavaBootstrap bootstrap) {
		this(bootstrap, "");
	}

	private ActionLoopLayout(JavaBootstrap bootstrap, String environmentMark) {
		Assert.isTrue(environmentMark.lines().count() <= 1,
				() -> "The mark of the environment must be one line, for example 'openwhisk/action-golang-v1.24', but "
						+ "is '%s'".formatted(environmentMark));
		this.bootstrap = bootstrap;
		this.environmentMark = environmentMark.strip();
	}

	/**
	 * The same layout with a mark of the one environment in which its packages start.
	 * @param mark what the runtime's image has in {@code OW_EXECUTION_ENV}, such as
	 * {@code openwhisk/action-golang-v1.24}: it starts only packages with the same mark.
	 * Empty for images that do not have it, which ignore a mark
	 * @return a layout whose packages have the mark in the file {@code exec.env}, or no
	 * such file
	 * @throws IllegalArgumentException if the mark has several lines
	 */
	public ActionLoopLayout withEnvironmentMark(String mark) {
		return new ActionLoopLayout(this.bootstrap, mark);
	}

	@Override
	public String name() {
		return "actionloop";
	}

	@Override
	public boolean isCompact() {
		return true;
	}

	/**
	 * Writes the entries of the package.
	 * @param application the application's own files and its libraries
	 * @param writer takes the entries, in any order
	 * @throws IOException if a file cannot be read or written
	 * @throws PackagingException if the package brings no Java
	 */
	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		if (!this.bootstrap.bringsJava()) {
			throw new PackagingException("The Go runtimes of OpenWhisk have no Java, and the package brings none: "
					+ "give the layout a 'JavaBootstrap' with the folder of a Java", null);
		}
		this.bootstrap.write(application, ENTRY_CLASS, EXECUTABLE, writer);
		if (!this.environmentMark.isEmpty()) {
			writer.add("exec.env", (this.environmentMark + "\n").getBytes(StandardCharsets.UTF_8), false);
		}
	}

}
