package io.blueprintfaas.test;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.JobKey;

/**
 * One try of a call, as it was sent.
 *
 * @param job the job
 * @param provider name of the provider it was sent to
 * @param invocationId identity of the call, constant over its tries
 * @param payload the encoded arguments
 * @param arguments the arguments, decoded again; empty if the application has no handler
 * @param headers what travelled with the call
 */
public record SentCall(JobKey job, String provider, UUID invocationId, byte[] payload, List<@Nullable Object> arguments,
		Map<String, String> headers) {

}
