package io.blueprintfaas.sample;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasExecutor;
import io.blueprintfaas.FaasRegistry;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.FaasStatus;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.JobKey;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what the page asks for, with every job in this application.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "sample.demo=false", "blueprint.faas.enabled=false" })
class PageTests {

	private static final String PID = "pid " + ProcessHandle.current().pid();

	private static final JobKey FRACTAL = new JobKey(2, "fractal");

	@Autowired
	private FaasRegistry registry;

	@LocalServerPort
	private int port;

	private WebTestClient client = WebTestClient.bindToServer().build();

	@BeforeEach
	void connect() {
		this.client = WebTestClient.bindToServer()
			.baseUrl("http://localhost:" + this.port)
			.responseTimeout(Duration.ofMinutes(1))
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(-1))
			.build();
	}

	@AfterEach
	void unregister() {
		this.registry.unregister(FRACTAL.id());
	}

	@Test
	void servesThePage() {
		String page = get("/");
		assertThat(page).contains("<title>Blueprint FaaS sample</title>");
		assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
		for (String file : new String[] { "main.js", "calls.js", "fractal.js", "server.js", "square.js",
				"thumbnails.js", "style.css", "icon.svg" }) {
			assertThat(get("/" + file)).isNotBlank();
		}
	}

	@Test
	void tellsAboutItself() {
		this.client.get()
			.uri("/api/about")
			.exchange()
			.expectBody()
			.jsonPath("$.pid")
			.isEqualTo(ProcessHandle.current().pid())
			.jsonPath("$.functions")
			.isEmpty();
	}

	/**
	 * A server that stopped reading a connection would leave the page waiting for good.
	 */
	@Test
	void usesNoConnectionTwice() {
		this.client.get().uri("/api/about").exchange().expectHeader().valueEquals("Connection", "close");
	}

	@Test
	void squaresLargeNumbersExactly() {
		this.client.get()
			.uri("/api/square?number=4294967295")
			.exchange()
			.expectBody()
			.jsonPath("$.value")
			.isEqualTo("18446744065119617025")
			.jsonPath("$.call.here")
			.isEqualTo(true)
			.jsonPath("$.call.instance")
			.isEqualTo(PID);
	}

	@Test
	void makesThumbnailsOfTheExample() {
		String lines = thumbnails("64,128", get("/api/example.jpg", byte[].class));
		assertThat(lines.lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains(PID).contains("\"error\":null"))
			.anySatisfy((line) -> assertThat(line).contains("\"item\":64"))
			.anySatisfy((line) -> assertThat(line).contains("\"item\":128"));
	}

	@Test
	void tellsForEachWidthThatThereIsNoPicture() {
		assertThat(thumbnails("64,128", "hello".getBytes()).lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("This is no picture that can be read (5 bytes)"));
	}

	@Test
	void drawsAllTiles() {
		assertThat(get("/api/fractal?x=-0.65&y=0&width=3.6").lines()).hasSize(24)
			.allSatisfy((line) -> assertThat(line).contains("\"png\":\"iVBOR").contains(PID));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					/api/square?number=twelve             | 'twelve' is no whole number from 0 to 18446744073709551615
					/api/square?number=-1                 | '-1' is no whole number from 0 to 18446744073709551615
					/api/square?number=4294967296         | The square of 4294967296 does not fit into 64 bits: the largest number to square is 4294967295
					/api/square                           | 'number' is missing
					/api/fractal?x=0&y=0                  | 'width' is missing
					/api/fractal?x=0&y=0&width=wide       | 'width' must be a value of type double
					/api/fractal?x=0&y=9&width=1          | 'y' must be from -4 to 4, but is 9.0
					/api/fractal?x=0&y=0&width=0          | 'width' must be from 1.0E-12 to 8.0, but is 0.0
					/api/fractal?x=0&y=0&width=1&local=so | 'local' must be a value of type boolean
					""",
			quoteCharacter = '"')
	void saysWhatIsWrong(String address, String sentence) {
		this.client.get()
			.uri(address)
			.exchange()
			.expectStatus()
			.isBadRequest()
			.expectBody()
			.jsonPath("$.error")
			.isEqualTo(sentence);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			?widths=5                | hello | 400 | The width must be from 16 to 2000 pixels, but is 5
			?widths=                 | hello | 400 | Ask for 1 to 6 widths, not for 0
			?widths=20,20,20,20,20,20,20 | hello | 400 | Ask for 1 to 6 widths, not for 7
			?widths=20               |       | 400 | A picture must be sent
			""")
	void saysWhatIsWrongWithAnUpload(String query, String body, int status, String sentence) {
		WebTestClient.RequestBodySpec request = this.client.post()
			.uri("/api/thumbnails" + query)
			.contentType(MediaType.APPLICATION_OCTET_STREAM);
		((body != null) ? request.bodyValue(body.getBytes()) : request).exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody()
			.jsonPath("$.error")
			.isEqualTo(sentence);
	}

	@Test
	void refusesLargeUploads() {
		this.client.post()
			.uri("/api/thumbnails?widths=20")
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.bodyValue(new byte[10 * 1024 * 1024 + 1])
			.exchange()
			.expectStatus()
			.isEqualTo(413)
			.expectBody()
			.jsonPath("$.error")
			.isEqualTo("The picture is too large: a file may have up to 10 MB");
	}

	@Test
	void takesUploadsUpToTheLimit() {
		assertThat(thumbnails("20", new byte[10 * 1024 * 1024])).contains("This is no picture that can be read");
	}

	@Test
	void hangingUpEndsTheCallsUnderWayAndBeginsNoOthers() {
		AtomicInteger begun = new AtomicInteger();
		AtomicInteger cancelled = new AtomicInteger();
		this.registry.register(FRACTAL,
				executor((request) -> Mono.<FaasResponse>never()
					.doOnSubscribe((subscription) -> begun.incrementAndGet())
					.doOnCancel(cancelled::incrementAndGet)));
		Disposable stream = WebClient.create("http://localhost:" + this.port)
			.get()
			.uri("/api/fractal?x=0&y=0&width=1")
			.retrieve()
			.bodyToFlux(String.class)
			.subscribe();
		Awaitility.await().until(() -> begun.get() == 4);
		stream.dispose();
		Awaitility.await().until(() -> cancelled.get() == 4);
		assertThat(begun).hasValue(4);
	}

	@Test
	void tellsForEachTileThatTheFunctionIsNotReached() {
		this.registry.register(FRACTAL, executor((request) -> Mono
			.error(new FaasUnavailableException("Nobody there", new FaasCall(FRACTAL, "nowhere", null), null))));
		assertThat(get("/api/fractal?x=3&y=3&width=1").lines()).hasSize(24)
			.allSatisfy((line) -> assertThat(line).contains("\"error\":\"Nobody there"));
		assertThat(get("/api/fractal?x=3&y=3&width=1&local=true")).doesNotContain("Nobody there");
	}

	private String thumbnails(String widths, byte[] picture) {
		String lines = this.client.post()
			.uri("/api/thumbnails?widths=" + widths)
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.bodyValue(picture)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody();
		assertThat(lines).isNotNull();
		return lines;
	}

	private String get(String address) {
		return get(address, String.class);
	}

	private <T> T get(String address, Class<T> type) {
		T body = this.client.get()
			.uri(address)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(type)
			.returnResult()
			.getResponseBody();
		assertThat(body).isNotNull();
		return body;
	}

	private static FaasExecutor executor(Function<FaasRequest, Mono<FaasResponse>> invocation) {
		return new FaasExecutor() {

			@Override
			public Mono<FaasResponse> invoke(FaasRequest request) {
				return invocation.apply(request);
			}

			@Override
			public Mono<FaasStatus> status() {
				return Mono.just(FaasStatus.available());
			}

			@Override
			public String provider() {
				return "nowhere";
			}

		};
	}

}
