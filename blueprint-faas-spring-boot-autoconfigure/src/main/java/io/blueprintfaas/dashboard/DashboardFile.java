package io.blueprintfaas.dashboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;

/**
 * A file of the page. Browsers keep it, and ask each time whether it is still the same.
 */
final class DashboardFile {

	private static final String GZIP = "gzip";

	private final MediaType type;

	private final byte[] bytes;

	private final byte[] compressed;

	private final String tag;

	DashboardFile(MediaType type, byte[] bytes) throws IOException {
		this.type = type;
		this.bytes = bytes;
		this.compressed = compress(bytes);
		this.tag = "W/\"%s\"".formatted(DigestUtils.md5DigestAsHex(bytes));
	}

	DashboardAnswer answer(HttpHeaders request) {
		HttpHeaders headers = new HttpHeaders();
		headers.setETag(this.tag);
		headers.setCacheControl(CacheControl.noCache());
		headers.setVary(List.of(HttpHeaders.ACCEPT_ENCODING));
		if (request.getIfNoneMatch().contains(this.tag)) {
			return new DashboardAnswer(HttpStatus.NOT_MODIFIED, headers, new byte[0]);
		}
		headers.setContentType(this.type);
		if (acceptsGzip(request)) {
			headers.set(HttpHeaders.CONTENT_ENCODING, GZIP);
			return new DashboardAnswer(HttpStatus.OK, headers, this.compressed);
		}
		return new DashboardAnswer(HttpStatus.OK, headers, this.bytes);
	}

	private static boolean acceptsGzip(HttpHeaders request) {
		return request.getOrEmpty(HttpHeaders.ACCEPT_ENCODING)
			.stream()
			.flatMap((line) -> List.of(line.split(",")).stream())
			.anyMatch((coding) -> coding.trim().equalsIgnoreCase(GZIP));
	}

	private static byte[] compress(byte[] bytes) throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
			out.write(bytes);
		}
		return compressed.toByteArray();
	}

}
