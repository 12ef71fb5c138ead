package io.blueprintfaas.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A package for platforms that start {@code bootstrap} as a process and talk to it
 * through its standard input and output. Its manifest says that the process may be kept
 * alive for further calls; platforms that do not know the manifest start a process for
 * each call.
 */
public final class PipeLayout implements PackageLayout {

	private static final String ENTRY_CLASS = "io.blueprintfaas.runtime.pipe.PipeMain";

	private final JavaBootstrap bootstrap;

	/**
	 * For a platform that has a Java.
	 */
	public PipeLayout() {
		this(new JavaBootstrap());
	}

	/**
	 * With options and a Java.
	 * @param bootstrap writes the executable, the application and its Java
	 */
	public PipeLayout(JavaBootstrap bootstrap) {
		this.bootstrap = bootstrap;
	}

	@Override
	public String name() {
		return "pipe";
	}

	@Override
	public void write(ApplicationFiles application, PackageWriter writer) throws IOException {
		this.bootstrap.write(application, ENTRY_CLASS, writer);
		writer.add("blueprint.json", "{\"keep_alive\":true}\n".getBytes(StandardCharsets.UTF_8), false);
	}

}
