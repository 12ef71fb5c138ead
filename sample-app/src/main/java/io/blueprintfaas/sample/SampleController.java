package io.blueprintfaas.sample;

import java.util.List;

import org.springframework.http.MediaType;
import org.springframework.util.Assert;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.invocation.FaasResult;
import io.blueprintfaas.invocation.FaasTemplate;

/**
 * The work that the page asks for. With {@code local} it is done in this application, the
 * same way.
 */
@RestController
@RequestMapping("/api")
class SampleController {

	/** As many as {@code application.yml} allows to run at a time. */
	private static final int CONCURRENCY = 4;

	private static final int MAX_WIDTHS = 6;

	private final FaasTemplate functions;

	private final Mono<byte[]> example = Mono.fromCallable(ExamplePicture::jpeg)
		.subscribeOn(Schedulers.boundedElastic())
		.cache();

	SampleController(FaasTemplate functions) {
		this.functions = functions;
	}

	/**
	 * Squares a number.
	 * @param number a whole number, as text because scripts round large ones
	 * @param local whether to do it here
	 * @return the square as text
	 */
	@GetMapping("/square")
	Mono<Answer<String, String>> square(@RequestParam String number,
			@RequestParam(defaultValue = "false") boolean local) {
		return template(local).invoke("square", byte[].class, SquareJob.toBytes(parse(number)))
			.map((result) -> new Answer<>(number, text(result), CallReport.of(result), null));
	}

	/**
	 * Makes a picture smaller, in several widths at a time.
	 * @param widths the widths in pixels
	 * @param local whether to do it here
	 * @param image the picture as a file
	 * @return one answer for each width, as they get ready
	 */
	@PostMapping(path = "/thumbnails", produces = MediaType.APPLICATION_NDJSON_VALUE)
	Flux<Answer<Object, byte[]>> thumbnails(@RequestParam List<Integer> widths,
			@RequestParam(defaultValue = "false") boolean local, @RequestBody byte[] image) {
		Assert.isTrue(!widths.isEmpty() && widths.size() <= MAX_WIDTHS,
				() -> "Ask for 1 to %d widths, not for %d".formatted(MAX_WIDTHS, widths.size()));
		widths.forEach(ThumbnailJob::checkWidth);
		List<Object[]> calls = widths.stream().map((width) -> new Object[] { image, width }).toList();
		return template(local).map("thumbnail", byte[].class, calls, CONCURRENCY)
			.map((outcome) -> Answer.of(outcome.item()[1], outcome));
	}

	/**
	 * Draws a part of the Mandelbrot set. When the page hangs up, no further tile is
	 * begun.
	 * @param x middle in the complex plane
	 * @param y middle in the complex plane
	 * @param width width in the complex plane
	 * @param local whether to do it here
	 * @return one answer for each tile, as they get ready
	 */
	@GetMapping(path = "/fractal", produces = MediaType.APPLICATION_NDJSON_VALUE)
	Flux<Answer<Tile, RenderedTile>> fractal(@RequestParam double x, @RequestParam double y, @RequestParam double width,
			@RequestParam(defaultValue = "false") boolean local) {
		List<Tile> tiles = new Picture(x, y, width).tiles();
		return template(local).map("fractal", RenderedTile.class, tiles, CONCURRENCY)
			.map((outcome) -> Answer.of(outcome.item(), outcome));
	}

	/**
	 * The example picture.
	 * @return a JPEG file
	 */
	@GetMapping(path = "/example.jpg", produces = MediaType.IMAGE_JPEG_VALUE)
	Mono<byte[]> example() {
		return this.example;
	}

	private FaasTemplate template(boolean local) {
		return local ? this.functions.locally() : this.functions;
	}

	private static long parse(String number) {
		try {
			return Long.parseUnsignedLong(number.trim());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException(
					"'%s' is no whole number from 0 to 18446744073709551615".formatted(number), ex);
		}
	}

	private static String text(FaasResult<byte[]> result) {
		byte[] square = result.value();
		Assert.state(square != null, "The job has returned nothing");
		return Long.toUnsignedString(SquareJob.toNumber(square));
	}

}
