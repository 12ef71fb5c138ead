package io.blueprintfaas.runtime;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.blueprintfaas.JobKey;
import io.blueprintfaas.codec.JobSignature;
import io.blueprintfaas.codec.PayloadCodec;

/**
 * A job that this function can run.
 */
public final class FunctionHandler {

	private static final Log logger = LogFactory.getLog(FunctionHandler.class);

	private static final byte[] NO_ARGUMENTS = { '[', ']' };

	private final JobKey key;

	private final JobSignature signature;

	private final PayloadCodec codec;

	private final Body body;

	private final String contract;

	/**
	 * A handler.
	 * @param key number and name of the job
	 * @param signature types that travel, and how the result is handed over
	 * @param codec turns the payload into arguments, and the result into bytes
	 * @param body what is run; may be called by many threads at the same time
	 * @throws io.blueprintfaas.codec.PayloadCodecException if the codec cannot carry the
	 * signature
	 */
	public FunctionHandler(JobKey key, JobSignature signature, PayloadCodec codec, Body body) {
		codec.check(signature);
		this.key = key;
		this.signature = signature;
		this.codec = codec;
		this.body = body;
		this.contract = signature.fingerprint();
	}

	/**
	 * Number and name of the job.
	 * @return the key
	 */
	public JobKey key() {
		return this.key;
	}

	/**
	 * Types that travel, and how the result is handed over.
	 * @return the signature
	 */
	public JobSignature signature() {
		return this.signature;
	}

	/**
	 * What turns the payload into arguments, and the result into bytes.
	 * @return the codec
	 */
	public PayloadCodec codec() {
		return this.codec;
	}

	/**
	 * What is run.
	 * @return the body
	 */
	public Body body() {
		return this.body;
	}

	/**
	 * Fingerprint of the signature, to be compared with the caller's.
	 * @return 16 hexadecimal digits
	 */
	public String contract() {
		return this.contract;
	}

	// Codecs prepare for a signature when they first meet it; what they say of no
	// arguments does not matter
	void warmUp() {
		try {
			this.codec.decodeArguments(this.signature, NO_ARGUMENTS);
		}
		catch (RuntimeException ex) {
			logger.debug("Job %s was made ready without arguments".formatted(this.key), ex);
		}
	}

	@Override
	public String toString() {
		return "FunctionHandler[job=%s, codec=%s, contract=%s]".formatted(this.key, this.codec.name(), this.contract);
	}

	/**
	 * What a handler does.
	 */
	@FunctionalInterface
	public interface Body {

		/**
		 * Runs the job.
		 * @param arguments the decoded arguments, as many as there are parameters
		 * @return what the method returns, not awaited: a value, a stage or a publisher
		 * as the signature's shape says
		 * @throws Throwable whatever the method throws; an
		 * {@link java.lang.reflect.InvocationTargetException} stands for its cause
		 */
		@Nullable Object invoke(@Nullable Object[] arguments) throws Throwable;

	}

}
