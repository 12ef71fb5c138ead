package io.blueprintfaas.codec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Bytes pass untouched, and nothing else passes.
 */
class RawPayloadCodecTests {

	private final RawPayloadCodec codec = new RawPayloadCodec();

	@ParameterizedTest
	@ValueSource(strings = { "bytes", "mono" })
	void fitsBytesInAndOut(String method) {
		assertThat(RawPayloadCodec.fits(signature(method))).isTrue();
		assertThatNoException().isThrownBy(() -> this.codec.check(signature(method)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "noBytes", "twoBytes", "textOut", "nothing" })
	void doesNotFitAnythingElse(String method) {
		assertThat(RawPayloadCodec.fits(signature(method))).isFalse();
		assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> this.codec.check(signature(method)))
			.withMessageContaining("exactly one byte[] in and a byte[] out")
			.withMessageContaining("use codec 'json'");
	}

	@Test
	void namesTheTypesThatDoNotFit() {
		assertThatExceptionOfType(PayloadCodecException.class).isThrownBy(() -> this.codec.check(signature("textOut")))
			.withMessageContaining("parameters are [byte[]] and the result is java.lang.String");
	}

	@Test
	void passesTheSameArrays() {
		byte[] bytes = { 1, 2, 3 };
		JobSignature signature = signature("bytes");
		assertThat(this.codec.encodeArguments(signature, new Object[] { bytes })).isSameAs(bytes);
		assertThat(this.codec.decodeArguments(signature, bytes)).singleElement().isSameAs(bytes);
		assertThat(this.codec.encodeResult(signature, bytes)).isSameAs(bytes);
		assertThat(this.codec.decodeResult(signature, bytes)).isSameAs(bytes);
	}

	@Test
	void refusesNull() {
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.encodeArguments(signature("bytes"), new Object[] { null }))
			.withMessageContaining("the argument is null");
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.encodeResult(signature("bytes"), null))
			.withMessageContaining("the result is null");
	}

	@Test
	void refusesMoreThanOneArgument() {
		assertThatExceptionOfType(PayloadCodecException.class)
			.isThrownBy(() -> this.codec.encodeArguments(signature("bytes"), new Object[2]))
			.withMessageContaining("exactly one argument, but there are 2");
	}

	private static JobSignature signature(String method) {
		return Signatures.of(Handlers.class, method);
	}

	interface Handlers {

		byte[] bytes(byte[] bytes);

		Mono<byte[]> mono(byte[] bytes);

		byte[] noBytes();

		byte[] twoBytes(byte[] first, byte[] second);

		String textOut(byte[] bytes);

		void nothing(byte[] bytes);

	}

}
