package io.blueprintfaas.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * What the page has to know before it shows anything.
 *
 * @param application name of the application, or {@code null} if it has none
 * @param version version of the library, or {@code null} if it is not known
 * @param operations whether the page may operate jobs
 * @param chartLibrary file with the chart library, or {@code null} if it is not there
 * @param chartDependency what to add to the application to see charts
 * @param csrf header to send with operations, or {@code null} for none
 */
record PageSettings(@Nullable String application, @Nullable String version, boolean operations,
		@Nullable String chartLibrary, String chartDependency, @Nullable CsrfHeader csrf) {

}
