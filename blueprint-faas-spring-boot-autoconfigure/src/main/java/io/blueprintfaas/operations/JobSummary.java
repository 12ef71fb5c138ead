package io.blueprintfaas.operations;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One job in a list of all.
 *
 * @param name its name
 * @param id its number
 * @param place where it runs now, in words
 * @param mode where its calls go: {@code remote}, {@code local} or {@code overflow};
 * {@code null} if it has no provider
 * @param providers its providers in the order in which they are asked; empty for none
 * @param why what decided that
 * @param calls calls that have ended; a job without a provider is not counted
 * @param errors how many of them failed
 * @param inFlight calls under way
 * @param operation the operation under way, for example {@code deploy}, or {@code null}
 */
public record JobSummary(String name, long id, String place, @Nullable String mode, List<String> providers, String why,
		long calls, long errors, int inFlight, @Nullable String operation) {

}
