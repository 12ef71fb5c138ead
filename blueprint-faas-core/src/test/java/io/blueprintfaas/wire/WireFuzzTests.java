package io.blueprintfaas.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.blueprintfaas.FaasMetrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Damaged messages are refused in the one way, or read.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WireFuzzTests {

	private static final byte[] TOKENS = "{}[]\",:\\0123456789-+.eEtfn \n\u0000/u".getBytes(StandardCharsets.US_ASCII);

	@Test
	void refusesEveryTruncation() {
		Random random = new Random(1);
		for (int i = 0; i < 50; i++) {
			byte[] request = WireFormat.writeRequest(RandomMessages.request(random));
			byte[] answer = WireFormat.writeResponse(RandomMessages.response(random, WireVersion.V1_1),
					WireVersion.V1_1);
			for (int length = 0; length < request.length; length++) {
				byte[] part = Arrays.copyOf(request, length);
				assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> WireFormat.readRequest(part));
			}
			for (int length = 0; length < answer.length; length++) {
				byte[] part = Arrays.copyOf(answer, length);
				assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> WireFormat.readResponse(part));
				assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> WireFormat.peekResponse(part));
			}
		}
	}

	@Test
	void readsOrRefusesMutations() {
		Random random = new Random(2);
		int read = 0;
		for (int i = 0; i < 100_000; i++) {
			byte[] request = mutated(WireFormat.writeRequest(RandomMessages.request(random)), random);
			read += survives(() -> WireFormat.writeRequest(WireFormat.readRequest(request)));
			WireVersion version = random.nextBoolean() ? WireVersion.V1_0 : WireVersion.V1_1;
			byte[] answer = mutated(WireFormat.writeResponse(RandomMessages.response(random, version), version),
					random);
			read += survives(() -> WireFormat.readResponse(answer));
			survives(() -> WireFormat.peekResponse(answer));
		}
		assertThat(read).isBetween(1_000, 199_000);
	}

	@Test
	void annotatesWhateverItReads() {
		Random random = new Random(3);
		for (int i = 0; i < 20_000; i++) {
			WireVersion version = random.nextBoolean() ? WireVersion.V1_0 : WireVersion.V1_1;
			byte[] answer = mutated(WireFormat.writeResponse(RandomMessages.response(random, version), version),
					random);
			FaasMetrics metrics = RandomMessages.metrics(random);
			if (survives(() -> WireFormat.readResponse(answer)) == 1) {
				WireResponse before = WireFormat.readResponse(answer);
				WireResponse after = WireFormat.readResponse(WireFormat.annotate(answer, metrics, version));
				assertThat(after).usingRecursiveComparison().ignoringFields("metrics").isEqualTo(before);
			}
			else {
				survives(() -> WireFormat.annotate(answer, metrics, version));
			}
		}
	}

	@Test
	void refusesGarbage() {
		Random random = new Random(4);
		for (int i = 0; i < 20_000; i++) {
			byte[] garbage = new byte[random.nextInt(64)];
			random.nextBytes(garbage);
			assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> WireFormat.readResponse(garbage));
		}
	}

	@Test
	void agreesWithAReaderOfOneNumberAtATime() {
		Random random = new Random(5);
		for (int i = 0; i < 20_000; i++) {
			byte[] message = ("{\"job_id\":1,\"args\":[" + elements(random) + "]}").getBytes(StandardCharsets.US_ASCII);
			byte[] spaced = new String(message, StandardCharsets.US_ASCII).replace(",", " , ")
				.getBytes(StandardCharsets.US_ASCII);
			if (survives(() -> WireFormat.readRequest(spaced)) == 1) {
				assertThat(WireFormat.readRequest(message).args()).isEqualTo(WireFormat.readRequest(spaced).args());
			}
			else {
				assertThatExceptionOfType(WireFormatException.class).isThrownBy(() -> WireFormat.readRequest(message));
			}
		}
	}

	private static String elements(Random random) {
		StringBuilder elements = new StringBuilder();
		for (int i = random.nextInt(30); i > 0; i--) {
			elements.append(random.nextInt(256)).append(',');
		}
		elements.append(random.nextInt(256));
		if (random.nextBoolean()) {
			elements.setCharAt(random.nextInt(elements.length()), "0123456789,,.-:/a\u007f".charAt(random.nextInt(18)));
		}
		return elements.toString();
	}

	private static byte[] mutated(byte[] message, Random random) {
		for (int i = random.nextInt(3); i >= 0; i--) {
			int index = random.nextInt(message.length);
			message[index] = random.nextBoolean() ? TOKENS[random.nextInt(TOKENS.length)] : (byte) random.nextInt();
		}
		return message;
	}

	private static int survives(Runnable reader) {
		try {
			reader.run();
			return 1;
		}
		catch (WireFormatException ex) {
			assertThat(ex.getMessage()).isNotEmpty().hasSizeLessThan(250);
			return 0;
		}
	}

}
