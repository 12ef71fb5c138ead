package io.blueprintfaas.operations;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

import io.blueprintfaas.invocation.RouteMode;

/**
 * What is to be done with a job.
 *
 * @param kind what
 * @param mode with {@link Kind#ROUTE} where calls go, {@code null} for as configured
 * @param provider with {@link Kind#DEPLOY} the only provider to deploy to, or
 * {@code null} for all of the job
 */
public record JobOperation(Kind kind, @Nullable RouteMode mode, @Nullable String provider) {

	private static final String AS_CONFIGURED = "configured";

	/**
	 * Reads an operation as a person writes it.
	 * @param operation {@code deploy}, {@code undeploy}, {@code warm} or {@code route}
	 * @param mode with {@code route}, and only then: {@code remote}, {@code local},
	 * {@code overflow} or {@code configured}
	 * @param provider with {@code deploy}, and only then: the only provider to deploy to
	 * @return the operation
	 * @throws FaasOperationException if that is no operation
	 */
	public static JobOperation parse(@Nullable String operation, @Nullable String mode, @Nullable String provider) {
		Kind kind = kind(operation);
		refuse(kind != Kind.ROUTE && StringUtils.hasText(mode), "mode", "route", kind);
		refuse(kind != Kind.DEPLOY && StringUtils.hasText(provider), "provider", "deploy", kind);
		return new JobOperation(kind, (kind == Kind.ROUTE) ? mode(mode) : null,
				StringUtils.hasText(provider) ? provider.trim() : null);
	}

	private static Kind kind(@Nullable String operation) {
		return Arrays.stream(Kind.values())
			.filter((kind) -> Labels.of(kind).equals(normal(operation)))
			.findFirst()
			.orElseThrow(() -> FaasOperationException.invalid(unknown("operation", operation, labels(Kind.values()))));
	}

	private static @Nullable RouteMode mode(@Nullable String mode) {
		if (AS_CONFIGURED.equals(normal(mode))) {
			return null;
		}
		return Arrays.stream(RouteMode.values())
			.filter((value) -> Labels.of(value).equals(normal(mode)))
			.findFirst()
			.orElseThrow(() -> FaasOperationException
				.invalid(unknown("mode", mode, labels(RouteMode.values()) + ", " + AS_CONFIGURED)));
	}

	private static void refuse(boolean wrong, String what, String with, Kind kind) {
		if (wrong) {
			throw FaasOperationException.invalid("'%s' is only for operation '%s', not for '%s': leave it out"
				.formatted(what, with, Labels.of(kind)));
		}
	}

	private static String unknown(String what, @Nullable String value, String known) {
		return StringUtils.hasText(value) ? "There is no %s '%s'. There are %s".formatted(what, value, known)
				: "'%s' is missing. It is one of %s".formatted(what, known);
	}

	private static String labels(Enum<?>[] values) {
		return String.join(", ", List.of(values).stream().map(Labels::of).toList());
	}

	private static String normal(@Nullable String text) {
		return (text != null) ? text.trim().toLowerCase(Locale.ROOT) : "";
	}

	/**
	 * The operations.
	 */
	public enum Kind {

		/**
		 * Brings the function to its providers.
		 */
		DEPLOY,

		/**
		 * Removes the function from its providers.
		 */
		UNDEPLOY,

		/**
		 * Has instances started before they are needed.
		 */
		WARM,

		/**
		 * Sends further calls another way.
		 */
		ROUTE

	}

}
