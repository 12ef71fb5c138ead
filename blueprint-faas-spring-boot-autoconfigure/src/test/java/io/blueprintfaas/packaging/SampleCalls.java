package io.blueprintfaas.packaging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests and answers of version 1.0 of the wire format, written down by hand.
 */
final class SampleCalls {

	private static final Pattern RESULT = Pattern.compile("\"result\":\\[([0-9,]*)]");

	private SampleCalls() {
	}

	static String request(int job, String arguments) {
		byte[] bytes = arguments.getBytes(StandardCharsets.UTF_8);
		return "{\"job_id\":%d,\"args\":%s}".formatted(job, Arrays.toString(bytes));
	}

	static String result(String answer) {
		Matcher matcher = RESULT.matcher(answer);
		assertThat(matcher.find()).as(answer).isTrue();
		byte[] bytes = new byte[matcher.group(1).split(",").length];
		int position = 0;
		for (String number : matcher.group(1).split(",")) {
			bytes[position++] = (byte) Integer.parseInt(number);
		}
		return new String(bytes, StandardCharsets.UTF_8);
	}

}
