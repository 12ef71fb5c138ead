package io.blueprintfaas.platform.web;

import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.platform.error.PlatformException;

/**
 * Reads request bodies up to a limit. What goes beyond it is thrown away until the end of
 * the request, because a client that is still sending would not read the answer; but a
 * body of more than twice its limit is cut off.
 */
final class RequestBodies {

	private RequestBodies() {
	}

	static Mono<byte[]> read(ServerRequest request, DataSize limit) {
		return DataBufferUtils.join(limited(request, limit)).map(RequestBodies::bytes).defaultIfEmpty(new byte[0]);
	}

	static Mono<Path> save(ServerRequest request, DataSize limit, Path file) {
		return DataBufferUtils
			.write(limited(request, limit), file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
			.thenReturn(file);
	}

	private static byte[] bytes(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return bytes;
	}

	private static Flux<DataBuffer> limited(ServerRequest request, DataSize limit) {
		AtomicLong total = new AtomicLong();
		PlatformException tooLarge = PlatformException.tooLarge("The body", limit.toBytes());
		Flux<DataBuffer> body = request.body(BodyExtractors.toDataBuffers());
		return body.<DataBuffer>handle((buffer, sink) -> {
			long read = total.addAndGet(buffer.readableByteCount());
			if (read <= limit.toBytes()) {
				sink.next(buffer);
				return;
			}
			DataBufferUtils.release(buffer);
			if (read > 2 * limit.toBytes()) {
				sink.error(tooLarge);
			}
		}).concatWith(Mono.defer(() -> (total.get() > limit.toBytes()) ? Mono.error(tooLarge) : Mono.empty()));
	}

}
