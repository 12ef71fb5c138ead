package io.blueprintfaas.sample;

import org.springframework.util.Assert;

/**
 * One square piece of a picture of the Mandelbrot set.
 *
 * @param x left edge in the complex plane
 * @param y upper edge in the complex plane
 * @param size length of a side in the complex plane
 * @param column place in the picture, 0 at the left
 * @param row place in the picture, 0 at the top
 * @param pixels length of a side in pixels, from 1 to 1024
 * @param maxIterations steps after which a point counts as inside, from 1 to 100000
 */
record Tile(double x, double y, double size, int column, int row, int pixels, int maxIterations) {

	Tile {
		Assert.isTrue(Double.isFinite(x) && Double.isFinite(y), () -> "No such point: %s, %s".formatted(x, y));
		Assert.isTrue(Double.isFinite(size) && size > 0, () -> "'size' must be more than 0, but is " + size);
		Assert.isTrue(pixels >= 1 && pixels <= 1024, () -> "'pixels' must be from 1 to 1024, but is " + pixels);
		Assert.isTrue(maxIterations >= 1 && maxIterations <= 100_000,
				() -> "'maxIterations' must be from 1 to 100000, but is " + maxIterations);
	}

}
