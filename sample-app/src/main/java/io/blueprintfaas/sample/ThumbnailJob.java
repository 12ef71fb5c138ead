package io.blueprintfaas.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import net.coobird.thumbnailator.Thumbnails;
import org.springframework.stereotype.Component;
import org.springframework.util.Assert;

import io.blueprintfaas.FaasJob;

/**
 * Makes pictures smaller: memory-heavy work that comes in bursts, and a library that the
 * function simply brings along.
 */
@Component
class ThumbnailJob {

	static final int MIN_WIDTH = 16;

	static final int MAX_WIDTH = 2000;

	/**
	 * Makes a picture as wide as asked for, in the format it has.
	 * @param image a JPEG, PNG, GIF or BMP file
	 * @param width width in pixels, from 16 to 2000; a picture much higher than wide
	 * becomes narrower
	 * @return the smaller picture
	 * @throws UnreadableImageException if the bytes are no such file
	 */
	@FaasJob(id = 1, name = "thumbnail", idempotent = true)
	byte[] thumbnail(byte[] image, int width) throws UnreadableImageException {
		checkWidth(width);
		try {
			ByteArrayOutputStream thumbnail = new ByteArrayOutputStream();
			Thumbnails.of(new ByteArrayInputStream(image)).size(width, MAX_WIDTH).toOutputStream(thumbnail);
			return thumbnail.toByteArray();
		}
		catch (IOException ex) {
			throw new UnreadableImageException(
					"This is no picture that can be read (%d bytes): use a JPEG, PNG, GIF or BMP file"
						.formatted(image.length),
					ex);
		}
	}

	static void checkWidth(int width) {
		Assert.isTrue(width >= MIN_WIDTH && width <= MAX_WIDTH,
				() -> "The width must be from %d to %d pixels, but is %d".formatted(MIN_WIDTH, MAX_WIDTH, width));
	}

}
