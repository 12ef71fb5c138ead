package io.blueprintfaas.custom;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Keys of a job that only this provider knows.
 *
 * @param platform name of the platform, or {@code null} for the one without a name
 * @param urlTemplate address to invoke the function at, or {@code null} for the
 * platform's
 */
record CustomJobProperties(@Nullable String platform, @Nullable String urlTemplate) {

	static final Set<String> KEYS = Set.of("platform", "url-template");

}
