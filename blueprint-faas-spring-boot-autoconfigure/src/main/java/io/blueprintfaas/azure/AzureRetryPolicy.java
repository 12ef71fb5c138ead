package io.blueprintfaas.azure;

import java.net.URL;
import java.time.Duration;
import java.util.Locale;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import reactor.core.publisher.Mono;

/**
 * Sends requests to Azure's management again that are throttled, or fail for a moment,
 * after the wait that Azure asks for. Only those for which twice is the same as once: to
 * read, to put and to delete, but not to start anything.
 */
final class AzureRetryPolicy extends RetryPolicy {

	AzureRetryPolicy() {
		super(new RetryOptions(new ExponentialBackoffOptions().setMaxRetries(3)
			.setBaseDelay(Duration.ofMillis(250))
			.setMaxDelay(Duration.ofSeconds(8))));
	}

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		return isRepeatable(context.getHttpRequest()) ? super.process(context, next) : next.process();
	}

	@Override
	public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
		return isRepeatable(context.getHttpRequest()) ? super.processSync(context, next) : next.processSync();
	}

	// Some things that are read, keys among them, are read with POST.
	private static boolean isRepeatable(HttpRequest request) {
		HttpMethod method = request.getHttpMethod();
		return (method == HttpMethod.POST) ? isList(request.getUrl()) : method != HttpMethod.PATCH;
	}

	private static boolean isList(URL url) {
		String path = url.getPath().toLowerCase(Locale.ROOT);
		return path.substring(path.lastIndexOf('/') + 1).startsWith("list");
	}

}
