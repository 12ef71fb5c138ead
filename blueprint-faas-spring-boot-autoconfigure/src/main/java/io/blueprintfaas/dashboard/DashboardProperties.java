package io.blueprintfaas.dashboard;

import java.time.Duration;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;

/**
 * The page that shows jobs.
 *
 * @param enabled Whether there is a page.
 * @param path Path of the page, below that of the application.
 * @param operations Whether the page can operate jobs: deploy, remove, warm, and send
 * their calls another way. It only shows them if not.
 * @param deploymentTimeout How long the page waits for providers to tell what is
 * deployed.
 */
@ConfigurationProperties("blueprint.faas.dashboard")
public record DashboardProperties(@DefaultValue("false") boolean enabled, @DefaultValue("/faas") String path,
		@DefaultValue("false") boolean operations, @DefaultValue("10s") Duration deploymentTimeout) {

	private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

	public DashboardProperties {
		Assert.isTrue(PATH.matcher(path).matches(),
				() -> "'path' must begin with '/', not end with it, and have letters, digits and '._~-' between, but is '%s'"
					.formatted(path));
		Assert.isTrue(deploymentTimeout.toMillis() >= 1,
				() -> "'deploymentTimeout' must be at least 1ms, but is " + deploymentTimeout);
	}

}
