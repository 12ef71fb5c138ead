package io.blueprintfaas.platform.function;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import io.blueprintfaas.platform.deployment.Deployment;

/**
 * What there is to say of a deployed function.
 *
 * @param deployment its version
 * @param changed whether the operation that returned this changed anything
 * @param coldStart measured time to start an instance, or {@code null} if none was
 * started yet
 * @param lastInvocation when it was last called, or {@code null}
 * @param totalInvocations calls since the platform was started
 * @param startFailure why it cannot be started, or {@code null} if it can
 */
public record FunctionState(Deployment deployment, boolean changed, @Nullable Duration coldStart,
		@Nullable Instant lastInvocation, long totalInvocations, @Nullable String startFailure) {

}
