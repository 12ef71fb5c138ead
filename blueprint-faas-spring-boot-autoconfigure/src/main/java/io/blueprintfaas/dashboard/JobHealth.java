package io.blueprintfaas.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * Whether the function of a job is there.
 *
 * @param job name of the job
 * @param state {@code available}, {@code not_deployed}, {@code unavailable} or
 * {@code unknown}; {@code local} for a job without a provider
 * @param detail what its provider says, or {@code null} if it says nothing
 */
record JobHealth(String job, String state, @Nullable String detail) {

}
