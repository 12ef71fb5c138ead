package io.blueprintfaas.observation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard asks for metrics and labels that exist, and for all of them.
 */
class GrafanaDashboardTests {

	private static final Pattern METRIC = Pattern.compile("\\bfaas_(?!job\\b)[a-z_]+");

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!=|!~|=)\\s*\"");

	private static final Pattern GROUPING = Pattern.compile("by \\(([^)]*)\\)");

	private static final JsonNode DASHBOARD = JsonMapper.builder()
		.build()
		.readTree(Path.of("..", "docs", "grafana", "blueprint-faas.json"));

	private static final Map<String, FaasMeterDocumentation> EXPORTED = exported();

	@Test
	void asksForMetricsThatExist() {
		assertThat(metrics()).isNotEmpty().isSubsetOf(EXPORTED.keySet());
	}

	@Test
	void showsEveryMetric() {
		assertThat(metrics().stream().map(EXPORTED::get)).contains(FaasMeterDocumentation.values());
	}

	@Test
	void asksForLabelsThatTheMetricsHave() {
		assertThat(expressions()).allSatisfy((expression) -> {
			Set<String> known = new HashSet<>(Set.of("le"));
			find(METRIC, expression, 0).forEach((metric) -> Arrays.stream(EXPORTED.get(metric).getKeyNames())
				.map((key) -> key.asString().replace('.', '_'))
				.forEach(known::add));
			assertThat(find(LABEL, expression, 1)).isSubsetOf(known);
			assertThat(find(GROUPING, expression, 1).flatMap((labels) -> Stream.of(labels.split(",\\s*"))))
				.isSubsetOf(known);
		});
	}

	@Test
	void panelsHaveTitlesPlacesAndIdsOfTheirOwn() {
		List<JsonNode> panels = DASHBOARD.get("panels").valueStream().toList();
		assertThat(panels).extracting((panel) -> panel.get("id").asInt()).doesNotHaveDuplicates();
		assertThat(panels).extracting((panel) -> panel.get("gridPos").toString()).doesNotHaveDuplicates();
		assertThat(panels).allSatisfy((panel) -> assertThat(panel.get("title").asString()).isNotBlank());
		assertThat(panels.stream()
			.filter((panel) -> panel.toString().contains("cost_estimate"))
			.map((panel) -> panel.get("description").asString())).hasSize(2)
			.allMatch((description) -> description.startsWith("ESTIMATE"));
		assertThat(DASHBOARD.get("schemaVersion").asInt()).isGreaterThanOrEqualTo(39);
	}

	private static List<String> expressions() {
		return Stream
			.concat(DASHBOARD.findValues("expr").stream().map(JsonNode::asString),
					DASHBOARD.get("templating").findValues("definition").stream().map(JsonNode::asString))
			.toList();
	}

	private static Set<String> metrics() {
		return expressions().stream().flatMap((expression) -> find(METRIC, expression, 0)).collect(Collectors.toSet());
	}

	private static Stream<String> find(Pattern pattern, String text, int group) {
		return pattern.matcher(text).results().map((MatchResult result) -> result.group(group));
	}

	// Names as Prometheus gets them, from Micrometer's own registry for it.
	private static Map<String, FaasMeterDocumentation> exported() {
		Map<String, FaasMeterDocumentation> names = new HashMap<>();
		for (FaasMeterDocumentation meter : FaasMeterDocumentation.values()) {
			PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
			TestMeters.register(meter, registry);
			registry.scrape()
				.lines()
				.filter((line) -> !line.startsWith("#"))
				.map((line) -> line.split("[{ ]", 2)[0])
				.forEach((name) -> names.put(name, meter));
			if (meter.getType() == Meter.Type.TIMER) {
				names.put(registry.config().namingConvention().name(meter.getName(), meter.getType(), "seconds")
						+ "_bucket", meter);
			}
		}
		return names;
	}

}
