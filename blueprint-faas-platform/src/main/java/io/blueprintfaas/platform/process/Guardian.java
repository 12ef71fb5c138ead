package io.blueprintfaas.platform.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Kills process groups, and outlives the platform by a moment: a shell that kills every
 * group that it knows when its pipe ends, because the platform closed it or died.
 */
final class Guardian implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(Guardian.class);

	private static final String WITHOUT = "What a function leaves running is not ended with it, nor if the platform is "
			+ "killed, and only its first process counts for its memory, for ";

	private final Path setsid;

	private final Path sh;

	private final Set<Long> groups = new HashSet<>();

	private GuardianShell shell;

	private boolean closed;

	private Guardian(Path setsid, Path sh) throws IOException {
		this.setsid = setsid;
		this.sh = sh;
		this.shell = GuardianShell.start(setsid, sh);
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
		tell((told) -> told.add(pid));
	}

	/**
	 * Kills a group that is still known to have its leader.
	 * @param pid the leader's id
	 */
	synchronized void kill(long pid) {
		if (this.groups.contains(pid)) {
			tell((told) -> told.kill(pid));
		}
	}

	/**
	 * Kills what is left of a group whose leader has ended, and forgets it: its id may
	 * soon belong to somebody else.
	 * @param pid the leader's id
	 */
	synchronized void killAndForget(long pid) {
		if (this.groups.remove(pid)) {
			tell((told) -> told.killAndForget(pid));
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
			this.shell.end();
		}
		catch (IOException ex) {
			logger.debug("The guardian shell was gone before it was closed", ex);
		}
		return this.shell.process();
	}

	private void tell(Order order) {
		if (this.closed) {
			return;
		}
		try {
			order.give(this.shell);
		}
		catch (IOException ex) {
			logger.warn("The guardian shell is gone and started anew");
			replace(order);
		}
	}

	private void replace(Order order) {
		try {
			this.shell = GuardianShell.start(this.setsid, this.sh);
			for (Long group : this.groups) {
				this.shell.add(group);
			}
			order.give(this.shell);
		}
		catch (IOException ex) {
			logger.error("The guardian shell cannot be started: processes of functions may be left", ex);
		}
	}

	/**
	 * What the shell is told.
	 */
	private interface Order {

		void give(GuardianShell shell) throws IOException;

	}

}
