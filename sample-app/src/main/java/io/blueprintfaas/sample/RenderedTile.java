package io.blueprintfaas.sample;

/**
 * A finished piece of a picture.
 *
 * @param column place in the picture, 0 at the left
 * @param row place in the picture, 0 at the top
 * @param png the piece as a PNG file
 * @param pid number of the process that computed it
 */
record RenderedTile(int column, int row, byte[] png, long pid) {

	@Override
	public String toString() {
		return "RenderedTile[column=%d, row=%d, png=%d bytes, pid=%d]".formatted(this.column, this.row, this.png.length,
				this.pid);
	}

}
