package io.blueprintfaas.sample;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Polygon;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

import javax.imageio.ImageIO;

/**
 * A picture to try things with: hills at dusk, drawn here so that no file is needed.
 */
final class ExamplePicture {

	static final int WIDTH = 1600;

	static final int HEIGHT = 1000;

	private static final int RIDGES = 6;

	private ExamplePicture() {
	}

	/**
	 * Draws the picture.
	 * @return a JPEG file
	 */
	static byte[] jpeg() {
		BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
		Graphics2D graphics = image.createGraphics();
		graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
		paintSky(graphics);
		for (int ridge = 0; ridge < RIDGES; ridge++) {
			paintRidge(graphics, ridge);
		}
		graphics.dispose();
		return write(image);
	}

	private static void paintSky(Graphics2D graphics) {
		fill(graphics, new GradientPaint(0, 0, new Color(38, 62, 110), 0, HEIGHT * 0.7f, new Color(250, 196, 140)));
		float[] distances = { 0, 0.09f, 0.1f, 1 };
		Color[] glow = { new Color(255, 250, 228), new Color(255, 246, 214), new Color(255, 226, 160, 130),
				new Color(255, 210, 150, 0) };
		fill(graphics, new RadialGradientPaint(WIDTH * 0.64f, HEIGHT * 0.42f, HEIGHT * 0.6f, distances, glow));
	}

	private static void paintRidge(Graphics2D graphics, int ridge) {
		float nearness = (ridge + 1f) / RIDGES;
		Polygon outline = new Polygon();
		outline.addPoint(0, HEIGHT);
		for (int x = 0; x <= WIDTH; x += 4) {
			outline.addPoint(x, top(x, ridge));
		}
		outline.addPoint(WIDTH, HEIGHT);
		graphics.setColor(
				new Color((int) (150 - 132 * nearness), (int) (134 - 100 * nearness), (int) (158 - 104 * nearness)));
		graphics.fillPolygon(outline);
	}

	private static int top(int x, int ridge) {
		double base = HEIGHT * (0.5 + 0.085 * ridge);
		double slopes = Math.sin(x * 0.0042 + ridge * 2.1) * 46 + Math.sin(x * 0.0105 + ridge * 4.7) * 22;
		double rocks = Math.sin(x * 0.037 + ridge * 1.3) * 5 + Math.sin(x * 0.081 + ridge) * 2.5;
		return (int) (base - slopes - rocks);
	}

	private static void fill(Graphics2D graphics, Paint paint) {
		graphics.setPaint(paint);
		graphics.fillRect(0, 0, WIDTH, HEIGHT);
	}

	private static byte[] write(BufferedImage image) {
		try {
			ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
			ImageIO.write(image, "jpg", jpeg);
			return jpeg.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The example picture cannot be written", ex);
		}
	}

}
