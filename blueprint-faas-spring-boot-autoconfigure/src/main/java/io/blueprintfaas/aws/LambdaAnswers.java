package io.blueprintfaas.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsResponseMetadata;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

import io.blueprintfaas.FaasCall;
import io.blueprintfaas.FaasMetrics;
import io.blueprintfaas.FaasPayloadException;
import io.blueprintfaas.FaasResponse;
import io.blueprintfaas.http.LenientJson;
import io.blueprintfaas.http.WireFailures;
import io.blueprintfaas.provider.FaasJobDefinition;
import io.blueprintfaas.wire.WireFormat;
import io.blueprintfaas.wire.WireFormatException;
import io.blueprintfaas.wire.WireResponse;

/**
 * Reads what one function answers, through AWS Lambda.
 */
final class LambdaAnswers {

	private final LambdaFunction function;

	private final LambdaFunctionErrors errors;

	LambdaAnswers(FaasJobDefinition job, LambdaFunction function) {
		this.function = function;
		this.errors = new LambdaFunctionErrors(job, function);
	}

	FaasResponse read(InvokeResponse answer, FaasCall call) {
		byte[] body = (answer.payload() != null) ? answer.payload().asByteArrayUnsafe() : new byte[0];
		if (answer.functionError() != null) {
			throw this.errors.of(body, call);
		}
		WireResponse response = parse(body, call);
		if (!response.success()) {
			throw WireFailures.of(response, call);
		}
		return new FaasResponse(response.result(), metrics(answer, response.metrics()));
	}

	private FaasMetrics metrics(InvokeResponse answer, FaasMetrics told) {
		LambdaReport report = LambdaReport.read(answer.logResult(), requestId(answer));
		return (report != null) ? report.over(told) : told;
	}

	private static @Nullable String requestId(InvokeResponse answer) {
		AwsResponseMetadata metadata = answer.responseMetadata();
		String id = (metadata != null) ? metadata.requestId() : null;
		return "UNKNOWN".equals(id) ? null : id;
	}

	private WireResponse parse(byte[] body, FaasCall call) {
		try {
			WireResponse response = WireFormat.readResponse(body);
			if (response.jobId() != call.job().id()) {
				throw new FaasPayloadException(
						"Function %s answered for job %d, but job %d was called; check which function has this name"
							.formatted(this.function, response.jobId(), call.job().id()),
						call, null);
			}
			return response;
		}
		catch (WireFormatException ex) {
			throw new FaasPayloadException(
					"Function %s answered with %s, which is no answer of the wire format (%s); check which function has this name, and its 'wire'"
						.formatted(this.function, (body.length > 0) ? body.length + " bytes" : "an empty body",
								reason(body, ex)),
					call, null);
		}
	}

	// What is no JSON object may be anything, so nothing of it is shown, not even by the
	// cause
	private static @Nullable String reason(byte[] body, WireFormatException ex) {
		return LenientJson.read(body).isObject() ? ex.getMessage() : "it is no JSON object";
	}

}
