package io.blueprintfaas.runtime.azure;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.HttpStatus;
import com.microsoft.azure.functions.annotation.HttpTrigger;

/**
 * Entry point of all functions of an app on the Java runtimes of Azure Functions. Azure's
 * worker makes an instance for each call; all of them share one application, which starts
 * when the first function is loaded. Safe for concurrent calls.
 * <p>
 * The status tells Azure what the body tells the caller: 500 if the handler threw or the
 * application did not start, so that it counts as an error; 400 if the request cannot be
 * read; and 200 for everything else, also for a call that was refused.
 */
public final class AzureHttpFunction {

	/**
	 * Answers a request. Its body is text, since that is what Azure's host sends the
	 * worker of everything that does not say it is binary; declared as bytes, the worker
	 * would not hand it over.
	 * @param request the request, with JSON as its body
	 * @param context what Azure says of the call
	 * @return the answer as JSON
	 */
	public HttpResponseMessage run(
			@HttpTrigger(name = "request", methods = HttpMethod.POST) HttpRequestMessage<Optional<String>> request,
			ExecutionContext context) {
		long begun = System.nanoTime();
		byte[] body = request.getBody().orElse("").getBytes(StandardCharsets.UTF_8);
		Map.Entry<Integer, byte[]> answer = PackagedApplication.get().apply(body, begun);
		return request.createResponseBuilder(HttpStatus.valueOf(answer.getKey()))
			.header("Content-Type", "application/json")
			.body(answer.getValue())
			.build();
	}

}
