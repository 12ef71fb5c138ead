package io.blueprintfaas.platform.process;

import java.nio.file.Path;
import java.util.Map;

/**
 * What to start, and how.
 *
 * @param executable the file to run
 * @param directory its working directory
 * @param environment its whole environment: nothing is inherited
 * @param errorLog where its stderr is appended
 * @param memoryLimit most bytes of memory of the process and all it starts
 */
public record LaunchSpec(Path executable, Path directory, Map<String, String> environment, Path errorLog,
		long memoryLimit) {

	/**
	 * Leaves out the values of the environment, which may be secrets.
	 */
	@Override
	public String toString() {
		return "LaunchSpec[executable=%s, environment=%s, memoryLimit=%d]".formatted(this.executable,
				this.environment.keySet(), this.memoryLimit);
	}

}
