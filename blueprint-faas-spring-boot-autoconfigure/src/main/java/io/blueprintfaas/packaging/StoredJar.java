package io.blueprintfaas.packaging;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Jars whose files are not compressed. In a zip that is, they take two thirds of the
 * space of usual jars: classes have much in common with those beside them.
 */
final class StoredJar {

	private StoredJar() {
	}

	/**
	 * Rewrites a jar.
	 * @param jar the jar
	 * @return a jar with the same files and folders in the same order
	 */
	static byte[] of(byte[] jar) throws IOException {
		ByteArrayOutputStream stored = new ByteArrayOutputStream(3 * jar.length);
		try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(jar));
				ZipOutputStream to = new ZipOutputStream(stored)) {
			for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
				byte[] content = from.readAllBytes();
				to.putNextEntry(stored(entry.getName(), content));
				to.write(content);
			}
		}
		return stored.toByteArray();
	}

	private static ZipEntry stored(String name, byte[] content) {
		ZipEntry entry = new ZipEntry(name);
		entry.setTimeLocal(ZipFileWriter.TIME);
		entry.setMethod(ZipEntry.STORED);
		entry.setSize(content.length);
		CRC32 crc = new CRC32();
		crc.update(content);
		entry.setCrc(crc.getValue());
		return entry;
	}

}
