package io.blueprintfaas.local;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Properties of the platform inside this application.
 *
 * @param directory Folder for deployments, which outlive the application. By default one
 * of this application below the folder for temporary files.
 * @param maxConcurrency Most calls at a time of a job that does not set its own
 * 'max-concurrency'.
 * @param maxInstances Most processes of all jobs together.
 * @param queueBound Most calls of one job that wait for a process.
 * @param idleTime How long a process without calls is kept.
 * @param startTimeout How long a process may take to become ready.
 * @param gracePeriod How long running calls may go on when the application ends.
 * @param maxPayload Largest request or answer, as it is on the wire.
 * @param maxPackageSize Largest package.
 * @param maxUnpackedSize Largest package, unpacked.
 * @param deployTimeout Longest wait for a deployment.
 */
@ConfigurationProperties("blueprint.faas.local")
public record LocalFaasProperties(@Nullable Path directory, @Nullable Integer maxConcurrency,
		@DefaultValue("256") int maxInstances, @DefaultValue("1000") int queueBound,
		@DefaultValue("5m") Duration idleTime, @DefaultValue("60s") Duration startTimeout,
		@DefaultValue("5s") Duration gracePeriod, @DefaultValue("64MB") DataSize maxPayload,
		@DefaultValue("512MB") DataSize maxPackageSize, @DefaultValue("2GB") DataSize maxUnpackedSize,
		@DefaultValue("5m") Duration deployTimeout) {

	public LocalFaasProperties {
		Assert.isTrue(maxConcurrency == null || (maxConcurrency >= 1 && maxConcurrency <= 1000),
				() -> "'maxConcurrency' must be from 1 to 1000, but is %d".formatted(maxConcurrency));
		Assert.isTrue(deployTimeout.toMillis() > 0,
				() -> "'deployTimeout' must be at least 1ms, but is %s".formatted(deployTimeout));
	}

}
