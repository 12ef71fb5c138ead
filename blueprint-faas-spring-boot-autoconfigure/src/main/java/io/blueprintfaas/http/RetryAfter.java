package io.blueprintfaas.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * Reads how long an answer asks to wait.
 */
final class RetryAfter {

	private RetryAfter() {
	}

	// The wait, or {@code null} if the answer does not say, or not in a form of the
	// standard: seconds or a date. A date that has passed is a wait of nothing.
	static @Nullable Duration of(HttpHeaders headers, Clock clock) {
		String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
		if (value == null) {
			return null;
		}
		String text = value.trim();
		return text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : untilDate(text, clock);
	}

	private static @Nullable Duration untilDate(String text, Clock clock) {
		try {
			ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
			Duration wait = Duration.between(clock.instant(), date);
			return wait.isNegative() ? Duration.ZERO : wait;
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

}
