package io.blueprintfaas.codec;

import org.jspecify.annotations.Nullable;

/**
 * Turns arguments and results of jobs into bytes and back. Both sides use the same codec
 * for a job. A bean of this type adds a codec that jobs choose by its name.
 */
public interface PayloadCodec {

	/**
	 * Name of the codec in configuration.
	 * @return the name, for example {@code json}
	 */
	String name();

	/**
	 * Whether this codec can carry the parameters and the result of a handler, asked once
	 * at startup.
	 * @param signature the handler's signature
	 * @throws PayloadCodecException if it cannot; the message names the type and the rule
	 */
	void check(JobSignature signature);

	/**
	 * Arguments to bytes, on the caller's side.
	 * @param signature the handler's signature
	 * @param arguments the arguments, in the order of the parameters
	 * @return the bytes
	 * @throws PayloadCodecException if an argument cannot be encoded
	 */
	byte[] encodeArguments(JobSignature signature, @Nullable Object[] arguments);

	/**
	 * Bytes to arguments, on the function's side.
	 * @param signature the handler's signature
	 * @param payload the bytes
	 * @return the arguments, as many as there are parameters
	 * @throws PayloadCodecException if the bytes do not fit the parameters
	 */
	@Nullable Object[] decodeArguments(JobSignature signature, byte[] payload);

	/**
	 * Result to bytes, on the function's side.
	 * @param signature the handler's signature
	 * @param result the result, already awaited; {@code null} for {@code void}
	 * @return the bytes
	 * @throws PayloadCodecException if the result cannot be encoded
	 */
	byte[] encodeResult(JobSignature signature, @Nullable Object result);

	/**
	 * Bytes to result, on the caller's side.
	 * @param signature the handler's signature
	 * @param payload the bytes
	 * @return the result, or {@code null} if there is none
	 * @throws PayloadCodecException if the bytes are no result of that type
	 */
	@Nullable Object decodeResult(JobSignature signature, byte[] payload);

}
