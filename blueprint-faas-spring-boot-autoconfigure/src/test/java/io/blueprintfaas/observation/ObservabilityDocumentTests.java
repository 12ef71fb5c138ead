package io.blueprintfaas.observation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import org.junit.jupiter.api.Test;

import io.blueprintfaas.invocation.FaasCallOutcome;
import io.blueprintfaas.invocation.FaasCallRecord;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The document and the code name the same observations, metrics, keys and units.
 */
class ObservabilityDocumentTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "observability.md");

	@Test
	void documentListsEveryMetricWithItsTypeUnitAndKeys() throws IOException {
		assertThat(rows("| metric |")).containsExactlyElementsOf(Arrays.stream(FaasMeterDocumentation.values())
			.map((meter) -> List.of("`" + meter.getName() + "`",
					meter.getType().name().toLowerCase(Locale.ROOT).replace('_', ' '),
					(meter.getBaseUnit() != null) ? meter.getBaseUnit() : "", keys(meter.getKeyNames())))
			.toList());
	}

	@Test
	void documentListsEveryKeyOfMetrics() throws IOException {
		assertThat(rows("| key |")).extracting((row) -> row.get(0))
			.containsExactly(Arrays.stream(FaasMeterKey.values())
				.map((key) -> "`" + key.asString() + "`")
				.toArray(String[]::new));
	}

	@Test
	void documentListsEveryObservationWithItsKeysAndEvents() throws IOException {
		List<List<String>> keys = new ArrayList<>();
		List<List<String>> events = new ArrayList<>();
		for (FaasObservationDocumentation observation : FaasObservationDocumentation.values()) {
			String name = "`" + observation.getName() + "`";
			for (KeyName key : observation.getLowCardinalityKeyNames()) {
				keys.add(List.of(name, "`" + key.asString() + "`", "metrics, spans"));
			}
			for (KeyName key : observation.getHighCardinalityKeyNames()) {
				keys.add(List.of(name, "`" + key.asString() + "`", "spans"));
			}
			for (Observation.Event event : observation.getEvents()) {
				events.add(List.of(name, "`" + event.getName() + "`"));
			}
		}
		assertThat(rows("| observation | span |")).extracting((row) -> row.get(0))
			.containsExactly("`faas.call`", "`faas.handle`");
		assertThat(rows("| observation | key |")).containsExactlyElementsOf(keys);
		assertThat(rows("| observation | event |")).containsExactlyElementsOf(events);
	}

	@Test
	void documentNamesEveryOutcomePlaceAndState() throws IOException {
		String text = Files.readString(DOCUMENT);
		assertThat(Stream
			.of(Arrays.stream(FaasCallOutcome.values()).map(FaasCallOutcome::label),
					Arrays.stream(FaasCallRecord.Place.values()).map((place) -> place.name().toLowerCase(Locale.ROOT)),
					Arrays.stream(CircuitBreaker.State.values()).map((state) -> state.name().toLowerCase(Locale.ROOT)))
			.flatMap((names) -> names)).allSatisfy((name) -> assertThat(text).contains("`" + name + "`"));
	}

	private static String keys(KeyName[] keys) {
		return Arrays.stream(keys).map((key) -> "`" + key.asString() + "`").collect(Collectors.joining(", "));
	}

	// Rows of the table with this head, without their last column, which explains.
	private static List<List<String>> rows(String head) throws IOException {
		List<String> lines = Files.readAllLines(DOCUMENT);
		int first = lines.indexOf(lines.stream().filter((line) -> line.startsWith(head)).findFirst().orElseThrow());
		return lines.subList(first + 2, lines.size())
			.stream()
			.takeWhile((line) -> line.startsWith("|"))
			.map((line) -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|")).map(String::strip).toList())
			.map((cells) -> cells.subList(0, cells.size() - 1))
			.toList();
	}

}
