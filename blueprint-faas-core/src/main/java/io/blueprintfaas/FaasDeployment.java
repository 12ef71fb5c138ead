package io.blueprintfaas;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * A function that lives at a provider. What the provider does not tell is {@code null}.
 *
 * @param job the job it runs
 * @param provider name of the provider
 * @param function the function's name at the provider
 * @param status what the provider calls its state, for example {@code deployed}
 * @param changed whether the operation that returned this changed anything at the
 * provider; {@code false} for an inspection
 * @param endpoint where it is called
 * @param sha256 content hash of its package, 64 hexadecimal digits in lower case
 * @param size compressed size of its package
 * @param memory memory limit
 * @param timeout longest run
 * @param coldStart measured time from start to ready of a new instance
 * @param deployedAt when it was deployed
 */
public record FaasDeployment(JobKey job, String provider, String function, String status, boolean changed,
		@Nullable URI endpoint, @Nullable String sha256, @Nullable DataSize size, @Nullable DataSize memory,
		@Nullable Duration timeout, @Nullable Duration coldStart, @Nullable Instant deployedAt) {

}
