package io.blueprintfaas.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Tells whether processes run that are not children of the test.
 */
public final class RunningProcesses {

	private RunningProcesses() {
	}

	/**
	 * Whether a process runs. One that has ended does not, even if the system's first
	 * process has not taken notice yet.
	 * @param pid its id
	 * @return {@code false} if it has ended
	 */
	public static boolean has(long pid) {
		return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !isZombie(pid);
	}

	private static boolean isZombie(long pid) {
		try {
			String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
			return stat.charAt(stat.lastIndexOf(')') + 2) == 'Z';
		}
		catch (IOException ex) {
			return false;
		}
	}

}
