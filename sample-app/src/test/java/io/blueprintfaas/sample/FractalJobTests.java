package io.blueprintfaas.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of {@link FractalJob}, {@link Tile} and {@link Picture}.
 */
class FractalJobTests {

	private static final int INSIDE = 0xff050914;

	private final FractalJob job = new FractalJob();

	@Test
	void colourTellsInsideFromOutside() throws IOException {
		BufferedImage image = draw(new Tile(-2, 2, 4, 0, 0, 40, 200));
		assertThat(image.getWidth()).isEqualTo(40);
		assertThat(image.getHeight()).isEqualTo(40);
		assertThat(image.getRGB(20, 20)).isEqualTo(INSIDE);
		assertThat(image.getRGB(0, 0)).isNotEqualTo(INSIDE);
	}

	@Test
	void setIsSymmetric() throws IOException {
		BufferedImage image = draw(new Tile(-2, 2, 4, 0, 0, 40, 200));
		for (int x = 0; x < 40; x++) {
			assertThat(image.getRGB(x, 12)).isEqualTo(image.getRGB(x, 27));
		}
	}

	@Test
	void tellsPlaceAndProcess() throws IOException {
		RenderedTile tile = this.job.fractal(new Tile(0, 0, 1, 4, 2, 8, 10));
		assertThat(tile.column()).isEqualTo(4);
		assertThat(tile.row()).isEqualTo(2);
		assertThat(tile.pid()).isEqualTo(ProcessHandle.current().pid());
	}

	@Test
	void tilesCoverThePictureFromTheMiddle() {
		List<Tile> tiles = new Picture(-0.5, 0.25, 3).tiles();
		assertThat(tiles).hasSize(24);
		assertThat(tiles.get(0).column()).isBetween(2, 3);
		assertThat(tiles.get(0).row()).isBetween(1, 2);
		assertThat(tiles).extracting((tile) -> tile.row() * 6 + tile.column()).doesNotHaveDuplicates();
		assertThat(tiles).anySatisfy((tile) -> {
			assertThat(tile.column()).isZero();
			assertThat(tile.row()).isZero();
			assertThat(tile.x()).isEqualTo(-2);
			assertThat(tile.y()).isEqualTo(1.25);
		});
	}

	@Test
	void looksLongerTheDeeperItIs() {
		assertThat(new Picture(0, 0, 1e-9).tiles().get(0).maxIterations())
			.isGreaterThan(4 * new Picture(0, 0, 4).tiles().get(0).maxIterations());
	}

	@Test
	void refusesWhatCannotBeDrawn() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Picture(0, 0, 1e-13))
			.withMessage("'width' must be from 1.0E-12 to 8.0, but is 1.0E-13");
		assertThatIllegalArgumentException().isThrownBy(() -> new Picture(Double.NaN, 0, 1))
			.withMessage("'x' must be from -4 to 4, but is NaN");
		assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 1, 0, 0, 5000, 10))
			.withMessage("'pixels' must be from 1 to 1024, but is 5000");
	}

	private BufferedImage draw(Tile tile) throws IOException {
		return ImageIO.read(new ByteArrayInputStream(this.job.fractal(tile).png()));
	}

}
