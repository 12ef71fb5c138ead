package io.blueprintfaas.azure;

import java.io.IOException;
import java.net.URL;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;

import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.HttpPipelineNextPolicy;
import com.azure.core.http.HttpPipelineNextSyncPolicy;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.RequestRetryCondition;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import reactor.core.publisher.Mono;

import io.blueprintfaas.provider.CallPreparationException;

/**
 * Sends requests to Azure's management again that are throttled, or fail for a moment,
 * after the wait that Azure asks for. Only those for which twice is the same as once: to
 * read, to put and to delete, but not to start anything.
 */
final class AzureRetryPolicy extends RetryPolicy {

	AzureRetryPolicy() {
		this(Duration.ofMillis(250));
	}

	AzureRetryPolicy(Duration delay) {
		super(new RetryOptions(
				new ExponentialBackoffOptions().setMaxRetries(3).setBaseDelay(delay).setMaxDelay(Duration.ofSeconds(8)))
			.setShouldRetryCondition(AzureRetryPolicy::isMomentary));
	}

	@Override
	public Mono<HttpResponse> process(HttpPipelineCallContext context, HttpPipelineNextPolicy next) {
		return isRepeatable(context.getHttpRequest()) ? super.process(context, next) : next.process();
	}

	@Override
	public HttpResponse processSync(HttpPipelineCallContext context, HttpPipelineNextSyncPolicy next) {
		return isRepeatable(context.getHttpRequest()) ? super.processSync(context, next) : next.processSync();
	}

	// To be refused, or to have no credentials, is not for a moment.
	private static boolean isMomentary(RequestRetryCondition condition) {
		HttpResponse answer = condition.getResponse();
		if (answer != null) {
			int status = answer.getStatusCode();
			return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
		}
		Throwable failure = condition.getThrowable();
		return AzureFailures.find(failure, CallPreparationException.class) == null
				&& (AzureFailures.find(failure, IOException.class) != null
						|| AzureFailures.find(failure, TimeoutException.class) != null);
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
