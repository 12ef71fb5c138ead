package io.blueprintfaas.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link ThumbnailJob} and {@link ExamplePicture}.
 */
class ThumbnailJobTests {

	private final ThumbnailJob job = new ThumbnailJob();

	@Test
	void keepsProportionsAndFormat() throws IOException {
		byte[] thumbnail = this.job.thumbnail(ExamplePicture.jpeg(), 320);
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(thumbnail));
		assertThat(image.getWidth()).isEqualTo(320);
		assertThat(image.getHeight()).isEqualTo(200);
		assertThat(thumbnail).startsWith(0xff, 0xd8);
	}

	@Test
	void keepsTransparency() throws IOException {
		byte[] thumbnail = this.job.thumbnail(png(new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB)), 32);
		assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail)).getRGB(5, 5)).isZero();
	}

	@Test
	void limitsTheHeight() throws IOException {
		byte[] thumbnail = this.job.thumbnail(png(new BufferedImage(1, 4000, BufferedImage.TYPE_INT_RGB)), 1000);
		assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail)).getHeight()).isEqualTo(2000);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no picture" })
	void failsWhenThereIsNoPicture(String text) {
		assertThatExceptionOfType(UnreadableImageException.class)
			.isThrownBy(() -> this.job.thumbnail(text.getBytes(), 100))
			.withMessage("This is no picture that can be read (%d bytes): use a JPEG, PNG, GIF or BMP file"
				.formatted(text.length()));
	}

	@Test
	void failsWhenPictureIsCutOff() throws IOException {
		byte[] half = new byte[300];
		System.arraycopy(ExamplePicture.jpeg(), 0, half, 0, half.length);
		assertThatExceptionOfType(UnreadableImageException.class).isThrownBy(() -> this.job.thumbnail(half, 100));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 0, 15, 2001 })
	void refusesWidths(int width) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.job.thumbnail(new byte[0], width))
			.withMessage("The width must be from 16 to 2000 pixels, but is %d".formatted(width));
	}

	private static byte[] png(BufferedImage image) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageIO.write(image, "png", out);
		return out.toByteArray();
	}

}
