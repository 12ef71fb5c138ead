package io.blueprintfaas.openwhisk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.node.ObjectNode;

import io.blueprintfaas.packaging.ActionLoopProcess;

/**
 * A container whose action is a process of its own, started from the zip as the Go
 * runtimes of OpenWhisk start it.
 */
public final class ActionLoopContainer implements FakeWhiskContainer {

	private final ActionLoopProcess process;

	private int logged;

	private ActionLoopContainer(ActionLoopProcess process) {
		this.process = process;
	}

	/**
	 * Makes containers.
	 * @param folder where packages are unpacked
	 * @return what makes containers from packages
	 */
	public static FakeWhiskContainer.Factory in(Path folder) {
		return (code, environment) -> start(folder, code, environment);
	}

	private static FakeWhiskContainer start(Path folder, byte[] code, Map<String, String> environment)
			throws IOException {
		Path place = Files.createTempDirectory(folder, "container");
		Path zip = Files.write(place.resolve("code.zip"), code);
		ActionLoopProcess process = ActionLoopProcess.start(ActionLoopProcess.unpack(zip, place.resolve("code")), null,
				environment);
		try {
			return new ActionLoopContainer(process.awaitAck());
		}
		catch (IOException ex) {
			process.close();
			throw ex;
		}
	}

	@Override
	public Output run(ObjectNode line) throws IOException {
		String answer = this.process.line(line.toString());
		List<String> lines = this.process.stderr().lines().toList();
		List<String> printed = lines.subList(this.logged, lines.size());
		this.logged = lines.size();
		return new Output(answer, printed);
	}

	@Override
	public void close() {
		this.process.close();
	}

}
