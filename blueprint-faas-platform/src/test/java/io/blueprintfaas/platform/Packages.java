package io.blueprintfaas.platform;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packages of functions that are shell scripts.
 */
final class Packages {

	/** The example of the specification: squares a 64 bit number in little endian. */
	static final String SQUARE = """
			#!/bin/sh
			IFS= read -r request
			first=$(printf '%s' "$request" | sed 's/.*"args":\\[\\([0-9]*\\).*/\\1/')
			printf '{"job_id":0,"result":[%d,0,0,0,0,0,0,0],"success":true}' $((first * first))
			""";

	/** Answers each line with its number, and the id of its process. */
	static final String COUNTER = """
			#!/bin/sh
			n=-1
			while IFS= read -r request; do
				n=$((n + 1))
				printf '{"job_id":0,"result":[%d],"success":true,"error":null}\\n' "$n"
			done
			""";

	private Packages() {
	}

	static byte[] script(String bootstrap) {
		return new Builder().file("bootstrap", bootstrap).build();
	}

	static byte[] keptAlive(String bootstrap) {
		return new Builder().file("bootstrap", bootstrap).file("blueprint.json", "{\"keep_alive\": true}").build();
	}

	static Builder builder() {
		return new Builder();
	}

	static final class Builder {

		private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

		private final ZipOutputStream zip = new ZipOutputStream(this.bytes);

		Builder file(String name, String content) {
			return file(name, content.getBytes(StandardCharsets.UTF_8));
		}

		Builder file(String name, byte[] content) {
			try {
				ZipEntry entry = new ZipEntry(name);
				entry.setLastModifiedTime(FileTime.fromMillis(1_600_000_000_000L));
				this.zip.putNextEntry(entry);
				this.zip.write(content);
				this.zip.closeEntry();
				return this;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		byte[] build() {
			try {
				this.zip.close();
				return this.bytes.toByteArray();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
