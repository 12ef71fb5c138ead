package io.blueprintfaas.sample;

/**
 * Colours for points of the Mandelbrot set, by the number of steps in which they escape.
 */
final class Palette {

	private static final int SIZE = 4096;

	/** Steps of the first cycle; the cycles get longer as more steps are needed. */
	private static final double CYCLE = 2.6;

	/** Red, green and blue at equal distances, the last going over into the first. */
	private static final double[][] STOPS = { { 9, 20, 48 }, { 22, 72, 128 }, { 96, 164, 196 }, { 244, 240, 222 },
			{ 240, 176, 74 }, { 168, 68, 40 }, { 52, 22, 46 } };

	private static final double[][] COLOURS = colours();

	private static final double[] INSIDE = { 5, 9, 20 };

	private Palette() {
	}

	private static double[] colour(double steps) {
		if (steps == Double.POSITIVE_INFINITY) {
			return INSIDE;
		}
		double cycles = Math.log(Math.max(steps, 0) + 3) / CYCLE * 2 - 0.9;
		return COLOURS[Math.floorMod((int) (cycles * SIZE), SIZE)];
	}

	private static double[][] colours() {
		double[][] colours = new double[SIZE][3];
		for (int i = 0; i < SIZE; i++) {
			double position = (double) i * STOPS.length / SIZE;
			int stop = (int) position;
			double share = (1 - Math.cos((position - stop) * Math.PI)) / 2;
			for (int channel = 0; channel < 3; channel++) {
				double from = STOPS[stop][channel];
				double to = STOPS[(stop + 1) % STOPS.length][channel];
				colours[i][channel] = from + (to - from) * share;
			}
		}
		return colours;
	}

	/**
	 * The mean of several colours.
	 */
	static final class Mixture {

		private double red;

		private double green;

		private double blue;

		private int count;

		void add(double steps) {
			double[] colour = colour(steps);
			this.red += colour[0];
			this.green += colour[1];
			this.blue += colour[2];
			this.count++;
		}

		int rgb() {
			return (channel(this.red) << 16) | (channel(this.green) << 8) | channel(this.blue);
		}

		private int channel(double sum) {
			return (int) Math.round(sum / this.count);
		}

	}

}
