package io.blueprintfaas.platform.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Says why a program was not run: what the system said of it, which file it is about, and
 * what to do.
 */
public final class ExecFailure {

	/** What JDKs say of an errno: "error=2, text" or "error: 2 (text)". */
	private static final Pattern ERRNO = Pattern.compile("error[=:] ?\\d+,? ?\\(?([^)]+)\\)?");

	private ExecFailure() {
	}

	/**
	 * Looks for the words of the launcher in what was written to stderr.
	 * @param executable the program
	 * @param stderr what was written
	 * @return why the program was not run, or {@code null} if nothing says that it was
	 * not
	 */
	public static @Nullable String reported(Path executable, String stderr) {
		Matcher said = Pattern
			.compile("^setsid: .*" + Pattern.quote(executable.toString()) + "'?: (.+)$", Pattern.MULTILINE)
			.matcher(stderr);
		return said.find() ? explain(executable, said.group(1).strip()) : null;
	}

	/**
	 * Looks whether a program that failed was built for another machine. The system then
	 * gives it to a shell, whose words are of no help.
	 * @param executable the program
	 * @return what it was built for, or {@code null} if it may be run here
	 */
	public static @Nullable String foreign(Path executable) {
		try {
			String platform = ProgramFile.read(executable).foreignPlatform();
			return (platform != null) ? "'%s' is a program for %s, but this machine is %s %s (Exec format error): "
				.formatted(executable.getFileName(), platform, System.getProperty("os.name"),
						System.getProperty("os.arch"))
					+ "build it for this machine" : null;
		}
		catch (IOException ex) {
			// it cannot be looked at, and so nothing is said of it
			return null;
		}
	}

	static String of(Path executable, IOException failure) {
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		String message = String.valueOf(cause.getMessage());
		Matcher errno = ERRNO.matcher(message);
		return explain(executable, errno.find() ? errno.group(1).strip() : message);
	}

	private static String explain(Path executable, String reason) {
		try {
			return explain(executable, ProgramFile.read(executable), reason);
		}
		catch (IOException ex) {
			return "'%s' cannot be read (%s): deploy the function again".formatted(executable, ex);
		}
	}

	private static String explain(Path executable, ProgramFile program, String reason) {
		Path name = executable.getFileName();
		String interpreter = program.interpreter();
		if (interpreter != null && interpreter.endsWith("\r")) {
			return "the first line of '%s' ends with a carriage return, which is taken as part of the interpreter's name '%s' (%s): save it with Unix line ends"
				.formatted(name, interpreter.strip(), reason);
		}
		if (interpreter != null && !isProgram(interpreter)) {
			return "'%s' is to be run by '%s', which this machine does not have as an executable file (%s): install it, or name another after '#!'"
				.formatted(name, interpreter, reason);
		}
		String loader = program.loader();
		if (loader != null && !isProgram(loader)) {
			return "'%s' is to be loaded by '%s', which this machine does not have (%s): link it statically, or build it for this system's C library"
				.formatted(name, loader, reason);
		}
		return "the system refuses to run '%s' (%s): check that it runs on this machine, and that its folder is on a file system that allows programs"
			.formatted(executable, reason);
	}

	private static boolean isProgram(String path) {
		File file = new File(path);
		return file.isFile() && file.canExecute();
	}

}
