package io.blueprintfaas.platform.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What the first bytes of a program tell about the machine that it needs.
 *
 * @param head the first bytes, one character each
 */
record ProgramFile(String head) {

	private static final int HEAD = 4096;

	private static final int ELF_BYTE_ORDER = 5;

	private static final int ELF_MACHINE = 18;

	private static final Map<Integer, String> MACHINES = Map.of(3, "x86", 22, "s390x", 40, "arm", 62, "amd64", 183,
			"aarch64", 243, "riscv64");

	static ProgramFile read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return new ProgramFile(new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1));
		}
	}

	// what is named after "#!"; a carriage return at its end is part of it
	@Nullable String interpreter() {
		return this.head.startsWith("#!") ? this.head.substring(2).stripLeading().split("[ \t\n]", 2)[0] : null;
	}

	// the program that a dynamically linked program is loaded by
	@Nullable String loader() {
		int start = isElf() ? this.head.indexOf("/lib") : -1;
		int end = (start >= 0) ? this.head.indexOf('\0', start) : -1;
		return (end >= 0) ? this.head.substring(start, end) : null;
	}

	/**
	 * The system or processor that the program was built for.
	 * @return its name, or {@code null} if it is unknown or this machine's
	 */
	@Nullable String foreignPlatform() {
		if (this.head.startsWith("MZ")) {
			return "Windows";
		}
		if (this.head.startsWith("\u00CF\u00FA\u00ED\u00FE") || this.head.startsWith("\u00CA\u00FE\u00BA\u00BE")) {
			return "macOS";
		}
		String machine = isElf() ? MACHINES.get(elfMachine()) : null;
		return System.getProperty("os.arch").equals(machine) ? null : machine;
	}

	private boolean isElf() {
		return this.head.startsWith("\u007FELF") && this.head.length() > ELF_MACHINE + 1;
	}

	private int elfMachine() {
		char first = this.head.charAt(ELF_MACHINE);
		char second = this.head.charAt(ELF_MACHINE + 1);
		boolean bigEndian = this.head.charAt(ELF_BYTE_ORDER) == 2;
		return bigEndian ? (first << 8) + second : (second << 8) + first;
	}

}
