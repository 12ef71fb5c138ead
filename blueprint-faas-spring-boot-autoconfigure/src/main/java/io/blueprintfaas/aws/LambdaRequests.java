package io.blueprintfaas.aws;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.LogType;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasRequest;
import io.blueprintfaas.FaasUnavailableException;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireHeaders;
import io.blueprintfaas.wire.WireRequest;
import io.blueprintfaas.wire.WireVersion;

/**
 * Writes calls of one function as requests to AWS Lambda.
 */
final class LambdaRequests {

	static final long MAX_SIZE = 6_291_456;

	static final long MAX_EVENT_SIZE = 1_048_576;

	private static final String TRACE = "X-Amzn-Trace-Id";

	private static final RetryStrategy ONCE = AwsRetryStrategy.doNotRetry();

	/**
	 * Whatever client sends the request, it sends it once: the SDK would repeat it after
	 * failures that leave open whether the function ran.
	 */
	private static final SdkPlugin SEND_ONCE = (client) -> client
		.overrideConfiguration((override) -> override.retryStrategy(ONCE));

	private final FaasJobDefinition job;

	private final LambdaFunction function;

	LambdaRequests(FaasJobDefinition job, LambdaFunction function) {
		this.job = job;
		this.function = function;
	}

	InvokeRequest write(FaasRequest request, Instant deadline, FaasCall call) {
		Duration remaining = Duration.between(Instant.now(), deadline);
		if (remaining.toMillis() <= 0) {
			throw new FaasUnavailableException("The call was not sent: time was up before it could be", call, null);
		}
		byte[] body = body(request, remaining);
		checkSize(body, call);
		return InvokeRequest.builder()
			.functionName(this.function.name())
			.qualifier(this.function.qualifier())
			.invocationType(this.function.event() ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
			.logType(this.function.metrics() ? LogType.TAIL : null)
			.payload(SdkBytes.fromByteArrayUnsafe(body))
			.overrideConfiguration((override) -> override(override, request, remaining))
			.build();
	}

	private byte[] body(FaasRequest request, Duration remaining) {
		return WireFormat.writeRequest((this.job.wire() == WireVersion.V1_1)
				? new WireRequest(WireVersion.V1_1, request.job().id(), request.payload(),
						request.invocationId().toString(), remaining.toMillis(), headers(request), request.contract(),
						false)
				: new WireRequest(WireVersion.V1_0, request.job().id(), request.payload(), null, null, Map.of(), null,
						false));
	}

	private Map<String, String> headers(FaasRequest request) {
		if (!this.function.event()) {
			return request.headers();
		}
		Map<String, String> headers = new HashMap<>(request.headers());
		headers.put(WireHeaders.INVOCATION, WireHeaders.EVENT);
		return headers;
	}

	private void checkSize(byte[] body, FaasCall call) {
		long limit = this.function.event() ? MAX_EVENT_SIZE : MAX_SIZE;
		if (body.length > limit) {
			throw new FaasPayloadException(
					"The call was not sent: its request is %d bytes, and AWS Lambda takes %d bytes%s; pass large data through a store such as S3"
						.formatted(body.length, limit, this.function.event() ? " of an event" : ""),
					call, null);
		}
	}

	private static void override(AwsRequestOverrideConfiguration.Builder override, FaasRequest request,
			Duration remaining) {
		override.apiCallTimeout(remaining).addPlugin(SEND_ONCE);
		request.headers().forEach((name, value) -> {
			if (TRACE.equalsIgnoreCase(name)) {
				override.putHeader(TRACE, value);
			}
		});
	}

}
