package io.blueprintfaas.invocation;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.PayloadCodec;

/**
 * A job as a caller sees it, with or without a handler in this application.
 *
 * @param key number and name
 * @param signature the types that travel
 * @param codec how they travel
 * @param handler the handler, or {@code null} if the job only exists at its provider
 */
record CallableJob(JobKey key, JobSignature signature, PayloadCodec codec, @Nullable FaasJobHandler handler) {

	static CallableJob of(FaasJobHandler handler) {
		return new CallableJob(handler.key(), handler.signature(), handler.codec(), handler);
	}

	boolean idempotent() {
		return this.handler != null && this.handler.idempotent();
	}

	@Nullable String contract() {
		return (this.handler != null) ? this.handler.contract() : null;
	}

}
