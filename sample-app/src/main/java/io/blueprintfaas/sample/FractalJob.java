package io.blueprintfaas.sample;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

import javax.imageio.ImageIO;

import org.springframework.stereotype.Component;

import io.blueprintfaas.FaasJob;

/**
 * Computes pieces of the Mandelbrot set: nothing but processor time, and more of it the
 * deeper one looks. The pieces are independent, so many functions can share a picture.
 */
@Component
class FractalJob {

	/** Points per pixel and direction, for smooth edges. */
	private static final int SAMPLES = 2;

	private static final double ESCAPED = 256;

	/**
	 * Computes one piece.
	 * @param tile which one, and how precisely
	 * @return the piece
	 * @throws IOException if it cannot be written as a PNG file
	 */
	@FaasJob(id = 2, name = "fractal", idempotent = true)
	RenderedTile fractal(Tile tile) throws IOException {
		BufferedImage image = new BufferedImage(tile.pixels(), tile.pixels(), BufferedImage.TYPE_INT_RGB);
		double step = tile.size() / tile.pixels();
		for (int row = 0; row < tile.pixels(); row++) {
			for (int column = 0; column < tile.pixels(); column++) {
				double x = tile.x() + column * step;
				double y = tile.y() - row * step;
				image.setRGB(column, row, pixel(x, y, step / SAMPLES, tile.maxIterations()));
			}
		}
		return new RenderedTile(tile.column(), tile.row(), png(image), ProcessHandle.current().pid());
	}

	private static int pixel(double x, double y, double step, int maxIterations) {
		Palette.Mixture mixture = new Palette.Mixture();
		for (int i = 0; i < SAMPLES * SAMPLES; i++) {
			double sampleX = x + (i % SAMPLES + 0.5) * step;
			double sampleY = y - (i / SAMPLES + 0.5) * step;
			mixture.add(steps(sampleX, sampleY, maxIterations));
		}
		return mixture.rgb();
	}

	// Not a whole number, or the colours would show rings; infinite inside the set
	private static double steps(double pointX, double pointY, int maxIterations) {
		double x = 0;
		double y = 0;
		double distance = 0;
		int steps = 0;
		while (distance <= ESCAPED && steps < maxIterations) {
			double next = x * x - y * y + pointX;
			y = 2 * x * y + pointY;
			x = next;
			distance = x * x + y * y;
			steps++;
		}
		return (distance <= ESCAPED) ? Double.POSITIVE_INFINITY
				: steps + 1 - Math.log(Math.log(distance) / 2) / Math.log(2);
	}

	private static byte[] png(BufferedImage image) throws IOException {
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		ImageIO.write(image, "png", png);
		return png.toByteArray();
	}

}
