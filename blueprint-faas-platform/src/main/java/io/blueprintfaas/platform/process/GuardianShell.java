package io.blueprintfaas.platform.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A small shell that reads process groups from a pipe. When the pipe ends, it kills every
 * group that it knows and ends.
 *
 * @param process the shell
 */
record GuardianShell(Process process) {

	private static final String SCRIPT = """
			trap '' HUP INT TERM
			groups=' '
			while read -r op pid; do
				case $op in
				+) groups="$groups$pid " ;;
				k) kill -s KILL -- "-$pid" ;;
				x) kill -s KILL -- "-$pid"
					case $groups in
					*" $pid "*) groups="${groups%% $pid *} ${groups#* $pid }" ;;
					esac ;;
				esac
			done
			for pid in $groups; do
				kill -s KILL -- "-$pid"
			done
			""";

	static GuardianShell start(Path setsid, Path sh) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(setsid.toString(), sh.toString(), "-c", SCRIPT);
		builder.environment().clear();
		builder.directory(Path.of("/").toFile());
		builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		builder.redirectError(ProcessBuilder.Redirect.DISCARD);
		return new GuardianShell(builder.start());
	}

	// a group to know of
	void add(long pid) throws IOException {
		write('+', pid);
	}

	// a group to kill and still to know of
	void kill(long pid) throws IOException {
		write('k', pid);
	}

	// a group to kill and to know of no more
	void killAndForget(long pid) throws IOException {
		write('x', pid);
	}

	private void write(char operation, long pid) throws IOException {
		OutputStream pipe = this.process.getOutputStream();
		pipe.write((operation + " " + pid + "\n").getBytes(StandardCharsets.US_ASCII));
		pipe.flush();
	}

	void end() throws IOException {
		this.process.getOutputStream().close();
	}

}
