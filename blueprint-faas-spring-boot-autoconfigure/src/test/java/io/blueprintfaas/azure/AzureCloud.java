package io.blueprintfaas.azure;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import io.blueprintfaas.http.StubAnswer;

/**
 * Azure, for tests that run what was deployed.
 */
public final class AzureCloud implements AutoCloseable {

	private final FakeAzure azure = new FakeAzure();

	/**
	 * Has an application find Azure here.
	 * @param context the application before it starts
	 */
	public void register(GenericApplicationContext context) {
		context.registerBean(AzureManagement.class, this.azure::management);
		context.registerBean(WebClient.Builder.class, () -> WebClient.builder().filter(this.azure.filter()),
				(definition) -> definition.setScope("prototype"));
	}

	/**
	 * Has something run what is deployed.
	 * @param runner answers the requests to functions
	 */
	public void run(Runner runner) {
		this.azure.functions.rule = (site, function, request) -> {
			byte[] content = site.content;
			return answer(() -> runner.answer(content, request.path(), request.received().body()));
		};
	}

	private static Mono<StubAnswer> answer(Callable<HttpResponse<byte[]>> call) {
		return Mono.fromCallable(call)
			.subscribeOn(Schedulers.boundedElastic())
			.map((answer) -> new StubAnswer(answer.statusCode(), Map.of("Content-Type", "application/json"),
					answer.body()));
	}

	/**
	 * Requests since the last time.
	 * @return methods and paths, in their order
	 */
	public List<String> take() {
		return this.azure.take();
	}

	@Override
	public void close() {
		this.azure.close();
	}

	/**
	 * Runs packages.
	 */
	public interface Runner {

		/**
		 * Answers a request to a function.
		 * @param zip the package of its app
		 * @param path path of the request
		 * @param body body of the request
		 * @return the answer
		 * @throws Exception if the package cannot be run
		 */
		HttpResponse<byte[]> answer(byte[] zip, String path, byte[] body) throws Exception;

	}

}
