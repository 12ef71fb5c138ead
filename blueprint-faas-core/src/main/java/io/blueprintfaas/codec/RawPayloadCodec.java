package io.blueprintfaas.codec;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Hands bytes through untouched and uncopied: for handlers with one {@code byte[]} and
 * nothing else in and a {@code byte[]} out.
 */
public final class RawPayloadCodec implements PayloadCodec {

	/**
	 * Name of this codec in configuration.
	 */
	public static final String NAME = "raw";

	private static final List<Type> PARAMETERS = List.of(byte[].class);

	/**
	 * Whether this codec can carry the parameters and the result of a handler.
	 * @param signature the handler's signature
	 * @return {@code true} for one {@code byte[]} in and a {@code byte[]} out
	 */
	public static boolean fits(JobSignature signature) {
		return signature.parameterTypes().equals(PARAMETERS) && signature.resultType() == byte[].class;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public void check(JobSignature signature) {
		if (!fits(signature)) {
			List<String> parameters = signature.parameterTypes().stream().map(Type::getTypeName).toList();
			throw new PayloadCodecException(("Codec 'raw' carries exactly one byte[] in and a byte[] out, but the "
					+ "parameters are %s and the result is %s; use codec 'json' for them")
				.formatted(parameters, signature.resultType().getTypeName()), null);
		}
	}

	@Override
	public byte[] encodeArguments(JobSignature signature, @Nullable Object[] arguments) {
		if (arguments.length != 1) {
			throw new PayloadCodecException(
					"Codec 'raw' carries exactly one argument, but there are %d".formatted(arguments.length), null);
		}
		return bytes("the argument", arguments[0]);
	}

	@Override
	public @Nullable Object[] decodeArguments(JobSignature signature, byte[] payload) {
		return new Object[] { payload };
	}

	@Override
	public byte[] encodeResult(JobSignature signature, @Nullable Object result) {
		return bytes("the result", result);
	}

	@Override
	public Object decodeResult(JobSignature signature, byte[] payload) {
		return payload;
	}

	private static byte[] bytes(String what, @Nullable Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		throw new PayloadCodecException("Codec 'raw' carries byte[], but %s is %s".formatted(what,
				(value != null) ? value.getClass().getTypeName() : "null"), null);
	}

}
