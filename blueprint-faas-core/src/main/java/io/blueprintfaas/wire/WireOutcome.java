package io.blueprintfaas.wire;

import org.jspecify.annotations.Nullable;

/**
 * What an answer says of its call, without the result.
 *
 * @param jobId number of the job
 * @param success whether the handler returned
 * @param error what went wrong, for people; {@code null} if nothing did
 * @param errorType class name of what the handler threw, or one of the constants of
 * {@link WireResponse}; {@code null} if not told
 */
public record WireOutcome(long jobId, boolean success, @Nullable String error, @Nullable String errorType) {

}
