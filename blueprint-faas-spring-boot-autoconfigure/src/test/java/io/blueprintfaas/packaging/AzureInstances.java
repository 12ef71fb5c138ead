package io.blueprintfaas.packaging;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.azure.AzureCloud.Runner;

/**
 * One instance of the app that was deployed last, started when it is called.
 */
final class AzureInstances implements Runner, AutoCloseable {

	private final Path directory;

	private final Start start;

	private byte[] running = new byte[0];

	private @Nullable AzureProcess process;

	private int started;

	/**
	 * Instances in a folder.
	 * @param directory the folder
	 * @param start starts an unpacked package
	 */
	AzureInstances(Path directory, Start start) {
		this.directory = directory;
		this.start = start;
	}

	@Override
	public HttpResponse<byte[]> answer(byte[] zip, String path, byte[] body) throws Exception {
		return of(zip).post(path, new String(body, StandardCharsets.UTF_8));
	}

	private synchronized AzureProcess of(byte[] zip) throws Exception {
		if (this.process == null || !Arrays.equals(zip, this.running)) {
			close();
			Path folder = Files.createDirectory(this.directory.resolve("instance" + this.started++));
			Path file = Files.write(folder.resolve("deployed.zip"), zip);
			this.process = this.start.start(FunctionProcess.unpack(file, folder.resolve("unpacked")));
			this.running = zip;
		}
		return this.process;
	}

	int started() {
		return this.started;
	}

	@Override
	public synchronized void close() {
		if (this.process != null) {
			this.process.close();
		}
	}

	/**
	 * How packages of a runtime are started.
	 */
	interface Start {

		AzureProcess start(Path unpacked) throws Exception;

	}

}
