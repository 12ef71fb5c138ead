package io.blueprintfaas.sample;

import java.util.List;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import io.blueprintfaas.invocation.FaasOutcome;
import io.blueprintfaas.invocation.FaasTemplate;

/**
 * The calls that the terminal shows.
 */
@Component
class DemoCalls {

	private static final int TILES = 6;

	private final FaasTemplate template;

	DemoCalls(FaasTemplate template) {
		this.template = template;
	}

	/**
	 * Calls each job, and once with what it must refuse.
	 * @return a table of what happened
	 */
	Mono<DemoTable> run() {
		DemoTable table = new DemoTable();
		byte[] picture = ExamplePicture.jpeg();
		byte[] text = { 'h', 'e', 'l', 'l', 'o' };
		return Flux
			.concat(square(table, 12), square(table, 4_000_000_000L), thumbnail(table, "a picture", picture),
					tiles(table), thumbnail(table, "no picture", text))
			.then(Mono.just(table));
	}

	private Flux<?> square(DemoTable table, long number) {
		String in = Long.toString(number);
		return this.template.map("square", byte[].class, List.of(SquareJob.toBytes(number)), 1)
			.doOnNext((outcome) -> add(table, "square", in, outcome));
	}

	private Flux<?> thumbnail(DemoTable table, String what, byte[] image) {
		String in = "%s, %s".formatted(what, size(image));
		List<Object[]> arguments = List.<Object[]>of(new Object[] { image, 320 });
		return this.template.map("thumbnail", byte[].class, arguments, 1)
			.doOnNext((outcome) -> add(table, "thumbnail", in, outcome));
	}

	private Flux<?> tiles(DemoTable table) {
		List<Tile> tiles = new Picture(-0.75, 0.1, 0.05).tiles().subList(0, TILES);
		return this.template.map("fractal", RenderedTile.class, tiles, 2)
			.doOnNext((outcome) -> add(table, "fractal",
					"tile %d, %d".formatted(outcome.item().column(), outcome.item().row()), outcome));
	}

	private static void add(DemoTable table, String job, String in, FaasOutcome<?, ?> outcome) {
		if (outcome.result() != null) {
			table.add(job, in, describe(outcome.result().value()), outcome.result());
		}
		else if (outcome.error() != null) {
			table.addFailure(job, in, outcome.error());
		}
	}

	private static String describe(Object value) {
		if (value instanceof RenderedTile tile) {
			return "PNG, " + size(tile.png());
		}
		byte[] bytes = (byte[]) value;
		return (bytes.length == Long.BYTES) ? Long.toUnsignedString(SquareJob.toNumber(bytes)) : "JPEG, " + size(bytes);
	}

	private static String size(byte[] bytes) {
		return (bytes.length < 1000) ? bytes.length + " B" : "%d kB".formatted(Math.round(bytes.length / 1000.0));
	}

}
