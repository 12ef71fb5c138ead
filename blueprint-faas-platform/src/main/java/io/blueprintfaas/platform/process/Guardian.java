package io.blueprintfaas.platform.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Kills process groups, and outlives the platform by a moment: a small shell that reads
 * group ids from a pipe. When the pipe ends, because the platform closed it or died, it
 * kills every group that it knows and ends.
 */
final class Guardian implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Guardian.class);

	private static final String WITHOUT = "What a function leaves running is not ended with it, nor if the platform is "
			+ "killed, and only its first process counts for its memory, for ";

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

	private final Path setsid;

	private final Path sh;

	private final Set<Long> groups = new HashSet<>();

	private Process shell;

	private boolean closed;

	private Guardian(Path setsid, Path sh) throws IOException {
		this.setsid = setsid;
		this.sh = sh;
		this.shell = start();
	}

	/**
	 * Starts a guardian if this machine can have one.
	 * @param programs where to look for a POSIX shell and {@code setsid}
	 * @return the guardian, or {@code null} without one of them
	 */
	static @Nullable Guardian startIfPossible(Executables programs) {
		Path setsid = programs.find("setsid");
		Path sh = programs.find("sh");
		try {
			if (setsid != null && sh != null) {
				return new Guardian(setsid, sh);
			}
			logger.warn(WITHOUT + "'%s' is not on the PATH: install it".formatted((setsid != null) ? "sh" : "setsid"));
		}
		catch (IOException ex) {
			logger.warn(WITHOUT + "the shell that does this cannot be started", ex);
		}
		return null;
	}

	/**
	 * The program that makes a process the leader of a group of its own.
	 * @return its path
	 */
	Path setsid() {
		return this.setsid;
	}

	/**
	 * Takes care of a group from now on.
	 * @param pid the leader's id
	 */
	synchronized void watch(long pid) {
		this.groups.add(pid);
		tell('+', pid);
	}

	/**
	 * Kills a group that is still known to have its leader.
	 * @param pid the leader's id
	 */
	synchronized void kill(long pid) {
		if (this.groups.contains(pid)) {
			tell('k', pid);
		}
	}

	/**
	 * Kills what is left of a group whose leader has ended, and forgets it: its id may
	 * soon belong to somebody else.
	 * @param pid the leader's id
	 */
	synchronized void killAndForget(long pid) {
		if (this.groups.remove(pid)) {
			tell('x', pid);
		}
	}

	/**
	 * Kills every group and ends the shell.
	 */
	@Override
	public void close() {
		Process ending = end();
		try {
			if (!ending.waitFor(5, TimeUnit.SECONDS)) {
				logger.warn("The guardian shell (pid %d) did not end within 5 s".formatted(ending.pid()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private synchronized Process end() {
		this.closed = true;
		this.groups.clear();
		try {
			this.shell.getOutputStream().close();
		}
		catch (IOException ex) {
			logger.debug("The guardian shell was gone before it was closed", ex);
		}
		return this.shell;
	}

	private void tell(char operation, long pid) {
		if (this.closed) {
			return;
		}
		try {
			write(operation, pid);
		}
		catch (IOException ex) {
			logger.warn("The guardian shell is gone and started anew");
			replace(operation, pid);
		}
	}

	private void replace(char operation, long pid) {
		try {
			this.shell = start();
			for (Long group : this.groups) {
				write('+', group);
			}
			write(operation, pid);
		}
		catch (IOException ex) {
			logger.error("The guardian shell cannot be started: process group %d may be left".formatted(pid), ex);
		}
	}

	private void write(char operation, long pid) throws IOException {
		OutputStream pipe = this.shell.getOutputStream();
		pipe.write((operation + " " + pid + "\n").getBytes(StandardCharsets.US_ASCII));
		pipe.flush();
	}

	private Process start() throws IOException {
		ProcessBuilder builder = new ProcessBuilder(this.setsid.toString(), this.sh.toString(), "-c", SCRIPT);
		builder.environment().clear();
		builder.directory(Path.of("/").toFile());
		builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
		builder.redirectError(ProcessBuilder.Redirect.DISCARD);
		return builder.start();
	}

}
