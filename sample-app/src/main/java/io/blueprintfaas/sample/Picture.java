package io.blueprintfaas.sample;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.springframework.util.Assert;

/**
 * A part of the Mandelbrot set, to be drawn in tiles.
 *
 * @param x middle in the complex plane, from -4 to 4
 * @param y middle in the complex plane, from -4 to 4
 * @param width width in the complex plane, from 1e-12 to 8: below that a {@code double}
 * is too coarse
 */
record Picture(double x, double y, double width) {

	static final int COLUMNS = 6;

	static final int ROWS = 4;

	static final int TILE_PIXELS = 160;

	private static final double WIDEST = 8;

	private static final double NARROWEST = 1e-12;

	Picture {
		Assert.isTrue(Math.abs(x) <= 4, () -> "'x' must be from -4 to 4, but is " + x);
		Assert.isTrue(Math.abs(y) <= 4, () -> "'y' must be from -4 to 4, but is " + y);
		Assert.isTrue(width >= NARROWEST && width <= WIDEST,
				() -> "'width' must be from %s to %s, but is %s".formatted(NARROWEST, WIDEST, width));
	}

	/**
	 * The tiles, those in the middle first.
	 * @return all tiles
	 */
	List<Tile> tiles() {
		return IntStream.range(0, COLUMNS * ROWS)
			.mapToObj((i) -> tile(i % COLUMNS, i / COLUMNS))
			.sorted(Comparator.comparingDouble(this::distance))
			.toList();
	}

	private Tile tile(int column, int row) {
		double size = this.width / COLUMNS;
		double left = this.x + (column - COLUMNS / 2.0) * size;
		double top = this.y - (row - ROWS / 2.0) * size;
		return new Tile(left, top, size, column, row, TILE_PIXELS, maxIterations());
	}

	// The deeper, the longer it takes until a point is known to be outside
	private int maxIterations() {
		double doublings = Math.max(0, Math.log(WIDEST / this.width) / Math.log(2));
		return (int) (250 + 150 * doublings);
	}

	private double distance(Tile tile) {
		return Math.hypot(tile.column() - (COLUMNS - 1) / 2.0, tile.row() - (ROWS - 1) / 2.0);
	}

}
