package io.blueprintfaas.platform.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.blueprintfaas.platform.RunningProcesses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Child processes on a machine that has all programs, and on one that lacks some: the
 * search path of the test holds what is to be there.
 */
@EnabledOnOs(OS.LINUX)
class ChildProcessesTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	@TempDir
	private Path folder;

	private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();

	private @Nullable ChildProcesses processes;

	@AfterEach
	void close() {
		if (this.processes != null) {
			this.processes.close();
		}
		this.scheduler.shutdownNow();
	}

	// a machine whose PATH has these programs and no other
	private ChildProcesses machineWith(String programs) throws IOException {
		Path bin = Files.createDirectories(this.folder.resolve("bin"));
		for (String program : programs.split(" ")) {
			Path real = Executables.ofThisMachine().find(program);
			assertThat(real).isNotNull();
			Files.createSymbolicLink(bin.resolve(program), real);
		}
		this.processes = new ChildProcesses(this.scheduler, new Executables(bin.toString()));
		return this.processes;
	}

	private LaunchSpec script(String script) throws IOException {
		Path executable = this.folder.resolve("bootstrap");
		ForkGate.writeExecutable(() -> Files.writeString(executable, script));
		assertThat(executable.toFile().setExecutable(true)).isTrue();
		return new LaunchSpec(executable, this.folder, Map.of("PATH", System.getenv("PATH")),
				this.folder.resolve("stderr.log"), 64L << 20);
	}

	private static long group(Child child) {
		ProcFileSystem.Usage usage = new ProcFileSystem().usage(child.pid());
		assertThat(usage).isNotNull();
		return usage.group();
	}

	private static String readLine(Child child) throws IOException {
		return new BufferedReader(new InputStreamReader(child.stdout(), StandardCharsets.UTF_8)).readLine();
	}

	private static void awaitEnd(long pid) {
		Awaitility.await().until(() -> !RunningProcesses.has(pid));
	}

	@Test
	void givesAProcessAGroupAndKillsWhatItLeaves() throws Exception {
		Child child = machineWith("setsid sh").start(script("#!/bin/sh\nsleep 300 &\necho $!\nread -r line\n"));
		long left = Long.parseLong(readLine(child));
		assertThat(group(child)).isEqualTo(child.pid());
		child.stdin().close();
		assertThat(child.exitCode(LONG)).isPresent();
		awaitEnd(left);
	}

	@Test
	void killsWhatAProcessLeavesThoughTheGuardianWasKilled() throws Exception {
		Set<Long> before = children();
		ChildProcesses machine = machineWith("setsid sh");
		Set<Long> guardian = children();
		guardian.removeAll(before);
		assertThat(guardian).hasSize(1);
		Child child = machine.start(script("#!/bin/sh\nsleep 300 &\necho $!\nread -r line\n"));
		long left = Long.parseLong(readLine(child));
		ProcessHandle.of(guardian.iterator().next()).ifPresent((shell) -> {
			shell.destroyForcibly();
			shell.onExit().orTimeout(10, TimeUnit.SECONDS).join();
		});
		child.stdin().close();
		assertThat(child.exitCode(LONG)).isPresent();
		awaitEnd(left);
	}

	private static Set<Long> children() {
		return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
	}

	@ParameterizedTest
	@ValueSource(strings = { "sh", "setsid" })
	void killsAProcessAndItsChildrenWhereItCannotHaveAGroup(String programs) throws Exception {
		Child child = machineWith(programs).start(script("#!/bin/sh\nsleep 300 &\necho $!\nread -r line\nwait\n"));
		long grandChild = Long.parseLong(readLine(child));
		assertThat(group(child)).isNotEqualTo(child.pid());
		child.kill();
		assertThat(child.exitCode(LONG)).hasValue(137);
		awaitEnd(grandChild);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sh", "setsid", "setsid sh" })
	void killsWhatRunsWhenItIsClosed(String programs) throws Exception {
		ChildProcesses machine = machineWith(programs);
		Child child = machine.start(script("#!/bin/sh\necho ready\nexec sleep 300\n"));
		assertThat(readLine(child)).isEqualTo("ready");
		machine.close();
		assertThat(child.isAlive()).isFalse();
		LaunchSpec another = script("#!/bin/sh\nexec sleep 300\n");
		assertThatIOException().isThrownBy(() -> machine.start(another)).withMessageContaining("shutting down");
	}

	@ParameterizedTest
	@CsvSource({ "setsid sh,", "sh,exec" })
	void endsWhatUsesTooMuchMemory(String programs, @Nullable String exec) throws Exception {
		// without a group, only the process itself is measured
		Child child = machineWith(programs)
			.start(script("#!/bin/sh\nread -r line\n%s dd if=/dev/zero of=/dev/null bs=200M\n"
				.formatted((exec != null) ? exec : "")));
		child.setBusy(true);
		child.stdin().close();
		assertThat(child.exitCode(LONG)).hasValue(137);
		assertThat(child.memoryExcess()).isGreaterThan(64L << 20);
	}

	@Test
	void saysWhyAProcessCannotBeStartedWithoutALauncher() throws Exception {
		ChildProcesses machine = machineWith("sh");
		LaunchSpec missing = script("#!/no/such/interpreter -x\n");
		assertThatIOException().isThrownBy(() -> machine.start(missing))
			.withMessage("'bootstrap' is to be run by '/no/such/interpreter', which this machine does not have as an "
					+ "executable file (No such file or directory): install it, or name another after '#!'");
		LaunchSpec text = script("#!/etc/passwd\n");
		assertThatIOException().isThrownBy(() -> machine.start(text))
			.withMessageContainingAll("'/etc/passwd'", "(Permission denied)");
	}

}
