package io.blueprintfaas.command;

import java.io.Console;
import java.lang.reflect.Method;

import org.springframework.util.ReflectionUtils;

/**
 * Whether a person watches.
 */
final class Terminal {

	private Terminal() {
	}

	// From Java 22 on there is always a console, which knows whether it is a terminal
	static boolean isThere() {
		Console console = System.console();
		if (console == null || System.getenv("CI") != null || "dumb".equals(System.getenv("TERM"))) {
			return false;
		}
		Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
	}

}
