package io.blueprintfaas.platform;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Starts a platform, says where it is, and waits to be killed.
 */
public final class StandalonePlatform {

	private StandalonePlatform() {
	}

	/**
	 * Starts the platform.
	 * @param args its data folder
	 * @throws InterruptedException if it is interrupted while it waits
	 */
	public static void main(String[] args) throws InterruptedException {
		EmbeddedPlatform platform = EmbeddedPlatform
			.start(PlatformSettings.DEFAULTS.withDataDirectory(Path.of(args[0])));
		System.out.println(platform.baseUrl());
		new CountDownLatch(1).await();
	}

}
