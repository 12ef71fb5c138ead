package io.blueprintfaas.runtime.pipe;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasJob;

/**
 * Handlers of the test application.
 */
final class PipeJobs {

	@FaasJob(id = 0)
	byte[] square(byte[] number) {
		byte[] square = new byte[8];
		long value = (number[0] & 0xFFL) * (number[0] & 0xFFL);
		for (int i = 0; i < square.length; i++) {
			square[i] = (byte) (value >>> (8 * i));
		}
		return square;
	}

	@FaasJob(id = 1)
	byte[] fail(byte[] message) throws IOException {
		throw new IOException(new String(message, StandardCharsets.UTF_8));
	}

	@FaasJob(id = 2)
	byte[] print(byte[] text) throws IOException {
		for (int i = 0; i < 2_000; i++) {
			System.out.println("printed " + i + " " + "x".repeat(100));
		}
		System.out.write(text);
		System.out.flush();
		return new byte[] { (byte) System.in.read() };
	}

	@FaasJob(id = 3)
	byte[] printPastTheGuard(byte[] text) throws IOException, InterruptedException {
		int status = new ProcessBuilder("sh", "-c", "echo child process; cat").inheritIO().start().waitFor();
		try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
			out.write(text);
			return new byte[] { (byte) status };
		}
		catch (IOException ex) {
			return "refused".getBytes(StandardCharsets.UTF_8);
		}
	}

	@FaasJob(id = 4)
	byte[] sleep(byte[] ignored) throws InterruptedException {
		new CountDownLatch(1).await();
		return ignored;
	}

	@FaasJob(id = 5)
	byte[] busy(byte[] rounds) {
		while (rounds.length > 0) {
			Thread.onSpinWait();
		}
		return rounds;
	}

	@FaasJob(id = 6)
	Mono<byte[]> mono(byte[] bytes) {
		return Mono.fromSupplier(() -> bytes);
	}

	@FaasJob(id = 7)
	CompletableFuture<byte[]> future(byte[] bytes) {
		return CompletableFuture.supplyAsync(() -> bytes);
	}

}
