package io.blueprintfaas.runtime;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

import io.blueprintfaas.FaasJob;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.wire.WireRequest;

import static org.assertj.core.api.Assertions.assertThat;

class FunctionRuntimeMetricsTests {

	private final FunctionRuntime runtime = TestHandlers.runtime(new Jobs());

	@Test
	void firstCallIsColdAndTellsTheStart() {
		FaasMetrics first = call(1);
		assertThat(first.coldStart()).isTrue();
		assertThat(first.init()).isPositive();
		FaasMetrics second = call(1);
		assertThat(second.coldStart()).isFalse();
		assertThat(second.init()).isNull();
	}

	@Test
	void firstCallIsNotColdAfterWarming() {
		FaasMetrics warmed = this.runtime.handle(WireRequest.warm(1)).metrics();
		assertThat(warmed.coldStart()).isNull();
		assertThat(call(1).coldStart()).isFalse();
	}

	@Test
	void startEndsWhenTheFunctionIsReady() {
		long before = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime()).toMillis();
		this.runtime.ready();
		assertThat(call(1).init()).isGreaterThanOrEqualTo(Duration.ofMillis(before));
	}

	@Test
	void measuresTheHandlerAndNamesTheProcess() {
		FaasMetrics metrics = call(1);
		assertThat(metrics.execution()).isBetween(Duration.ofMillis(30), Duration.ofSeconds(20));
		assertThat(metrics.instance()).isEqualTo("pid " + ProcessHandle.current().pid());
		assertThat(metrics.total()).isNull();
		assertThat(metrics.billed()).isNull();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void tellsLargestResidentMemory() {
		DataSize before = call(1).memoryUsed();
		assertThat(before).isGreaterThan(DataSize.ofMegabytes(10));
		assertThat(call(2).memoryUsed()).isGreaterThanOrEqualTo(before);
	}

	@Test
	void doesNotTellMemoryWhenNobodyKnows(@TempDir Path folder) throws Exception {
		assertThat(new InstanceMemory(folder.resolve("absent")).peak()).isNull();
		Path strange = Files.writeString(folder.resolve("strange"), "Name:\tjava\nVmRSS:\t 12 kB\n");
		assertThat(new InstanceMemory(strange).peak()).isNull();
	}

	@Test
	void readsPeakOfStatus(@TempDir Path folder) throws Exception {
		Path status = Files.writeString(folder.resolve("status"), "Name:\tjava\nVmHWM:\t  106960 kB\nVmRSS:\t 12 kB\n");
		assertThat(new InstanceMemory(status).peak()).isEqualTo(DataSize.ofKilobytes(106960));
	}

	private FaasMetrics call(long job) {
		return this.runtime.handle(Calls.call(job, "[]")).metrics();
	}

	static final class Jobs {

		@FaasJob(id = 1)
		void busy() {
			long end = System.nanoTime() + Duration.ofMillis(30).toNanos();
			while (System.nanoTime() < end) {
				Thread.onSpinWait();
			}
		}

		@FaasJob(id = 2)
		int hungry() {
			busy();
			byte[] large = new byte[32 * 1024 * 1024];
			return large.length;
		}

	}

}
