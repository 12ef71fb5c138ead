package io.blueprintfaas.aws;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;
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
import io.blueprintfaas.provider.OutgoingCall;
import io.blueprintfaas.wire.WireHeaders;

/**
 * Writes calls of one function as requests to AWS Lambda.
 */
final class LambdaRequests {

	static final long MAX_SIZE = 6_291_456;

	static final long MAX_EVENT_SIZE = 1_048_576;

	private static final Map<String, String> EVENT = Map.of(WireHeaders.INVOCATION, WireHeaders.EVENT);

	private static final String TRACE = "X-Amzn-Trace-Id";

	private static final RetryStrategy ONCE = AwsRetryStrategy.doNotRetry();

	/**
	 * Whatever client sends the request, it sends it once: the SDK would repeat it after
	 * failures that leave open whether the function ran.
	 */
	private static final SdkPlugin SEND_ONCE = (client) -> client
		.overrideConfiguration((override) -> override.retryStrategy(ONCE));

	private final LambdaFunction function;

	LambdaRequests(LambdaFunction function) {
		this.function = function;
	}

	InvokeRequest write(OutgoingCall outgoing) {
		Duration remaining = outgoing.remaining();
		byte[] body = outgoing.body(this.function.event() ? EVENT : Map.of());
		checkSize(body, outgoing.call());
		return InvokeRequest.builder()
			.functionName(this.function.name())
			.qualifier(this.function.qualifier())
			.invocationType(this.function.event() ? InvocationType.EVENT : InvocationType.REQUEST_RESPONSE)
			.logType(this.function.metrics() ? LogType.TAIL : null)
			.payload(SdkBytes.fromByteArrayUnsafe(body))
			.overrideConfiguration((override) -> override(override, outgoing.header(TRACE), remaining))
			.build();
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

	private static void override(AwsRequestOverrideConfiguration.Builder override, @Nullable String trace,
			Duration remaining) {
		override.apiCallTimeout(remaining).addPlugin(SEND_ONCE);
		if (trace != null) {
			override.putHeader(TRACE, trace);
		}
	}

}
