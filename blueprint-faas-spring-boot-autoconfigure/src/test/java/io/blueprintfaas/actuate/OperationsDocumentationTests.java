package io.blueprintfaas.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import io.blueprintfaas.actuate.HttpCaller.Answer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The requests that the documentation shows get the answers that it shows, but for what
 * is another each time.
 */
class OperationsDocumentationTests {

	private static final Path PAGE = Path.of("..", "docs", "operations.md");

	private static final Pattern EXAMPLE = Pattern.compile("```shell\\ncurl ([^\\n]+)\\n```\\n\\n```json\\n(.+?)\\n```",
			Pattern.DOTALL);

	private static final Pattern BODY = Pattern.compile("-d '([^']+)'");

	private static final Pattern ADDRESS = Pattern.compile("localhost:8080/actuator([^' ]+)");

	private static final String JOB = "blueprint.faas.jobs.thumbnail.";

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(SerializationFeature.INDENT_OUTPUT)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	@ParameterizedTest
	@EnumSource
	void everyExampleIsTrue(Stack stack) throws IOException {
		List<Example> examples = examples();
		assertThat(examples).hasSize(7);
		stack.run(List.of(JOB + "memory=768MB", JOB + "timeout=30s", JOB + "max-concurrency=3",
				JOB + "circuit-breaker.enabled=true", JOB + "overflow.local-permits=4",
				"management.endpoint.health.show-details=always"), (context, http) -> {
					context.getBean(StagedFaasDeployer.class).ends(Mono.never());
					context.getBean(StagedJobs.class).thumbnail(new byte[3], 128);
					for (Example example : examples) {
						Answer answer = example.send(http);
						assertThat(comparable(answer.body())).as(example.request())
							.isEqualTo(comparable(example.answer()));
					}
				});
	}

	// What is another each time is replaced, and what an operation has done by the time
	// it
	// is answered left out.
	private static String comparable(String json) {
		String same = MAPPER.writeValueAsString(MAPPER.readValue(json, Object.class));
		return same.replaceAll("\"[0-9a-f-]{36}\"", "\"<id>\"")
			.replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"<time>\"")
			.replaceAll("(\\w+Millis\" : )[0-9.E-]+", "$1<millis>")
			.replaceAll("\"why\" : \"(application.yml:\\d+|[^\"]+ of test)\"", "\"why\" : \"<source>\"")
			.replaceAll("(?s)\"steps\" : \\[[^]]*\\]", "\"steps\" : \"<steps>\"");
	}

	private static List<Example> examples() throws IOException {
		List<Example> examples = new ArrayList<>();
		Matcher matcher = EXAMPLE.matcher(Files.readString(PAGE));
		while (matcher.find()) {
			examples.add(new Example(matcher.group(1), matcher.group(2)));
		}
		return examples;
	}

	/**
	 * An example of the page.
	 *
	 * @param request the options of the command
	 * @param answer the JSON below it
	 */
	private record Example(String request, String answer) {

		Answer send(HttpCaller http) {
			Matcher address = ADDRESS.matcher(this.request);
			assertThat(address.find()).as(this.request).isTrue();
			Matcher body = BODY.matcher(this.request);
			return body.find() ? http.post(address.group(1), body.group(1)) : http.get(address.group(1));
		}

	}

}
